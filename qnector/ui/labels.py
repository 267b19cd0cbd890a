"""Korean words for codes: the one place where a stored code becomes a word on a screen."""

from __future__ import annotations

ORDER_STATUS = {
    "pending": "대기",
    "processing": "처리중",
    "completed": "완료",
    "cancel_requested": "취소요청",
    "cancelled": "취소",
}

ORDER_EVENT = {
    "placed": "주문을 보냈어요",
    "accepted": "주문을 확인했어요",
    "shipped": "상품을 보냈어요",
    "delivered": "배송이 끝났어요",
    "completed": "주문이 완료됐어요",
    "cancel_requested": "취소를 요청했어요",
    "cancel_agreed": "취소 요청을 받아들였어요",
    "cancel_declined": "취소 요청을 거절했어요",
    "cancel_withdrawn": "취소 요청을 거두었어요",
    "cancelled": "주문을 취소했어요",
    "held": "여신 한도를 넘어 보류됐어요",
    "released": "보류를 풀었어요",
}

SIDE = {"buyer": "구매자", "seller": "판매자", "operator": "운영자"}
ROLE = {"owner": "대표", "manager": "관리자", "staff": "직원"}
VAT_MODE = {"included": "부가세 포함", "excluded": "부가세 별도"}
VAT_KIND = {"taxed": "과세", "zero_rated": "영세", "exempt": "면세"}
PRODUCT_STATUS = {"on_sale": "판매중", "sold_out": "품절", "hidden": "숨김"}
CONNECTION_STATUS = {
    "requested": "승인 대기",
    "approved": "승인됨",
    "rejected": "거절",
    "suspended": "거래 중지",
}
TERMS = {
    "next_month_end": "익월 말일",
    "next_month_day": "익월 N일",
    "days": "N일",
    "immediate": "즉시",
}
STOCK_KIND = {"in": "입고", "out": "출고", "adjust": "조정"}
STOCK_REASON = {
    "in": ("매입", "생산", "반품 입고", "기타"),
    "out": ("폐기", "파손", "견본", "직접 판매", "기타"),
    "adjust": ("실사", "기타"),
}
STOCKLIST_SORT = {
    "name": "품목명순",
    "-updated": "최근 수정순",
    "price": "단가 낮은순",
    "-price": "단가 높은순",
    "stock": "재고 적은순",
}
NOTICE_KIND = {"news": "안내", "update": "업데이트", "maintenance": "점검", "event": "이벤트"}
INQUIRY_STATUS = {"waiting": "답변 대기중", "answered": "답변완료"}
MESSAGE_STATE = {
    "sent": "성공",
    "pending": "보내는 중",
    "claimed": "보내는 중",
    "failed": "실패",
    "unknown": "알 수 없음",
}
CHANNEL = {"in_app": "인앱", "email": "이메일"}
MESSAGE_KIND = {
    "new_order": "새 주문",
    "order_accepted": "주문 확인",
    "shipped": "발송",
    "completed": "주문 완료",
    "cancel_requested": "취소요청",
    "cancel_answered": "취소요청 답변",
    "cancelled": "주문 취소",
    "order_held": "한도 보류",
    "order_released": "보류 해제",
    "connection_requested": "승인요청",
    "connection_answered": "승인요청 답변",
    "inquiry_asked": "새 문의",
    "inquiry_answered": "문의 답변",
    "verify_email": "회원가입 인증",
    "email_taken": "가입한 이메일 안내",
    "reset_password": "비밀번호 재설정",
    "invite": "초대",
    "password_changed": "비밀번호 변경",
    "new_device": "새 기기 로그인",
    "login_blocked": "로그인 잠금",
    "company_checked": "사업자 확인",
    "company_suspended": "이용 중지",
}
LOGIN_RESULT = {
    "success": "성공",
    "wrong": "실패",
    "throttled": "시도 제한",
    "unverified": "인증 전",
    "suspended": "이용 중지",
}
PROVIDER = {"google": "Google", "kakao": "Kakao"}
MEMBER_STATE = {"active": "사용 중", "invited": "초대 중", "off": "사용 중지"}
PRODUCT_SORT = {"frequent": "구매 빈도순", "name": "상품명순", "price": "가격순"}

CARRIER = {
    "cj": "CJ대한통운",
    "hanjin": "한진택배",
    "lotte": "롯데택배",
    "logen": "로젠택배",
    "epost": "우체국택배",
    "daesin": "대신화물",
    "kyungdong": "경동택배",
    "ilyang": "일양로지스",
    "direct": "직접 배송",
    "pickup": "방문 수령",
}


def business_number(digits: str) -> str:
    """137-81-22741; anything but ten digits is left as it is."""
    if len(digits) != 10 or not digits.isdecimal():
        return digits
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"


_PAIRS = {
    "을/를": ("을", "를"),
    "은/는": ("은", "는"),
    "이/가": ("이", "가"),
    "과/와": ("과", "와"),
    "으로/로": ("으로", "로"),
    "아/야": ("아", "야"),
    "이에요/예요": ("이에요", "예요"),
}
_HANGUL = range(0xAC00, 0xD7A4)
_RIEUL = 8
_FINALS_OF_DIGITS = {"0": 21, "1": _RIEUL, "3": 16, "6": 1, "7": _RIEUL, "8": _RIEUL}
_FINALS_OF_LETTERS = {"l": _RIEUL, "m": 16, "n": 4, "r": _RIEUL}
_PASSED_OVER = ")]}\"'”’」』〉》.,!? "


def josa(word: str, pair: str) -> str:
    """The word with its particle: josa("쌀", "을/를") -> "쌀을".

    Digits are read as Sino-Korean, Latin letters by their names; closing brackets and
    quotation marks are passed over. Raises KeyError for an unknown pair.
    """
    with_final, without_final = _PAIRS[pair]
    final = _final_of(word)
    has_final = final != 0 and not (pair == "으로/로" and final == _RIEUL)
    return word + (with_final if has_final else without_final)


def _final_of(word: str) -> int:
    bare = word.rstrip(_PASSED_OVER)
    last = bare[-1:].lower()
    if last and ord(last) in _HANGUL:
        return (ord(last) - _HANGUL.start) % 28
    return _FINALS_OF_DIGITS.get(last, _FINALS_OF_LETTERS.get(last, 0))

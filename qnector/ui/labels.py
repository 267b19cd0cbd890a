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
    "company_resumed": "이용 재개",
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
# The areas by which 감사 기록 is narrowed, and every act that is recorded.
AUDIT_AREA = {
    "look": "개인정보 열람",
    "login": "로그인",
    "user": "사용자",
    "company": "회사",
    "order": "주문",
    "product": "품목",
    "connection": "거래 연결",
    "address": "배송지",
    "notice": "공지",
    "inquiry": "문의",
    "message": "알림",
    "plan": "플랜",
    "service": "연동 키",
    "operator": "운영자",
}
AUDIT_ACTION = {
    "login": "로그인",
    "login.blocked": "로그인 잠금",
    "logout": "로그아웃",
    "reauth": "비밀번호 재확인",
    "session.side": "구매자·판매자 전환",
    "session.end": "기기 로그아웃",
    "session.end_others": "다른 기기 모두 로그아웃",
    "user.register": "회원가입",
    "user.abandon": "다른 이메일로 가입",
    "user.verify_email": "이메일 인증",
    "user.add": "사용자 등록",
    "user.join": "초대 수락",
    "user.rename": "성명 변경",
    "user.picture": "사진 변경",
    "user.invite": "사용자 초대",
    "user.invite_again": "초대 다시 보내기",
    "user.revoke_invite": "초대 취소",
    "user.role": "역할 변경",
    "user.deactivate": "사용자 비활성화",
    "user.reactivate": "사용자 활성화",
    "user.transfer": "대표 넘기기",
    "user.ask_reset": "비밀번호 재설정 요청",
    "user.send_reset": "비밀번호 재설정 메일 발송",
    "user.reset_password": "비밀번호 재설정",
    "user.set_password": "비밀번호 설정",
    "user.change_password": "비밀번호 변경",
    "user.end_sessions": "모든 기기 로그아웃",
    "company.register": "회사 등록",
    "company.forget": "인증하지 않은 가입 지우기",
    "company.edit": "회사 정보 변경",
    "company.sides": "사용자 유형 변경",
    "company.bank": "계좌 변경",
    "company.seal": "직인 변경",
    "company.check": "사업자 확인",
    "company.verify": "사업자 직접 확인",
    "company.unverify": "사업자 확인 취소",
    "company.suspend": "이용 중지",
    "company.resume": "이용 재개",
    "social.link": "소셜 계정 연결",
    "social.unlink": "소셜 계정 해제",
    "order.place": "주문",
    "order.accepted": "주문 확인",
    "order.shipped": "출고",
    "order.delivered": "배송 완료",
    "order.completed": "주문 완료",
    "order.cancel_requested": "취소요청",
    "order.cancel_agreed": "취소요청 수락",
    "order.cancel_declined": "취소요청 거절",
    "order.cancel_withdrawn": "취소요청 철회",
    "order.cancelled": "주문 취소",
    "order.released": "보류 해제",
    "address.add": "배송지 추가",
    "address.edit": "배송지 수정",
    "address.default": "기본 배송지 변경",
    "address.remove": "배송지 삭제",
    "product.add": "품목 등록",
    "product.edit": "품목 수정",
    "product.price": "단가 변경",
    "product.status": "판매상태 변경",
    "stock.in": "재고 입고",
    "stock.out": "재고 출고",
    "stock.adjust": "재고 조정",
    "product.import": "품목 업로드",
    "category.add": "분류 추가",
    "category.rename": "분류 이름 변경",
    "category.remove": "분류 삭제",
    "connection.request": "승인요청",
    "connection.withdraw": "승인요청 되돌리기",
    "connection.reopen": "거절한 요청 다시 열기",
    "connection.approved": "승인",
    "connection.rejected": "거절",
    "connection.suspended": "거래 중지",
    "connection.terms": "거래 조건 변경",
    "notice.publish": "공지 등록",
    "notice.edit": "공지 수정",
    "notice.retire": "공지 내리기",
    "notice.restore": "공지 다시 올리기",
    "inquiry.ask": "문의 등록",
    "inquiry.answer": "문의 답변",
    "inquiry.correct": "답변 수정",
    "message.switch": "알림 설정 변경",
    "message.send_again": "메일 다시 보내기",
    "message.send_failed": "실패한 메일 모두 다시 보내기",
    "plan.change": "플랜 변경",
    "service.key": "연동 키 변경",
    "service.reseal": "연동 키 다시 암호화",
    "operator.invite": "운영자 초대",
    "act_as.start": "운영자가 대신 로그인",
    "act_as.stop": "운영자 대신 로그인 종료",
    "look.users": "사용자 목록 열람",
    "look.companies": "회사 목록 열람",
    "look.company": "회사 정보 열람",
    "look.outbox": "보낼 메일 열람",
    "look.audit": "감사 기록 열람",
}
# Words of ours in the detail of an act; what people typed stays as it is.
AUDIT_DETAIL = {
    "password": "비밀번호로",
    "google": "Google",
    "kakao": "Kakao",
    "on": "켬",
    "off": "끔",
    "buyer": "구매자",
    "seller": "판매자",
}
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

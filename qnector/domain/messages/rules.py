"""The words of every message, whom they concern, and when a failed mail is tried again."""

from datetime import datetime, timedelta
from typing import Any

from qnector.core.actor import Side
from qnector.domain.messages.models import Kind

BACK_OFF = (1, 5, 15, 60, 240)  # minutes after each failure
MOST_ATTEMPTS = len(BACK_OFF) + 1
LEASE = timedelta(minutes=5)  # how long a claimed mail belongs to the process that claimed it

# Subject and body; the values are those that the causing verb wrote. No particle follows a
# number: whether it is 을 or 를 depends on the digit.
LETTERS: dict[Kind, tuple[str, str]] = {
    Kind.NEW_ORDER: (
        "새 주문 {number}",
        "{buyer}에서 주문을 보냈어요.\n\n주문번호: {number}\n품목: {summary}\n금액: {total}",
    ),
    Kind.ORDER_ACCEPTED: (
        "주문 {number} 처리 시작",
        "{seller}에서 주문을 확인했어요.\n\n주문번호: {number}\n품목: {summary}\n금액: {total}",
    ),
    Kind.SHIPPED: (
        "주문 {number} 발송",
        "{seller}에서 물건을 보냈어요.\n\n주문번호: {number}\n품목: {summary}",
    ),
    Kind.COMPLETED: (
        "주문 {number} 완료",
        "{seller}의 주문이 완료됐어요.\n\n주문번호: {number}\n품목: {summary}\n금액: {total}",
    ),
    Kind.CANCEL_REQUESTED: (
        "주문 {number} 취소요청",
        "{buyer}에서 취소를 요청했어요.\n\n주문번호: {number}\n품목: {summary}\n사유: {reason}",
    ),
    Kind.CANCEL_ANSWERED: (
        "주문 {number} 취소요청 답변",
        "{seller}에서 취소요청에 답했어요. 주문 관리에서 확인해 주세요.\n\n"
        "주문번호: {number}\n답변: {answer}\n사유: {reason}",
    ),
    Kind.CANCELLED: (
        "주문 {number} 취소",
        "{seller}의 주문이 취소됐어요.\n\n주문번호: {number}\n품목: {summary}\n사유: {reason}",
    ),
    Kind.ORDER_HELD: (
        "주문 {number} 확인 대기",
        "신용 한도를 넘어 판매자의 확인을 기다려요.\n\n주문번호: {number}\n금액: {total}",
    ),
    Kind.ORDER_RELEASED: (
        "주문 {number} 보류 해제",
        "{seller}에서 주문을 이어서 처리해요.\n\n주문번호: {number}\n금액: {total}",
    ),
    Kind.CONNECTION_REQUESTED: (
        "{buyer}에서 승인을 요청했어요",
        "{buyer}에서 거래를 요청했어요. 구매자 목록에서 승인하거나 거절해 주세요.",
    ),
    Kind.CONNECTION_ANSWERED: (
        "{seller}에서 승인요청에 답했어요",
        "{seller}에서 승인요청에 답했어요.\n\n답변: {answer}\n사유: {reason}",
    ),
    Kind.INQUIRY_ASKED: (
        "{buyer}에서 문의를 보냈어요",
        "{buyer}에서 문의를 보냈어요. 문의 화면에서 답변해 주세요.\n\n제목: {title}",
    ),
    Kind.INQUIRY_ANSWERED: (
        "{seller}에서 문의에 답했어요",
        "{seller}에서 문의에 답했어요. 문의 화면에서 확인해 주세요.\n\n제목: {title}",
    ),
    Kind.VERIFY_EMAIL: (
        "회원가입 인증",
        "{name}님, 큐넥터에 가입해 주셔서 고마워요.\n\n"
        "아래 버튼을 눌러 이메일 주소를 인증해 주세요. 인증이 끝나면 로그인할 수"
        " 있어요. 링크는 24시간 동안 한 번만 쓸 수 있어요.",
    ),
    Kind.EMAIL_TAKEN: (
        "이미 가입한 이메일이에요",
        "{email} 주소로 누군가 큐넥터 회원가입을 신청했어요. 이 주소에는 이미 계정이 있어서 새로"
        " 만들지 않았어요.\n\n"
        "아래 버튼을 눌러 로그인해 주세요. 비밀번호를 잊었다면 로그인 화면에서 다시 정할 수"
        " 있어요.\n\n"
        "신청하지 않았다면 이 메일을 지워 주세요. 바뀐 것은 없어요.",
    ),
    Kind.RESET_PASSWORD: (
        "비밀번호 재설정",
        "비밀번호를 다시 정하는 링크예요. 30분 동안 한 번만 쓸 수 있어요.\n\n"
        "요청하지 않았다면 이 메일을 지워 주세요. 비밀번호는 바뀌지 않아요.",
    ),
    Kind.INVITE: (
        "{company} 초대",
        "{inviter}님이 {company}의 큐넥터에 초대했어요.\n\n"
        "아래 버튼을 눌러 이름과 비밀번호를 정해 주세요. 링크는 24시간 동안 한 번만 쓸 수 있어요.",
    ),
    Kind.PASSWORD_CHANGED: (
        "비밀번호가 바뀌었어요",
        "{email} 계정의 비밀번호가 바뀌었고, 다른 기기는 모두 로그아웃됐어요.\n\n시각: {at}\n"
        "기기: {device}\n\n직접 바꾸지 않았다면 바로 비밀번호를 재설정해 주세요.",
    ),
    Kind.NEW_DEVICE: (
        "새 기기에서 로그인했어요",
        "{email} 계정으로 처음 보는 기기에서 로그인했어요.\n\n시각: {at}\n기기: {device}\n"
        "위치: {place}\n\n본인이 아니라면 계정관리 › 보안에서 그 기기를 로그아웃하고 비밀번호를"
        " 바꿔 주세요.",
    ),
    Kind.LOGIN_BLOCKED: (
        "로그인이 여러 번 실패했어요",
        "{email} 계정의 로그인이 여러 번 실패해 잠시 막았어요.\n\n시각: {at}\n\n"
        "본인이 아니라면 더 긴 비밀번호로 바꾸는 것이 좋아요.",
    ),
    Kind.COMPANY_CHECKED: (
        "사업자 확인이 끝났어요",
        "{company}의 사업자 정보를 확인했어요.\n\n결과: {result}\n확인한 곳: {by}",
    ),
    Kind.COMPANY_SUSPENDED: (
        "{company} 이용이 중지됐어요",
        "운영자가 {company}의 이용을 중지했어요.\n\n사유: {reason}",
    ),
    Kind.COMPANY_RESUMED: (
        "{company} 이용이 다시 열렸어요",
        "운영자가 {company}의 이용을 다시 열었어요. 로그인해서 이어서 쓸 수 있어요.",
    ),
}
# The manual names this subject; all others begin with the house's name.
SUBJECTS: dict[Kind, str] = {Kind.VERIFY_EMAIL: "[큐넥터 회원가입 인증]"}
# Where the button of a mail leads that is about no screen of a company.
PATHS: dict[Kind, str] = {Kind.EMAIL_TAKEN: "/login"}
# What stands on the button of these, and of a mail that carries a link.
BUTTONS: dict[Kind, str] = {
    Kind.VERIFY_EMAIL: "이메일 인증",
    Kind.EMAIL_TAKEN: "로그인하기",
    Kind.RESET_PASSWORD: "비밀번호 다시 정하기",
    Kind.INVITE: "초대 받기",
}
# What stands on the button of a mail that leads to the screen it is about.
SCREENS: dict[Kind, str] = {
    Kind.CONNECTION_REQUESTED: "승인요청 보기",
    Kind.CONNECTION_ANSWERED: "판매자 보기",
    Kind.INQUIRY_ASKED: "문의 보기",
    Kind.INQUIRY_ANSWERED: "답변 보기",
    **dict.fromkeys(
        (
            Kind.NEW_ORDER,
            Kind.ORDER_ACCEPTED,
            Kind.SHIPPED,
            Kind.COMPLETED,
            Kind.CANCEL_REQUESTED,
            Kind.CANCEL_ANSWERED,
            Kind.CANCELLED,
            Kind.ORDER_HELD,
            Kind.ORDER_RELEASED,
        ),
        "주문 보기",
    ),
}
# Mails that are nothing without their one-time link, and how long that lives (decision 25).
LINK_LIVES = {
    Kind.VERIFY_EMAIL: timedelta(hours=24),
    Kind.RESET_PASSWORD: timedelta(minutes=30),
    Kind.INVITE: timedelta(hours=24),
}
LINK = "link"  # the value that is sealed, and taken out of the row once the mail is gone
LINK_PLACE = "message:link"
# What `values["status"]` means as an answer.
ANSWERS = {
    "approved": "승인",
    "rejected": "거절",
    "suspended": "거래 중지",
    "cancelled": "취소했어요",
    "pending": "취소하지 않고 계속해요",
    "processing": "취소하지 않고 계속해요",
}
NUMBER = "주문번호: "
SIGN = "큐넥터에서 보낸 메일이에요."

BUYER, SELLER = frozenset({Side.BUYER}), frozenset({Side.SELLER})
# On which side of the counter a kind is read. Who asked 큐넥터 may stand on either.
SIDES: dict[Kind, frozenset[Side]] = {
    Kind.NEW_ORDER: SELLER,
    Kind.ORDER_ACCEPTED: BUYER,
    Kind.SHIPPED: BUYER,
    Kind.COMPLETED: BUYER,
    Kind.CANCEL_REQUESTED: SELLER,
    Kind.CANCEL_ANSWERED: BUYER,
    Kind.CANCELLED: BUYER,
    Kind.ORDER_HELD: BUYER,
    Kind.ORDER_RELEASED: BUYER,
    Kind.CONNECTION_REQUESTED: SELLER,
    Kind.CONNECTION_ANSWERED: BUYER,
    Kind.INQUIRY_ASKED: SELLER,
    Kind.INQUIRY_ANSWERED: BUYER | SELLER,
    Kind.COMPANY_CHECKED: BUYER | SELLER,
    **dict.fromkeys(
        (
            Kind.VERIFY_EMAIL,
            Kind.EMAIL_TAKEN,
            Kind.RESET_PASSWORD,
            Kind.INVITE,
            Kind.PASSWORD_CHANGED,
            Kind.NEW_DEVICE,
            Kind.LOGIN_BLOCKED,
            Kind.COMPANY_SUSPENDED,
            Kind.COMPANY_RESUMED,
        ),
        frozenset(),
    ),
}


def kinds_of(side: Side) -> list[Kind]:
    """What is read on this side, in the order of Kind."""
    return [kind for kind in Kind if side in SIDES[kind]]


def retry_in(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts; None when it is time to give up."""
    if not 1 <= attempts <= len(BACK_OFF):
        return None
    return timedelta(minutes=BACK_OFF[attempts - 1])


def can_go_again(kind: Kind, values: dict[str, Any]) -> bool:
    """Whether a mail may be sent again: its one-time link is gone once the mail is."""
    return kind not in LINK_LIVES or LINK in values


def is_useful(kind: Kind, written_at: datetime, at: datetime) -> bool:
    """Whether a mail is still worth sending then: a link that is over helps nobody."""
    lives = LINK_LIVES.get(kind)
    return lives is None or at < written_at + lives

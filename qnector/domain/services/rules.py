"""Which values of outside services there are, and what they are called."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urlsplit

from qnector.core.emails import is_email


@dataclass(frozen=True, slots=True)
class Slot:
    """One value: its name, where the environment has it, its Korean name, whether it is secret."""

    name: str
    setting: str  # the field of core.settings that holds what the environment says
    label: str
    is_secret: bool = True


SLOTS: tuple[Slot, ...] = (
    Slot("nts.key", "nts_key", "국세청 인증키 (Decoding)"),
    Slot("juso.key", "juso_key", "도로명주소 승인키"),
    Slot("google.client_id", "google_client_id", "Google 클라이언트 ID", is_secret=False),
    Slot("google.client_secret", "google_client_secret", "Google 클라이언트 보안 비밀"),
    Slot("kakao.client_id", "kakao_client_id", "Kakao REST API 키", is_secret=False),
    Slot("kakao.client_secret", "kakao_client_secret", "Kakao Client Secret"),
    Slot("smtp.url", "smtp_url", "SMTP 주소"),
)
BY_NAME = {slot.name: slot for slot in SLOTS}

MOST = 1000
TLS_PORT = 465
# Why a value cannot be kept, by a code that may stand in an address.
PROBLEMS = {
    "nothing": "바꿀 값을 입력해 주세요.",
    "long": f"값은 {MOST}자까지 쓸 수 있어요.",
    "letters": "줄바꿈이나 보이지 않는 글자가 들어 있어요. 값을 다시 붙여 넣어 주세요.",
    "space": "값 안에 빈칸이 있어요. 값을 다시 붙여 넣어 주세요.",
    "smtp_scheme": "smtp:// 나 smtps:// 로 시작하는 주소를 입력해 주세요.",
    "smtp_host": "메일 서버의 이름이 없어요. 예: smtp://아이디:비밀번호@mail.example.com:587",
    "smtp_signs": (
        "아이디나 비밀번호에 든 # / ? [ ] 는 그대로 쓸 수 없어요."
        " %23 %2F %3F %5B %5D 로, %는 %25로 바꿔 입력해 주세요."
    ),
    "smtp_ascii": (
        "아이디와 비밀번호에는 영문자, 숫자, 기호만 쓸 수 있어요."
        " 메일 서버에서 비밀번호를 바꾼 뒤 다시 입력해 주세요."
    ),
    "smtp_port": "포트는 1부터 65535까지의 숫자예요.",
    "smtp_tls": "465 포트는 smtps:// 로 시작하는 주소로 적어 주세요.",
    "smtp_from": "보내는 주소를 이메일 형식으로 입력해 주세요. 예: ?from=no-reply@example.com",
}
# With _, which no name of the DNS has but many a container.
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|[0-9a-f:]{2,45}", re.ASCII)


def problem(name: str, value: str) -> str:
    """Why a value cannot be kept, as a key of PROBLEMS; "" when it can."""
    if len(value) > MOST:
        return "long"
    if any(not one.isprintable() for one in value):
        return "letters"
    if " " in value:
        return "space"
    return _smtp_problem(value) if name == "smtp.url" and value else ""


def _smtp_problem(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        return "smtp_signs" if "@" in value else "smtp_host"
    if parts.scheme not in ("smtp", "smtps"):
        return "smtp_scheme"
    if _is_cut(parts):
        return "smtp_signs"
    if not parts.hostname or not _HOST.fullmatch(parts.hostname):
        return "smtp_host"
    if not _can_be_said(unquote(parts.username or "") + unquote(parts.password or "")):
        return "smtp_ascii"
    if not _has_port(parts):
        return "smtp_port"
    if parts.scheme == "smtp" and parts.port == TLS_PORT:
        return "smtp_tls"
    sender = parse_qs(parts.query).get("from")
    return "smtp_from" if sender and not is_email(sender[0].lower()) else ""


def _is_cut(parts: SplitResult) -> bool:
    """Whether a sign in the password ended the server's part too early: the @ comes after it."""
    fields = parse_qsl(parts.query, keep_blank_values=True)
    texts = [text for name, value in fields for text in (name, value if name != "from" else "")]
    return any("@" in text for text in (parts.path, parts.fragment, *texts))


def _can_be_said(login: str) -> bool:
    """Whether a mail server can be told it: smtplib writes ASCII only."""
    return login.isascii() and all(one.isprintable() for one in login)


def _has_port(parts: SplitResult) -> bool:
    """Whether the port can be one; the usual one need not be named."""
    try:
        return parts.port != 0
    except ValueError:
        return False

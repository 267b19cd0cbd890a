"""Why a mail has not arrived: a short code in its row, a sentence on a screen.

A code is one of the words below, or what a mail server said: `SMTP 550 5.1.1`, with RCPT behind a
refusal of the address itself; `BOUNCE 5.1.1` when it came back later (RFC 3463).
"""

import re

CONNECT = "CONNECT"
TIMEOUT = "TIMEOUT"
CERTIFICATE = "CERTIFICATE"
NO_TLS = "NO TLS"
LOST = "LOST"
PASSWORD = "PASSWORD"
SETTING = "SETTING"
SENDER = "SENDER"
ADDRESS = "ADDRESS"
NO_LINK = "NO LINK"
DISK = "DISK"
BROKEN = "BROKEN"
NO_ANSWER = "NO ANSWER"

SENTENCES = {
    CONNECT: "메일 서버에 연결하지 못했어요.",
    TIMEOUT: "메일 서버가 제때 답하지 않았어요.",
    CERTIFICATE: "메일 서버의 인증서를 믿을 수 없어서 보내지 않았어요.",
    NO_TLS: "메일 서버가 암호화를 지원하지 않아서 보내지 않았어요.",
    LOST: "보내는 중에 메일 서버와 연결이 끊어졌어요.",
    PASSWORD: "메일 서버에 로그인하지 못했어요. SMTP 아이디와 비밀번호를 확인해 주세요.",
    SETTING: "SMTP 주소가 올바르지 않아요. 연동 키 설정을 확인해 주세요.",
    SENDER: "메일 서버가 보내는 주소를 받아들이지 않았어요.",
    ADDRESS: "받는 주소를 쓸 수 없어요.",
    NO_LINK: "링크를 열 수 없어서 보내지 않았어요. 새 링크를 요청해 주세요.",
    DISK: "메일 파일을 저장하지 못했어요.",
    BROKEN: "메일을 만들지 못했어요.",
    NO_ANSWER: "여러 번 시도했지만 보내지 못했어요.",
}
NOBODY = "받는 주소가 없어요."
FULL = "메일함이 가득 찼어요."
CLOSED = "받는 메일함이 닫혀 있어요."
TOO_BIG = "받는 메일 서버가 이만큼 큰 메일은 받지 않아요."
SPAM = "받는 메일 서버가 스팸으로 보거나 허용하지 않아서 거절했어요."
REFUSED = "받는 메일 서버가 거절했어요."
LATER = "받는 메일 서버가 지금은 받지 않아요."
UNREACHED = "받는 메일 서버에 닿지 못했어요."
# The subject and detail of an enhanced status code; the longest that fits counts.
ENHANCED = {
    "1": NOBODY,
    "1.7": SENTENCES[SENDER],
    "1.8": SENTENCES[SENDER],
    "2.1": CLOSED,
    "2.2": FULL,
    "2.3": TOO_BIG,
    "3.4": TOO_BIG,
    "4": UNREACHED,
    "7": SPAM,
}
PLAIN = {"552": FULL, "452": FULL, "550": REFUSED, "551": NOBODY, "553": NOBODY, "554": SPAM}
NOT_NOW = {"2.2": FULL, "3.4": TOO_BIG, "4": UNREACHED}  # of those that begin with 4
CODE = re.compile(r"(?:SMTP|BOUNCE)(?: (\d{3}))?(?: ([245])\.(\d{1,3})\.(\d{1,3}))?( RCPT)?")


def sentence(error: str) -> str:
    """What a screen says of a code; what is no code (an older version's words) stays as it is."""
    if error in SENTENCES:
        return SENTENCES[error]
    found = CODE.fullmatch(error)
    if found is None:
        return error if not error.isascii() else SENTENCES[CONNECT]
    basic, kind, subject, detail, at_address = found.groups(default="")
    known = NOT_NOW if kind == "4" else ENHANCED
    if said := known.get(f"{subject}.{detail}") or known.get(subject):
        return said
    if at_address and basic == "550":
        return NOBODY
    return PLAIN.get(basic, LATER if basic.startswith("4") or kind == "4" else REFUSED)


def code_in(error: str) -> str:
    """The mail server's own code, for who must look further into it; "" where there is none."""
    found = CODE.fullmatch(error)
    return error.removesuffix(" RCPT") if found else ""

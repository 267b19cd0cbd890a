"""How long texts may be, who may do what here, and how long a notice is news."""

import re
from datetime import timedelta

from qnector.core.actor import Actor, Side
from qnector.core.errors import Invalid, NotAllowed
from qnector.domain.accounts import rules as who

QNECTOR = "큐넥터"  # who runs the server, as companies read it
TITLE = 100
NOTICE_BODY = 5_000
INQUIRY_BODY = 1_000
ANSWER = 2_000
MOST_A_DAY = 100  # inquiries of one company: each of them may become a mail
NEWS_FOR = timedelta(days=30)  # an older notice is no longer marked as unread
# What nobody types but a copied text may bring along; PostgreSQL stores no NUL.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
EXCERPT = 160  # letters of a text that a list shows

# What an operator needs where a company needs something else.
_DESK = {
    "notices.read": "desk.read",
    "notices.write": "desk.write",
    "inquiries.read": "desk.read",
    "inquiries.answer": "desk.write",
}


def need(actor: Actor, permission: str) -> None:
    """Raises NotAllowed unless the actor may do this, at a company or at 큐넥터's desk."""
    asked = _DESK.get(permission, permission) if actor.side is Side.OPERATOR else permission
    who.require_may(actor, asked)


def may(actor: Actor, permission: str) -> bool:
    """Whether `need` lets the actor pass."""
    try:
        need(actor, permission)
    except NotAllowed:
        return False
    return True


def one_line(text: str, label: str, most: int, field: str) -> str:
    """A title: its white space made single blanks. Raises Invalid when it is empty or too long."""
    return written(" ".join(text.split()), label, most, field)


def written(text: str, label: str, most: int, field: str) -> str:
    """A text as it was typed, without white space around it and control characters in it.

    `label` ends in a final consonant (제목, 내용, 답변). Raises Invalid when nothing of it can be
    seen, or when it has more than `most` letters.
    """
    kept = _CONTROL.sub("", text.replace("\r\n", "\n")).strip()
    if not any(letter.isprintable() and not letter.isspace() for letter in kept):
        raise Invalid(f"{label}을 입력해 주세요.", field=field)
    if len(kept) > most:
        raise Invalid(
            f"{label}은 {most:,}자까지 쓸 수 있어요. 지금은 {len(kept):,}자예요.", field=field
        )
    return kept

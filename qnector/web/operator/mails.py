"""Mails as the operator reads them: what they say, without the links that open accounts."""

from typing import TypedDict

from qnector.core import clock
from qnector.domain.messages import letters, reasons
from qnector.domain.messages.models import State
from qnector.domain.notifications.outbox import OutboxRow
from qnector.ui import labels

HIDDEN_LINK = "[링크는 받는 사람만 볼 수 있어요]"


class MailText(TypedDict):
    """One mail of the list; `note` says why it did not go, or when it is tried again."""

    id: int
    to: str
    company: str
    kind: str
    subject: str
    state: str
    attempts: str
    at: str
    note: str
    may_again: bool


class LetterText(TypedDict):
    """One mail in full."""

    id: int
    to: str
    company: str
    kind: str
    subject: str
    body: str
    state: str
    attempts: str
    written: str
    next: str
    sent: str
    reason: str
    code: str
    may_again: bool
    is_unknown: bool


NO_MAIL = LetterText(
    id=0, to="", company="", kind="", subject="", body="", state="pending", attempts="",
    written="", next="", sent="", reason="", code="", may_again=False, is_unknown=False,
)  # fmt: skip


def mail_text(row: OutboxRow) -> MailText:
    """One mail of the list."""
    return MailText(
        id=row.id,
        to=row.to_email,
        company=row.company,
        kind=labels.MESSAGE_KIND[row.kind],
        subject=letters.letter(row.kind, row.values).subject,
        state=row.state,
        attempts=f"{row.attempts}회",
        at=clock.moment_text(row.sent_at or row.written_at),
        note=_note(row),
        may_again=_may_again(row),
    )


def letter_text(row: OutboxRow) -> LetterText:
    """One mail in full."""
    letter = letters.letter(row.kind, row.values, link=HIDDEN_LINK if row.has_link else "")
    return LetterText(
        id=row.id,
        to=row.to_email,
        company=row.company or "-",
        kind=labels.MESSAGE_KIND[row.kind],
        subject=letter.subject,
        body=letter.body,
        state=row.state,
        attempts=f"{row.attempts}회",
        written=clock.moment_text(row.written_at),
        next=clock.moment_text(row.next_at) if row.state is State.PENDING else "-",
        sent=clock.moment_text(row.sent_at) if row.sent_at else "-",
        reason=reasons.sentence(row.error) if row.error else "",
        code=reasons.code_in(row.error) if row.error else "",
        may_again=_may_again(row),
        is_unknown=row.state is State.UNKNOWN,
    )


def _may_again(row: OutboxRow) -> bool:
    return row.may_go_again and row.state in (State.FAILED, State.UNKNOWN)


def _note(row: OutboxRow) -> str:
    said = reasons.sentence(row.error) if row.error else ""
    if row.state is State.PENDING and row.attempts:
        return f"{said} {clock.moment_text(row.next_at)}에 다시 보내요.".strip()
    if row.state in (State.FAILED, State.UNKNOWN) and not row.may_go_again:
        return f"{said} 링크의 시간이 지났어요.".strip()
    return said

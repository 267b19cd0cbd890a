"""Publishing notices, taking them down, reading them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor, Side
from qnector.core.db import changed_one, insert_or_ignore, touch
from qnector.core.errors import Conflict
from qnector.domain.accounts import access as companies
from qnector.domain.audit import service as audit
from qnector.domain.board import access, rules
from qnector.domain.board.models import Notice, NoticeKind, NoticeRead
from qnector.domain.connections import access as connections

TOPIC = "notices"


@dataclass(frozen=True, slots=True)
class NoticeInput:
    """What a notice says: a title to 100 letters, a body to 5,000. Raises Invalid by field."""

    title: str
    body: str
    kind: NoticeKind = NoticeKind.NEWS
    is_pinned: bool = False

    def __post_init__(self) -> None:
        title = rules.one_line(self.title, "제목", rules.TITLE, "title")
        body = rules.written(self.body, "내용", rules.NOTICE_BODY, "body")
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "body", body)


def publish_notice(session: Session, actor: Actor, given: NoticeInput) -> int:
    """Tell something: a seller its buyers, an operator everybody. Returns the notice's id."""
    rules.need(actor, "notices.write")
    now = clock.now()
    made = Notice(
        company_id=actor.company_id or None,
        user_id=actor.user_id,
        kind=given.kind,
        title=given.title,
        body=given.body,
        is_pinned=given.is_pinned,
        published_at=now,
        updated_at=now,
    )
    session.add(made)
    session.flush()
    _tell(session, actor, made.id or 0, "notice.publish")
    return made.id or 0


def edit_notice(
    session: Session, actor: Actor, notice_id: int, given: NoticeInput, seen_at: datetime
) -> None:
    """Say it in other words; who has read it is not told again.

    `seen_at` is the `updated_at` of what was on the screen. Raises NotFound, and Conflict when
    a colleague was quicker.
    """
    rules.need(actor, "notices.write")
    access.own_notice(session, actor, notice_id)
    said = {
        "kind": given.kind, "title": given.title, "body": given.body,
        "is_pinned": given.is_pinned, "updated_at": clock.now(),
    }  # fmt: skip
    statement = update(Notice).where(Notice.id == notice_id, Notice.updated_at == seen_at)
    if not changed_one(session, statement.values(**said)):
        raise Conflict("다른 사람이 먼저 고쳤어요. 창을 닫고 바뀐 내용을 확인해 주세요.")
    _tell(session, actor, notice_id, "notice.edit")


def retire_notice(session: Session, actor: Actor, notice_id: int) -> None:
    """내리기: only its writers see it any more. Raises NotFound, Conflict when it is down."""
    _move(
        session, actor, notice_id, Notice.retired_at.is_(None), clock.now(), "notice.retire",
        "이미 내린 공지예요.",
    )  # fmt: skip


def restore_notice(session: Session, actor: Actor, notice_id: int) -> None:
    """되돌리기 of `retire_notice`, whenever. Raises NotFound, Conflict when it is up."""
    _move(
        session, actor, notice_id, Notice.retired_at.is_not(None), None, "notice.restore",
        "이미 올라가 있는 공지예요.",
    )  # fmt: skip


def read_notice(session: Session, actor: Actor, notice_id: int) -> None:
    """This user has opened it; its own mark, not the company's. Raises NotFound.

    An operator in a borrowed login leaves no mark.
    """
    rules.need(actor, "notices.read")
    access.shown_notice(session, actor, notice_id)
    if actor.acting_operator_id is not None:
        return
    session.connection().execute(
        insert_or_ignore(session, NoticeRead, ["user_id", "notice_id"]).values(
            user_id=actor.user_id, notice_id=notice_id, at=clock.now()
        )
    )


def _move(
    session: Session,
    actor: Actor,
    notice_id: int,
    before: ColumnElement[bool],
    retired_at: datetime | None,
    action: str,
    refusal: str,
) -> None:
    rules.need(actor, "notices.write")
    access.own_notice(session, actor, notice_id)
    statement = update(Notice).where(Notice.id == notice_id, before).values(retired_at=retired_at)
    if not changed_one(session, statement):
        raise Conflict(refusal)
    _tell(session, actor, notice_id, action)


def _tell(session: Session, actor: Actor, notice_id: int, action: str) -> None:
    """Wake the writers, and of the readers those that are signed in."""
    audit.write(session, actor, action, f"notice:{notice_id}")
    touch(session, actor.company_id or access.DESK, TOPIC)
    readers = companies.signed_in_companies()
    if actor.side is Side.SELLER:
        buyers = connections.approved_buyer_ids(actor.company_id)
        readers = companies.signed_in_companies(among=buyers)
    for company_id in session.execute(readers).scalars():
        touch(session, company_id, TOPIC)

"""Asking a seller or 큐넥터, and answering."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor, Side
from qnector.core.db import changed_one, touch
from qnector.core.errors import Conflict, Invalid, TooMany
from qnector.domain.accounts import access as companies
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company, User
from qnector.domain.audit import service as audit
from qnector.domain.board import access, rules
from qnector.domain.board.models import Inquiry, InquiryStatus
from qnector.domain.connections.models import Connection, ConnectionStatus
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind

TOPIC = "inquiries"
SUSPENDED = "거래가 중지된 판매자예요. 판매자에게 직접 연락하거나 큐넥터에 문의해 주세요."
STRANGE = "연결된 판매자에게만 문의할 수 있어요. 문의 대상을 다시 골라 주세요."


@dataclass(frozen=True, slots=True)
class InquiryInput:
    """A question: a title to 100 letters, a body to 1,000. Nobody named asks 큐넥터.

    Raises Invalid by field.
    """

    title: str
    body: str
    seller_id: int | None = None

    def __post_init__(self) -> None:
        title = rules.one_line(self.title, "제목", rules.TITLE, "title")
        body = rules.written(self.body, "내용", rules.INQUIRY_BODY, "body")
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "body", body)


def ask(session: Session, actor: Actor, given: InquiryInput) -> int:
    """문의 등록: a buyer asks 큐넥터 or a seller that lets it order, a seller asks 큐넥터.

    Returns the inquiry's id. Raises Invalid (field `to`) when the seller has suspended the buyer
    or does not know it, TooMany beyond 100 a day.
    """
    who.require_may(actor, "inquiries.ask")
    asker = companies.company(session, actor)
    if given.seller_id is not None:
        _need_seller(session, actor, given.seller_id)
    _need_place(session, actor)
    made = Inquiry(
        from_company_id=actor.company_id,
        from_user_id=actor.user_id,
        to_company_id=given.seller_id,
        title=given.title,
        body=given.body,
        asked_at=clock.now(),
    )
    session.add(made)
    session.flush()
    _tell_asked(session, made, asker.name)
    _wake(session, actor, made, "inquiry.ask")
    return made.id or 0


def answer(
    session: Session, actor: Actor, inquiry_id: int, text: str, *, replaces: str = ""
) -> None:
    """답변: to 2,000 letters, by who is asked. Raises NotFound, Invalid (field `answer`).

    An answer may be corrected later by whoever may answer on that side: `replaces` is the answer
    that was on the screen, and Conflict is raised when a colleague has written another one. The
    asker is mailed of the first answer only; a corrected one is marked as unread.
    """
    rules.need(actor, "inquiries.answer")
    found = access.received_inquiry(session, actor, inquiry_id)
    said = rules.written(text, "답변", rules.ANSWER, "answer")
    if said == found.answer:
        return
    is_first = not replaces
    now = clock.now()
    statement = update(Inquiry).where(Inquiry.id == inquiry_id, Inquiry.answer == replaces)
    if not changed_one(session, statement.values(**_answered(actor, said, now))):
        raise Conflict("다른 사람이 먼저 답했어요. 그 답변을 확인한 뒤 고쳐 주세요.")
    if is_first:
        _tell_answered(session, actor, found)
    _wake(session, actor, found, "inquiry.answer" if is_first else "inquiry.correct")


def see(session: Session, actor: Actor, inquiry_id: int) -> None:
    """Somebody of this side has opened it: the mark is the company's. Raises NotFound.

    An operator in a borrowed login leaves no mark.
    """
    rules.need(actor, "inquiries.read")
    found = access.inquiry(session, actor, inquiry_id)
    if actor.acting_operator_id is not None:
        return
    is_asker = found.from_company_id == actor.company_id
    column = Inquiry.answer_seen_at if is_asker else Inquiry.seen_at
    if is_asker and found.status is not InquiryStatus.ANSWERED:
        return
    statement = update(Inquiry).where(Inquiry.id == inquiry_id, column.is_(None))
    if changed_one(session, statement.values({column: clock.now()})):
        touch(session, actor.company_id or access.DESK, TOPIC)


def _need_seller(session: Session, actor: Actor, seller_id: int) -> None:
    """One sentence for every company that does not trade with the asker, existing or not."""
    statement = select(Connection.status).where(
        Connection.buyer_id == actor.company_id, Connection.seller_id == seller_id
    )
    status = session.execute(statement).scalar() if actor.side is Side.BUYER else None
    if status is ConnectionStatus.SUSPENDED:
        raise Invalid(SUSPENDED, field="to")
    if status is not ConnectionStatus.APPROVED:
        raise Invalid(STRANGE, field="to")


def _need_place(session: Session, actor: Actor) -> None:
    since = clock.now() - timedelta(days=1)
    asked = select(func.count()).where(
        Inquiry.from_company_id == actor.company_id, Inquiry.asked_at > since
    )
    if session.execute(asked).scalar_one() >= rules.MOST_A_DAY:
        raise TooMany(
            f"문의는 하루에 {rules.MOST_A_DAY}건까지 보낼 수 있어요. 내일 다시 보내 주세요."
        )


def _answered(actor: Actor, said: str, now: datetime) -> dict[str, object]:
    """The first answer keeps its moment; whoever asked has not seen this one."""
    return {
        "answer": said,
        "status": InquiryStatus.ANSWERED,
        "answered_by": actor.user_id,
        "answered_at": func.coalesce(Inquiry.answered_at, now),
        "seen_at": func.coalesce(Inquiry.seen_at, now),
        "answer_seen_at": None,
    }


def _tell_asked(session: Session, asked: Inquiry, asker: str) -> None:
    """The seller gets a message, the operators, who are no company, a mail."""
    ref, values = f"inquiry:{asked.id}", {"buyer": asker, "title": asked.title}
    if asked.to_company_id is not None:
        messages.write(
            session, asked.to_company_id, Kind.INQUIRY_ASKED, ref, values,
            sender=asked.from_company_id,
        )  # fmt: skip
        return
    desk = select(User.email).where(User.is_operator, User.is_active)
    for email in session.execute(desk).scalars().all():
        messages.write_mail(session, email, Kind.INQUIRY_ASKED, ref, values)


def _tell_answered(session: Session, actor: Actor, answered: Inquiry) -> None:
    is_desk = answered.to_company_id is None
    seller = rules.QNECTOR if is_desk else companies.company(session, actor).name
    # Who asked may stand on either side; a seller is asked by buyers only.
    asker = session.get(Company, answered.from_company_id) if is_desk else None
    side = Side.SELLER if asker is not None and not asker.is_buyer else Side.BUYER
    messages.write(
        session, answered.from_company_id, Kind.INQUIRY_ANSWERED, f"inquiry:{answered.id}",
        {"seller": seller, "title": answered.title, "side": side.value},
        sender=answered.to_company_id,
    )  # fmt: skip


def _wake(session: Session, actor: Actor, inquiry: Inquiry, action: str) -> None:
    audit.write(session, actor, action, f"inquiry:{inquiry.id}")
    for company_id in (inquiry.from_company_id, inquiry.to_company_id or access.DESK):
        touch(session, company_id, TOPIC)

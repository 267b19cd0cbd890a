"""Of somebody who is forgotten no mail keeps an address or a word."""

from sqlalchemy import select
from sqlmodel import Session

from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind, Message, State
from tests.world import World

WORDS = {"email": "a@there.test", "at": "3월 1일"}


def mail(session: Session, ref: str) -> Message:
    messages.write_mail(session, "a@there.test", Kind.PASSWORD_CHANGED, ref, WORDS)
    return session.execute(select(Message).order_by(Message.id.desc()).limit(1)).scalar_one()


def test_it_blanks_those_about_somebody_and_no_others(session: Session, world: World) -> None:
    blanked, other = mail(session, "user:7"), mail(session, "user:77")
    messages.write(session, world.buyer.company_id, Kind.NEW_ORDER, "user:7", {"number": "1"})

    messages.blank_mails(session, ["user:7"])
    session.expire_all()
    assert (blanked.to_email, blanked.values) == (None, {})
    assert (other.to_email, other.values) == ("a@there.test", WORDS)
    kept = select(Message.values).where(Message.to_company_id == world.buyer.company_id)
    assert {"number": "1"} in session.execute(kept).scalars().all()


def test_one_that_waits_does_not_go(session: Session, world: World) -> None:
    waiting, gone = mail(session, "user:7"), mail(session, "user:8")
    gone.state = State.SENT
    session.add(gone)
    session.flush()
    taken = messages.claim(session, 9)

    messages.blank_mails(session, ["user:7", "user:8"])
    messages.mark_sent(session, taken[0])
    session.expire_all()
    assert (waiting.state, waiting.values) == (State.FAILED, {})
    assert gone.state is State.SENT
    assert not messages.is_any_due(session)

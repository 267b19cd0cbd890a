from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select
from sqlmodel import Session

from qnector.core import clock
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Channel, Kind, Message, State
from tests.support.plans import plans
from tests.world import World

NOON = datetime(2026, 2, 13, 3, tzinfo=UTC)


@pytest.fixture
def mail(session: Session, world: World) -> Message:
    """A mail of a buyer to a seller that the server took."""
    session.execute(delete(Message))
    with clock.frozen(NOON):
        messages.write(
            session, world.seller.company_id, Kind.NEW_ORDER, "order:1", {"number": "1"},
            sender=world.buyer.company_id,
        )  # fmt: skip
        (due,) = messages.claim(session, 10)
        messages.mark_sent(session, due)
    found = session.execute(select(Message).where(Message.channel == Channel.EMAIL)).scalar_one()
    world.touched()
    return found


def test_it_shows_that_a_mail_came_back(session: Session, world: World, mail: Message) -> None:
    assert messages.record_bounce(session, mail.message_id, "BOUNCE 5.1.1")

    session.refresh(mail)
    assert (mail.state, mail.error) == (State.FAILED, "BOUNCE 5.1.1")
    parties = {world.buyer.company_id, world.seller.company_id, 0}
    assert world.touched() == {(one, "deliveries") for one in parties}


def test_a_second_report_changes_nothing(session: Session, world: World, mail: Message) -> None:
    messages.record_bounce(session, mail.message_id, "BOUNCE 5.1.1")
    world.touched()

    assert messages.record_bounce(session, mail.message_id, "BOUNCE 5.2.2")

    session.refresh(mail)
    assert mail.error == "BOUNCE 5.1.1"
    assert world.touched() == set()


@pytest.mark.parametrize("state", [State.PENDING, State.CLAIMED])
def test_a_mail_that_is_being_sent_again_is_left_alone(
    session: Session, world: World, mail: Message, state: State
) -> None:
    mail.state = state
    session.flush()

    assert messages.record_bounce(session, mail.message_id, "BOUNCE 5.1.1")

    session.refresh(mail)
    assert mail.state is state


@pytest.mark.parametrize("message_id", ["", "<other@qnector>", "%"])
def test_it_knows_only_its_own_mails(
    session: Session, world: World, mail: Message, message_id: str
) -> None:
    assert not messages.record_bounce(session, message_id, "BOUNCE 5.1.1")
    assert world.touched() == set()


def test_it_finds_the_mail_by_an_index(session: Session, world: World, mail: Message) -> None:
    if session.get_bind().dialect.name == "sqlite":
        ask = lambda s, _actor: messages.record_bounce(s, "<none@qnector>", "x")  # noqa: E731
        (steps,) = plans(session.get_bind().engine, ask, world.buyer)
        assert "messages_by_message_id" in " ".join(steps)

from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.accounts.models import Company
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Channel, Kind, Message, MessageSwitch, State
from qnector.domain.notifications import service as notifications
from tests.domain.notifications import post
from tests.world import World


@pytest.fixture
def mail(session: Session, world: World) -> Message:
    """A mail of the buyer to the seller that did not arrive."""
    post.nothing(session)
    post.tell(session, world.seller, world.buyer)
    (due,) = messages.claim(session, 10)
    messages.mark_failed(session, due, "SMTP 550", may_retry=False)
    found = session.get(Message, due.id)
    session.refresh(found)
    return found


def state(session: Session, mail: Message) -> State:
    return session.execute(select(Message.state).where(Message.id == mail.id)).scalar_one()


def mark(session: Session, mail: Message, state: State) -> None:
    session.execute(update(Message).where(Message.id == mail.id).values(state=state))
    session.refresh(mail)


def test_it_goes_once_more_under_the_same_id(session: Session, world: World, mail: Message) -> None:
    before = mail.message_id
    world.touched()

    notifications.send_again(session, world.buyer, mail.id)

    assert {(world.buyer.company_id, "deliveries"), (world.seller.company_id, "deliveries")} <= (
        world.touched()
    )
    (due,) = messages.claim(session, 10)
    assert (due.id, due.message_id, due.attempts) == (mail.id, before, 1)


def test_it_goes_to_the_address_that_is_shown_now(
    session: Session, world: World, mail: Message
) -> None:
    company = session.get(Company, world.seller.company_id)
    company.contact_email = "new@bada.test"
    session.flush()

    notifications.send_again(session, world.buyer, mail.id)

    assert messages.claim(session, 10)[0].to_email == "new@bada.test"


def test_only_the_sender_may(session: Session, world: World, mail: Message) -> None:
    with pytest.raises(NotAllowed):
        notifications.send_again(session, world.seller, mail.id)
    for actor in (world.stranger, world.other_seller):
        with pytest.raises(NotFound):
            notifications.send_again(session, actor, mail.id)
    looking = replace(world.buyer, acting_operator_id=world.operator.user_id)
    for actor in (world.buyer_staff, world.operator, looking):
        with pytest.raises(NotAllowed):
            notifications.send_again(session, actor, mail.id)

    assert state(session, mail) is State.FAILED


@pytest.mark.parametrize("now", [State.SENT, State.PENDING, State.CLAIMED])
def test_what_is_under_way_or_there_is_refused(
    session: Session, world: World, mail: Message, now: State
) -> None:
    mark(session, mail, now)

    with pytest.raises(Conflict):
        notifications.send_again(session, world.buyer, mail.id, is_sure=True)

    assert state(session, mail) is now


def test_an_unknown_outcome_needs_a_yes(session: Session, world: World, mail: Message) -> None:
    mark(session, mail, State.UNKNOWN)
    with pytest.raises(Conflict, match="두 번"):
        notifications.send_again(session, world.buyer, mail.id)
    assert state(session, mail) is State.UNKNOWN

    notifications.send_again(session, world.buyer, mail.id, is_sure=True)

    assert state(session, mail) is State.PENDING


def test_a_receiver_who_wants_no_mail_gets_none(
    session: Session, world: World, mail: Message
) -> None:
    seller = world.seller.company_id
    session.add(MessageSwitch(company_id=seller, kind=Kind.NEW_ORDER, channel=Channel.EMAIL))
    session.flush()
    with pytest.raises(Conflict, match="받지 않기로"):
        notifications.send_again(session, world.buyer, mail.id)

    session.get(Company, seller).contact_email = ""
    session.delete(session.get(MessageSwitch, (seller, Kind.NEW_ORDER, Channel.EMAIL)))
    session.flush()
    with pytest.raises(Conflict, match="지웠어요"):
        notifications.send_again(session, world.buyer, mail.id)


def test_a_notification_inside_is_not_sent(session: Session, world: World) -> None:
    inside = post.tell(session, world.seller, world.buyer)

    with pytest.raises(NotAllowed):
        notifications.send_again(session, world.buyer, inside)

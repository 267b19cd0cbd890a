import pytest
from sqlalchemy import delete, event, select
from sqlmodel import Session

from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Channel, Kind, Message, MessageSwitch, State
from tests.world import World

VALUES = {"number": "20260213-000001", "buyer": "한빛상회"}


def written(session: Session) -> list[Message]:
    return list(session.execute(select(Message).order_by(Message.id)).scalars())


def test_it_tells_inside_and_by_mail(session: Session, world: World) -> None:
    session.execute(delete(Message))

    messages.write(session, world.seller.company_id, Kind.NEW_ORDER, "order:1", VALUES)

    inside, mail = written(session)
    assert (inside.channel, inside.state, inside.to_email) == (Channel.IN_APP, State.SENT, None)
    assert (mail.channel, mail.state) == (Channel.EMAIL, State.PENDING)
    assert mail.to_email == "sales@bada.test"
    assert mail.values == VALUES
    assert mail.message_id.startswith("<")


def test_it_never_mails_a_login_address(session: Session, world: World) -> None:
    session.execute(delete(Message))

    messages.write(session, world.other_seller.company_id, Kind.NEW_ORDER, "order:1", VALUES)

    assert [one.channel for one in written(session)] == [Channel.IN_APP]


def test_it_gives_every_mail_an_id_of_its_own(session: Session, world: World) -> None:
    session.execute(delete(Message))
    for _ in range(3):
        messages.write_mail(session, "x@there.test", Kind.NEW_ORDER, "order:1", VALUES)

    assert len({one.message_id for one in written(session)}) == 3


def off(session: Session, company_id: int, *channels: Channel) -> None:
    for channel in channels:
        session.add(MessageSwitch(company_id=company_id, kind=Kind.NEW_ORDER, channel=channel))
    session.flush()


def test_it_names_who_caused_it(session: Session, world: World) -> None:
    session.execute(delete(Message))
    buyer, seller = world.buyer.company_id, world.seller.company_id

    messages.write(session, seller, Kind.NEW_ORDER, "order:1", VALUES, sender=buyer)

    assert {(one.from_company_id, one.to_company_id) for one in written(session)} == {
        (buyer, seller)
    }


@pytest.mark.parametrize(
    ("channels", "left"),
    [
        ([Channel.IN_APP], [Channel.EMAIL]),
        ([Channel.EMAIL], [Channel.IN_APP]),
        ([Channel.IN_APP, Channel.EMAIL], []),
    ],
)
def test_it_leaves_out_what_is_switched_off(
    session: Session, world: World, channels: list[Channel], left: list[Channel]
) -> None:
    session.execute(delete(Message))
    off(session, world.seller.company_id, *channels)

    messages.write(session, world.seller.company_id, Kind.NEW_ORDER, "order:1", VALUES)

    assert [one.channel for one in written(session)] == left


def test_a_switch_counts_for_its_company_and_kind_alone(session: Session, world: World) -> None:
    session.execute(delete(Message))
    off(session, world.seller.company_id, *Channel)

    messages.write(session, world.seller.company_id, Kind.CANCEL_REQUESTED, "order:1", VALUES)
    messages.write(session, world.buyer.company_id, Kind.NEW_ORDER, "order:1", VALUES)

    assert len(written(session)) == 4


def test_it_wakes_the_bell_of_the_receiver_and_the_log_of_both(
    session: Session, world: World
) -> None:
    buyer, seller = world.buyer.company_id, world.seller.company_id
    world.touched()

    messages.write(session, seller, Kind.NEW_ORDER, "order:1", VALUES, sender=buyer)

    assert world.touched() == {
        (seller, "messages"), (seller, "deliveries"), (buyer, "deliveries"),
    }  # fmt: skip


def test_it_asks_once_and_writes_once(session: Session, world: World) -> None:
    off(session, world.seller.company_id, Channel.EMAIL)
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))

    messages.write(session, world.seller.company_id, Kind.NEW_ORDER, "order:1", VALUES)

    assert len(asked) == 2

from sqlalchemy import delete, select
from sqlmodel import Session

from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Channel, Kind, Message, State
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

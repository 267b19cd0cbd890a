import asyncio
from email import message_from_bytes, policy

from sqlalchemy import select
from sqlmodel import Session

from qnector.core import db, settings
from qnector.domain.messages.models import Channel, Message, State
from qnector.jobs import deliver_messages
from tests.support.mailbox import mailbox
from tests.world import World


def mails(session: Session) -> list[Message]:
    statement = select(Message).where(Message.channel == Channel.EMAIL).order_by(Message.id)
    return list(session.execute(statement).scalars())


def test_it_writes_files_while_no_server_is_set_up(committed: World) -> None:
    asyncio.run(deliver_messages.run())

    sent = db.read_now(mails)
    assert {one.state for one in sent} == {State.SENT}
    files = list((settings.current().data_dir / "mail").glob("*.eml"))
    read = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
    assert {one["message-id"] for one in read} == {one.message_id for one in sent}
    assert {str(one["subject"]) for one in read} >= {"[큐넥터] 한빛상회에서 승인을 요청했어요"}


def test_it_sends_each_mail_once_over_smtp(committed: World) -> None:
    with mailbox() as box:
        settings.use(smtp_url=box.url)
        asyncio.run(deliver_messages.run())
        asyncio.run(deliver_messages.run())

    expected = sorted(one.message_id for one in db.read_now(mails))
    assert sorted(str(one["message-id"]) for one in box.mails) == expected
    assert not (settings.current().data_dir / "mail").exists()


def test_it_keeps_what_the_server_did_not_take(committed: World) -> None:
    with mailbox(END="451 later") as box:
        settings.use(smtp_url=box.url)
        asyncio.run(deliver_messages.run())

    waiting = db.read_now(mails)
    assert {(one.state, one.attempts, one.error) for one in waiting} == {
        (State.PENDING, 1, "SMTP 451")
    }


def test_it_gives_up_what_the_server_refused(committed: World) -> None:
    with mailbox(RCPT="550 nobody") as box:
        settings.use(smtp_url=box.url)
        asyncio.run(deliver_messages.run())

    assert {one.state for one in db.read_now(mails)} == {State.FAILED}
    assert box.mails == []

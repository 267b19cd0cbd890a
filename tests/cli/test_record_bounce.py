"""A mail that came back is noted from a pipe; anything else is refused with a sentence."""

import io
import sys

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from qnector.cli.main import main
from qnector.core import db
from qnector.domain.messages.models import Channel, Message, State
from tests.outside.bounces import LATE, POSTFIX
from tests.world import World


@pytest.fixture
def sent(committed: World) -> Message:
    """A mail that a server took."""

    def mark(session) -> Message:
        mail = session.execute(select(Message).where(Message.channel == Channel.EMAIL)).scalars()
        found = mail.first()
        found.state, found.message_id = State.SENT, "<abc@qnector>"
        session.add(found)
        return found

    return db.write_now(mark)


def piped(mail: bytes, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(mail)))
    return main(["record-bounce"])


def now(sent: Message) -> tuple[State, str]:
    found = db.read_now(lambda session: session.get(Message, sent.id))
    return found.state, found.error


def test_it_notes_why_a_mail_came_back(sent: Message, monkeypatch, capsys) -> None:
    assert piped(POSTFIX, monkeypatch) == 0

    assert now(sent) == (State.FAILED, "BOUNCE 550 5.1.1")
    assert "came back" in capsys.readouterr().out


def test_it_leaves_a_mail_alone_that_is_only_late(sent: Message, monkeypatch, capsys) -> None:
    assert piped(LATE, monkeypatch) == 0

    assert now(sent)[0] is State.SENT
    assert "has not failed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("mail", "why"),
    [
        (b"Subject: hello\n\nhello", "no delivery status notification"),
        (POSTFIX.replace(b"<abc@qnector>", b"<other@qnector>"), "not sent from here"),
    ],
)
def test_it_refuses_what_it_cannot_note(
    sent: Message, monkeypatch, capsys, mail: bytes, why: str
) -> None:
    assert piped(mail, monkeypatch) == 2

    assert why in capsys.readouterr().err
    assert now(sent)[0] is State.SENT


def test_its_help_says_how_a_mail_server_calls_it(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["record-bounce", "--help"])

    assert "record-bounce < mail.eml" in capsys.readouterr().out


def test_a_database_that_does_not_answer_lets_the_mail_server_try_again(
    sent: Message, monkeypatch, capsys
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("SELECT messages.id", {}, Exception("no such table"))

    monkeypatch.setattr(db, "write_now", away)

    assert piped(POSTFIX, monkeypatch) == 75
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Nothing was noted: the database does not answer.\n")

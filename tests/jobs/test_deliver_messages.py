"""Mails that are due leave, each once; what is not taken comes again, what is in vain does not."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import delete, select
from sqlmodel import Session

from qnector.core import clock, db, secrets, settings
from qnector.domain.messages import letters, reasons, rules
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Channel, Kind, Message, State
from qnector.domain.notifications import outbox
from qnector.domain.services import service as services
from qnector.jobs import deliver_messages
from qnector.outside import mail
from tests.support.mailbox import Running, mailbox
from tests.world import World

NOON = datetime(2026, 2, 13, 3, tzinfo=UTC)
LEADS = re.compile(
    r"evil\.example|http://evil|www\.evil|evil\.co|3\.4/win|가\.com|사\.한국", re.IGNORECASE
)
TOKEN = "https://shop.test/auth/verify?token=a-secret-token"


def mails(session: Session) -> list[Message]:
    statement = select(Message).where(Message.channel == Channel.EMAIL).order_by(Message.id)
    return list(session.execute(statement).scalars())


def deliver(box: Running | None = None) -> None:
    if box is not None:
        settings.use(smtp_url=box.url)
    asyncio.run(deliver_messages.run())


def write_only(kind: Kind, values: dict[str, str], to: str = "kim@there.test") -> None:
    def only(session: Session) -> None:
        session.execute(delete(Message))
        messages.write_mail(session, to, kind, "user:1", values)

    db.write_now(only)


def test_it_writes_files_while_no_server_is_set_up(committed: World) -> None:
    deliver()

    sent = db.read_now(mails)
    assert {one.state for one in sent} == {State.SENT}
    files = list((settings.current().data_dir / "mail").glob("*.eml"))
    read = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
    assert {one["message-id"] for one in read} == {one.message_id for one in sent}
    assert {str(one["subject"]) for one in read} >= {"[큐넥터] 한빛상회에서 승인을 요청했어요"}


def test_it_sends_each_mail_once_over_smtp(committed: World) -> None:
    with mailbox() as box:
        deliver(box)
        deliver(box)

    expected = sorted(one.message_id for one in db.read_now(mails))
    assert sorted(str(one["message-id"]) for one in box.mails) == expected
    assert not (settings.current().data_dir / "mail").exists()


def test_it_asks_the_console_before_the_environment(committed: World) -> None:
    with mailbox() as box, mailbox() as other:
        settings.use(smtp_url=other.url)
        db.write_now(services.save, committed.operator, "smtp.url", box.url)
        deliver()

    assert other.mails == []
    assert len(box.mails) == len(db.read_now(mails))


def test_it_keeps_what_the_server_did_not_take(committed: World) -> None:
    with mailbox(END="451 later") as box:
        deliver(box)

    waiting = db.read_now(mails)
    assert {(one.state, one.attempts, one.error) for one in waiting} == {
        (State.PENDING, 1, "SMTP 451")
    }


def test_it_gives_up_what_the_server_refused(committed: World) -> None:
    with mailbox(RCPT="550 nobody") as box:
        deliver(box)

    assert {one.state for one in db.read_now(mails)} == {State.FAILED}
    assert box.mails == []


def test_it_waits_longer_each_time_and_then_gives_up(committed: World) -> None:
    write_only(Kind.PASSWORD_CHANGED, {"email": "kim@there.test"})
    db.write_now(lambda s: setattr(mails(s)[0], "next_at", NOON))
    moment, tried = NOON, []
    with mailbox(END="451 4.3.0 later") as box:
        for minutes in (*rules.BACK_OFF, 0):
            with clock.frozen(moment):
                deliver(box)
                tried.append(db.read_now(mails)[0].attempts)
            with clock.frozen(moment + timedelta(minutes=minutes) - timedelta(seconds=1)):
                deliver(box)
            moment += timedelta(minutes=minutes)
    (found,) = db.read_now(mails)

    assert tried == [1, 2, 3, 4, 5, 6]
    assert (found.state, found.attempts) == (State.FAILED, rules.MOST_ATTEMPTS)
    assert reasons.sentence(found.error) == "받는 메일 서버가 지금은 받지 않아요."


def test_a_mail_whose_answer_was_lost_comes_again_under_the_same_name(committed: World) -> None:
    write_only(Kind.PASSWORD_CHANGED, {"email": "kim@there.test"})
    with mailbox() as box:
        box.faults.append("END drop")
        deliver(box)
        (waiting,) = db.read_now(mails)
        with clock.frozen(waiting.next_at):
            deliver(box)

    assert waiting.error == reasons.LOST
    assert [str(one["message-id"]) for one in box.mails] == [waiting.message_id] * 2
    assert db.read_now(mails)[0].state is State.SENT


def test_it_asks_a_server_that_is_away_once_only(
    committed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def count(url: str, wanted: mail.Mail, *, sender: str) -> None:
        asked.append(wanted.message_id)
        raise mail.NotDelivered(reasons.TIMEOUT, may_retry=True, is_down=True)

    monkeypatch.setattr(mail, "send", count)
    settings.use(smtp_url="smtp://away.test")
    deliver()

    assert len(asked) == 1
    waiting = db.read_now(mails)
    assert len(waiting) > 1
    assert {(one.state, one.error) for one in waiting} == {(State.PENDING, reasons.TIMEOUT)}


def test_a_link_is_opened_for_the_mail_alone(committed: World) -> None:
    sealed = secrets.seal(TOKEN, place=rules.LINK_PLACE)
    write_only(Kind.VERIFY_EMAIL, {"name": "김하나", "link": sealed})
    with mailbox() as box:
        deliver(box)

    (arrived,) = box.mails
    assert arrived["subject"] == "[큐넥터 회원가입 인증]"
    for part in arrived.iter_parts():
        assert TOKEN in part.get_content()
        assert sealed not in part.get_content()
    (kept,) = db.read_now(mails)
    assert kept.values == {"name": "김하나"}


@pytest.mark.parametrize(
    "link", [None, "nonsense", "gAAAAABpkey", "https://evil.test/phish", "other place"]
)
def test_a_link_that_we_did_not_seal_is_never_sent(committed: World, link: str | None) -> None:
    values = {"name": "김하나"} | ({"link": link} if link else {})
    if link == "other place":
        values["link"] = secrets.seal(TOKEN, place="service:smtp.url")
    write_only(Kind.RESET_PASSWORD, values)
    with mailbox() as box:
        deliver(box)

    assert box.mails == []
    (kept,) = db.read_now(mails)
    assert (kept.state, kept.error) == (State.FAILED, reasons.NO_LINK)
    assert "link" not in kept.values


def test_a_mail_to_a_taken_address_has_its_button_however_often_it_goes(committed: World) -> None:
    """It leads to /login, which is no secret: neither a new key nor 다시 보내기 takes it away."""
    settings.use(public_url="https://shop.test")
    write_only(Kind.EMAIL_TAKEN, {"email": "kim@there.test"})
    with mailbox(RCPT="550 nobody") as box:
        deliver(box)
    settings.use(secret_key="another-secret-" + "x" * 40)
    assert db.write_now(outbox.send_failed, committed.operator) == 1
    with mailbox() as box:
        deliver(box)

    (arrived,) = box.mails
    for part in arrived.iter_parts():
        assert "https://shop.test/login" in part.get_content()
        assert "로그인하기" in part.get_content()


@pytest.mark.parametrize(
    "name",
    [
        "환급금 http://evil.example/win 확인",
        "HTTPS://EVIL.EXAMPLE",
        "www.evil.co.kr",
        "evil.example/win",
        "1.2.3.4/win",
        "help@evil.example",
        "11번가.com",
        "주식회사.한국",
    ],
)
def test_no_name_in_a_mail_leads_anywhere(committed: World, name: str) -> None:
    """Who invites says what the company is called, and a stranger reads it in our name."""
    sealed = secrets.seal(TOKEN, place=rules.LINK_PLACE)
    write_only(Kind.INVITE, {"inviter": name, "company": name, "link": sealed})
    with mailbox() as box:
        deliver(box)

    (arrived,) = box.mails
    said = [str(arrived["subject"]), *(part.get_content() for part in arrived.iter_parts())]
    for text in said:
        text = text.replace(TOKEN, "")
        assert name not in text
        assert name in text.replace(letters.UNLINK, ""), "and reads the same"
        assert not LEADS.search(text)


@pytest.mark.parametrize(
    "name", ["(주)에이.비.씨", "A.B.C 상사", "한빛상회 No.1", "쌀 1.5kg", "가.나"]
)
def test_a_name_that_is_only_a_name_stays_as_it_is(committed: World, name: str) -> None:
    sealed = secrets.seal(TOKEN, place=rules.LINK_PLACE)
    write_only(Kind.INVITE, {"inviter": "김하나", "company": name, "link": sealed})
    with mailbox() as box:
        deliver(box)

    assert box.mails[0]["subject"] == f"[큐넥터] {name} 초대"


def test_no_link_lies_about_in_the_log(committed: World, caplog: pytest.LogCaptureFixture) -> None:
    write_only(Kind.VERIFY_EMAIL, {"link": secrets.seal(TOKEN, place=rules.LINK_PLACE)})
    with mailbox(END="451 later") as box:
        deliver(box)

    assert "was not delivered: SMTP 451" in caplog.text
    assert "token" not in caplog.text


@pytest.mark.parametrize(
    ("to", "path"),
    [
        ("sales@bada.test", "/seller/buyers?q=%ED%95%9C%EB%B9%9B%EC%83%81%ED%9A%8C"),
        ("orders@hanbit.test", "/sellers?q=%EB%B0%94%EB%8B%A4%EC%8B%9D%ED%92%88"),
    ],
)
def test_a_mail_leads_to_the_screen_it_is_about(committed: World, to: str, path: str) -> None:
    settings.use(public_url="https://shop.test")
    with mailbox() as box:
        deliver(box)

    text = next(one.get_body(("plain",)).get_content() for one in box.mails if one["to"] == to)
    assert f"https://shop.test{path}" in text


def test_a_mail_to_the_operators_leads_to_their_desk(committed: World) -> None:
    settings.use(public_url="https://shop.test")

    def only(session: Session) -> None:
        session.execute(delete(Message))
        values = {"buyer": "한빛상회", "title": "요금"}
        messages.write_mail(session, "op@qnector.test", Kind.INQUIRY_ASKED, "inquiry:7", values)

    db.write_now(only)
    with mailbox() as box:
        deliver(box)

    text = box.mails[0].get_body(("plain",)).get_content()
    assert "https://shop.test/operator/inquiries?no=7" in text


def test_a_mail_that_cannot_be_made_holds_up_no_other(
    committed: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, *others = [one.message_id for one in db.read_now(mails)]
    made = deliver_messages._mail

    def fails(due: messages.Due) -> mail.Mail:
        if due.message_id == first:
            raise KeyError("no word for it")
        return made(due)

    monkeypatch.setattr(deliver_messages, "_mail", fails)
    with mailbox() as box:
        deliver(box)

    assert others
    assert sorted(str(one["message-id"]) for one in box.mails) == sorted(others)
    kept = db.read_now(mails)[0]
    assert (kept.state, kept.attempts, kept.error) == (State.PENDING, 1, reasons.BROKEN)
    assert reasons.sentence(kept.error) != reasons.sentence(reasons.CONNECT)
    assert "KeyError" in caplog.text

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select
from sqlmodel import Session

from qnector.core import clock, db
from qnector.domain.messages import reasons, rules
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Channel, Kind, Message, State
from tests.world import World

NOON = datetime(2026, 2, 13, 3, tzinfo=UTC)


@pytest.fixture
def mail(session: Session, world: World) -> Message:
    session.execute(delete(Message))
    with clock.frozen(NOON):
        messages.write_mail(session, "x@there.test", Kind.NEW_ORDER, "order:1", {"number": "1"})
    return session.execute(select(Message)).scalar_one()


def test_it_takes_what_is_due_once(session: Session, mail: Message) -> None:
    with clock.frozen(NOON):
        assert messages.is_any_due(session)
        (due,) = messages.claim(session, 10)
        assert (due.id, due.to_email, due.attempts) == (mail.id, "x@there.test", 1)
        assert messages.claim(session, 10) == []
        assert not messages.is_any_due(session)


def test_it_leaves_messages_inside_the_app_alone(session: Session, mail: Message) -> None:
    mail.channel = Channel.IN_APP
    session.flush()

    assert messages.claim(session, 10) == []


def test_it_never_takes_a_sent_mail_again(session: Session, mail: Message) -> None:
    with clock.frozen(NOON):
        (due,) = messages.claim(session, 10)
        messages.mark_sent(session, due)
    session.refresh(mail)
    assert (mail.state, mail.sent_at) == (State.SENT, NOON)

    with clock.frozen(NOON + timedelta(days=30)):
        assert messages.claim(session, 10) == []


def test_it_takes_over_from_a_process_that_died(session: Session, mail: Message) -> None:
    with clock.frozen(NOON):
        (lost,) = messages.claim(session, 10)
    with clock.frozen(NOON + rules.LEASE):
        assert messages.claim(session, 10) == []
    with clock.frozen(NOON + rules.LEASE + timedelta(seconds=1)):
        (again,) = messages.claim(session, 10)

    assert (again.message_id, again.attempts) == (lost.message_id, 2)
    messages.mark_failed(session, lost, "late", may_retry=False)
    session.refresh(mail)
    assert mail.state is State.CLAIMED, "a lost claim has no say any more"


def test_it_waits_longer_after_each_failure_and_then_gives_up(
    session: Session, mail: Message
) -> None:
    moment = NOON
    for minutes in (*rules.BACK_OFF, None):
        with clock.frozen(moment):
            (due,) = messages.claim(session, 10)
            messages.mark_failed(session, due, "SMTP 451", may_retry=True)
        session.refresh(mail)
        if minutes is None:
            break
        assert (mail.state, mail.next_at) == (State.PENDING, moment + timedelta(minutes=minutes))
        with clock.frozen(mail.next_at - timedelta(seconds=1)):
            assert messages.claim(session, 10) == []
        moment = mail.next_at

    assert (mail.state, mail.attempts) == (State.FAILED, rules.MOST_ATTEMPTS)


def test_it_gives_up_at_once_after_a_clear_refusal(session: Session, mail: Message) -> None:
    (due,) = messages.claim(session, 10)
    messages.mark_failed(session, due, "SMTP 550", may_retry=False)

    session.refresh(mail)
    assert (mail.state, mail.error) == (State.FAILED, "SMTP 550")


def test_it_gives_up_a_mail_that_ends_the_process_each_time(
    session: Session, mail: Message
) -> None:
    moment = NOON
    for _ in range(rules.MOST_ATTEMPTS):
        with clock.frozen(moment):
            assert len(messages.claim(session, 10)) == 1
        moment += rules.LEASE + timedelta(seconds=1)
    with clock.frozen(moment):
        assert messages.claim(session, 10) == []

    session.refresh(mail)
    assert (mail.state, mail.error) == (State.FAILED, reasons.NO_ANSWER)


def test_it_gives_a_mail_to_one_of_many_processes(committed: World) -> None:
    db.write_now(lambda s: s.execute(delete(Message)))
    for number in range(10):
        db.write_now(messages.write_mail, f"{number}@there.test", Kind.NEW_ORDER, "", {})
    taken: list[int] = []

    def work() -> None:
        taken.extend(due.id for due in db.write_now(messages.claim, 4))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == len(set(taken))


@pytest.fixture
def link(session: Session, world: World) -> Message:
    """A mail with a one-time link in it."""
    session.execute(delete(Message))
    values = {"name": "김하나", "link": "sealed"}
    with clock.frozen(NOON):
        messages.write_mail(session, "x@there.test", Kind.RESET_PASSWORD, "user:1", values)
    return session.execute(select(Message)).scalar_one()


def test_a_link_is_gone_once_the_mail_is_sent(session: Session, link: Message) -> None:
    with clock.frozen(NOON):
        (due,) = messages.claim(session, 10)
        assert due.values["link"] == "sealed"
        messages.mark_sent(session, due)

    session.refresh(link)
    assert link.values == {"name": "김하나"}
    assert not rules.can_go_again(link.kind, link.values)


def test_a_link_is_gone_once_the_mail_is_given_up(session: Session, link: Message) -> None:
    with clock.frozen(NOON):
        (due,) = messages.claim(session, 10)
        messages.mark_failed(session, due, "SMTP 550", may_retry=False)

    session.refresh(link)
    assert (link.state, link.values) == (State.FAILED, {"name": "김하나"})


def test_a_link_stays_while_the_mail_is_tried_again(session: Session, link: Message) -> None:
    with clock.frozen(NOON):
        (due,) = messages.claim(session, 10)
        messages.mark_failed(session, due, "SMTP 451", may_retry=True)

    session.refresh(link)
    assert (link.state, link.values["link"]) == (State.PENDING, "sealed")


def test_a_link_is_gone_with_a_mail_that_ends_the_process_each_time(
    session: Session, link: Message
) -> None:
    moment = NOON
    for _ in range(rules.MOST_ATTEMPTS + 1):
        with clock.frozen(moment):
            messages.claim(session, 10)
        moment += rules.LEASE + timedelta(seconds=1)

    session.refresh(link)
    assert (link.state, link.values) == (State.FAILED, {"name": "김하나"})


def test_a_mail_is_given_up_whose_link_will_be_over(session: Session, link: Message) -> None:
    for minutes in (0, 1, 6, 21):
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            (due,) = messages.claim(session, 10)
            messages.mark_failed(session, due, "CONNECT", may_retry=True)

    session.refresh(link)
    assert (link.state, link.attempts) == (State.FAILED, 4), "the next try came after 30 minutes"


def test_a_lost_claim_takes_no_link_away(session: Session, link: Message) -> None:
    with clock.frozen(NOON):
        (lost,) = messages.claim(session, 10)
    with clock.frozen(NOON + rules.LEASE + timedelta(seconds=1)):
        messages.claim(session, 10)
        messages.mark_sent(session, lost)

    session.refresh(link)
    assert link.values["link"] == "sealed"

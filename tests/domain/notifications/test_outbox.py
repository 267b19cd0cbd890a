from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.accounts import people
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind, Message, State
from qnector.domain.notifications import outbox
from qnector.domain.notifications.outbox import OutboxFilter
from tests.world import World


@pytest.fixture(autouse=True)
def _empty(session: Session) -> None:
    """The market's own mails are out of the way."""
    session.execute(update(Message).values(state=State.SENT))


def write(session: Session, to: str, state: State, kind: Kind = Kind.PASSWORD_CHANGED) -> int:
    messages.write_mail(session, to, kind, "user:1", {"email": to})
    newest = session.execute(select(Message.id).order_by(Message.id.desc()).limit(1)).scalar_one()
    change = {"state": state, "attempts": 3, "error": "SMTP 550 5.1.1 RCPT"}
    session.execute(update(Message).where(Message.id == newest).values(**change))
    return newest or 0


def found(session: Session, world: World, **wanted: object) -> list[str]:
    page = outbox.outbox(session, world.operator, OutboxFilter(**wanted))
    assert page.total == len(page.rows)
    return [row.to_email for row in page.rows]


def test_it_lists_what_was_not_delivered_newest_first(session: Session, world: World) -> None:
    for number, state in enumerate((State.PENDING, State.FAILED, State.UNKNOWN, State.SENT), 1):
        write(session, f"m{number}@x.test", state)

    assert found(session, world) == ["m3@x.test", "m2@x.test", "m1@x.test"]
    assert found(session, world, sort="written")[0] == "m1@x.test"
    assert found(session, world, state="failed") == ["m2@x.test"]
    assert found(session, world, text="M3@") == ["m3@x.test"]
    assert found(session, world, kind=Kind.INVITE) == []
    assert found(session, world, state="sent", text="m4") == ["m4@x.test"]
    assert outbox.counts(session, world.operator) == {
        "open": 3, "pending": 1, "failed": 1, "unknown": 1,
    }  # fmt: skip


def test_it_shows_no_notification_of_the_app(session: Session, world: World) -> None:
    in_app = session.execute(select(Message.id).where(Message.to_email.is_(None))).scalars().first()
    assert in_app is not None
    with pytest.raises(NotFound):
        outbox.mail(session, world.operator, in_app)


def test_no_link_is_among_the_values(session: Session, world: World) -> None:
    people.send_reset(session, world.operator, world.buyer.user_id)
    row = outbox.outbox(session, world.operator, OutboxFilter()).rows[0]

    assert row.kind is Kind.RESET_PASSWORD
    assert row.has_link
    assert "link" not in row.values


@pytest.mark.parametrize("state", [State.FAILED, State.UNKNOWN])
def test_one_goes_again(session: Session, world: World, state: State) -> None:
    key = write(session, "m@x.test", state)
    world.touched()

    outbox.send_again(session, world.operator, key)
    audit.settle(session)

    row = session.get_one(Message, key, populate_existing=True)
    assert (row.state, row.attempts, row.error) == (State.PENDING, 0, "")
    assert (0, "deliveries") in world.touched()
    said = select(AuditEntry.ref).where(AuditEntry.action == "message.send_again")
    assert session.execute(said).scalar_one() == f"message:{key}"


@pytest.mark.parametrize("state", [State.SENT, State.PENDING, State.CLAIMED])
def test_what_went_or_is_going_does_not(session: Session, world: World, state: State) -> None:
    key = write(session, "m@x.test", state)
    with pytest.raises(Conflict):
        outbox.send_again(session, world.operator, key)


def test_a_link_that_is_over_is_not_sent_again(session: Session, world: World) -> None:
    people.send_reset(session, world.operator, world.buyer.user_id)
    session.execute(
        update(Message).where(Message.state == State.PENDING).values(state=State.FAILED)
    )
    row = outbox.outbox(session, world.operator, OutboxFilter()).rows[0]
    assert row.may_go_again

    with clock.frozen(clock.now() + timedelta(minutes=31)):
        assert not outbox.mail(session, world.operator, row.id).may_go_again
        with pytest.raises(Conflict, match="링크의 시간이 지난"):
            outbox.send_again(session, world.operator, row.id)
        assert outbox.send_failed(session, world.operator) == 0


def test_a_mail_to_somebody_forgotten_does_not(session: Session, world: World) -> None:
    key = write(session, "m@x.test", State.FAILED)
    messages.blank_mails(session, ["user:1"])
    assert not outbox.mail(session, world.operator, key).may_go_again
    with pytest.raises(Conflict):
        outbox.send_again(session, world.operator, key)
    assert outbox.send_failed(session, world.operator) == 0


def test_all_that_failed_go_again_but_nothing_unknown(session: Session, world: World) -> None:
    for state in (State.FAILED, State.FAILED, State.UNKNOWN, State.SENT):
        write(session, "m@x.test", state)

    assert outbox.send_failed(session, world.operator) == 2
    assert outbox.counts(session, world.operator) == {
        "open": 3, "pending": 2, "failed": 0, "unknown": 1,
    }  # fmt: skip
    assert outbox.send_failed(session, world.operator) == 0


def test_sign_ups_that_bounced_do_not_keep_what_failed_from_going(
    session: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However young they are: who gives up a mail takes its link out."""
    monkeypatch.setattr(outbox, "MOST_AGAIN", 2)
    for number in range(5):
        values = {"name": "김하나", "link": "sealed"}
        messages.write_mail(session, f"{number}@nowhere.test", Kind.VERIFY_EMAIL, "", values)
    for due in messages.claim(session, 10):
        messages.mark_failed(session, due, "SMTP 550 5.1.1 RCPT", may_retry=False)
    ours = write(session, "m@x.test", State.FAILED)

    assert outbox.send_failed(session, world.operator) == 1
    assert [due.id for due in messages.claim(session, 10)] == [ours]
    assert outbox.send_failed(session, world.operator) == 0


@pytest.mark.parametrize("name", ["buyer", "seller", "stranger"])
def test_it_is_the_operators_alone(session: Session, world: World, name: str) -> None:
    key, actor = write(session, "m@x.test", State.FAILED), getattr(world, name)
    for act in (
        lambda: outbox.outbox(session, actor, OutboxFilter()),
        lambda: outbox.counts(session, actor),
        lambda: outbox.mail(session, actor, key),
        lambda: outbox.send_again(session, actor, key),
        lambda: outbox.send_failed(session, actor),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_link_in_a_mail_that_waits_outlives_its_secret(session: Session, world: World) -> None:
    """See tests/cli/test_rotate_keys.py for the whole rotation."""
    from qnector.domain.messages import resealing

    people.send_reset(session, world.operator, world.buyer.user_id)
    statement = select(Message.values).where(Message.kind == Kind.RESET_PASSWORD)
    before = session.execute(statement).scalar_one()["link"]

    assert resealing.reseal(session) == 1

    after = session.execute(statement).scalar_one()["link"]
    assert after != before
    assert secrets.unseal(after, place="message:link").startswith("http")

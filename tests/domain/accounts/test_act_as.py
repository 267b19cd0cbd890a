from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor, Role, Side
from qnector.core.errors import Invalid, NotAllowed, NotFound
from qnector.domain.accounts import acting, entering, people, rules, team
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import LoginSession, User
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.web import sessions
from tests.world import World

BEGAN = datetime(2026, 2, 13, 5, 14, tzinfo=UTC)  # 14:14 in Seoul


@pytest.fixture
def operator(session: Session, world: World) -> Actor:
    """The operator with a session of their own."""
    user = session.get_one(User, world.operator.user_id)
    key = accounts.start_session(session, user, device="desk", address="", is_remembered=False)
    row = accounts.session_of(session, secrets.sha256_text(key))
    assert row is not None
    return replace(world.operator, session_id=row.id)


def act(session: Session, operator: Actor, user_id: int, reason: str = "") -> str:
    return acting.start(session, operator, user_id, reason, device="desk", address="10.0.0.1")


def who(session: Session, key: str) -> Actor | None:
    row = accounts.session_of(session, secrets.sha256_text(key))
    found = sessions.read(row, "") if row is not None else None
    return found.actor if found else None


def test_the_session_carries_both(session: Session, world: World, operator: Actor) -> None:
    actor = who(session, act(session, operator, world.buyer.user_id))

    assert actor is not None
    assert (actor.user_id, actor.company_id) == (world.buyer.user_id, world.buyer.company_id)
    assert actor.acting_operator_id == operator.user_id
    assert (actor.side, actor.role, actor.is_operator) == (Side.BUYER, Role.OWNER, False)


def test_without_a_reason_it_only_looks(session: Session, world: World, operator: Actor) -> None:
    looking = who(session, act(session, operator, world.buyer.user_id))
    helping = who(session, act(session, operator, world.buyer.user_id, "주문을 대신 고쳐 달래요"))

    assert looking is not None
    assert helping is not None
    assert rules.may(looking, "orders.read")
    assert not rules.may(looking, "orders.place")
    assert rules.may(helping, "orders.place")


@pytest.mark.parametrize("permission", sorted(rules.PERSONAL))
def test_a_reason_does_not_open_what_is_personal(
    session: Session, world: World, operator: Actor, permission: str
) -> None:
    helping = who(session, act(session, operator, world.buyer.user_id, "급해요"))

    assert helping is not None
    with pytest.raises(NotAllowed, match="그 사람의 계정"):
        rules.require_may(helping, permission)


def test_it_ends_after_half_an_hour(session: Session, world: World, operator: Actor) -> None:
    key = act(session, operator, world.buyer.user_id)

    with clock.frozen(clock.now() + timedelta(minutes=31)):
        assert who(session, key) is None


def test_it_is_written_into_the_companys_chain(
    session: Session, world: World, operator: Actor
) -> None:
    key = act(session, operator, world.buyer.user_id, "확인을\n부탁받았어요")
    actor = who(session, key)
    assert actor is not None
    acting.stop(session, actor)
    audit.settle(session)

    said = select(AuditEntry).where(AuditEntry.action.startswith("act_as")).order_by(AuditEntry.id)
    began, ended = session.execute(said).scalars()
    assert (began.company_id, began.user_id) == (world.buyer.company_id, operator.user_id)
    assert (began.detail, began.address) == ("확인을 부탁받았어요", "10.0.0.1")
    assert (ended.user_id, ended.acting_operator_id) == (world.buyer.user_id, operator.user_id)


def test_stopping_gives_the_own_session_back_under_a_new_key(
    session: Session, world: World, operator: Actor
) -> None:
    before = session.get_one(LoginSession, operator.session_id).key_hash
    key = act(session, operator, world.buyer.user_id)
    actor = who(session, key)
    assert actor is not None

    own = who(session, acting.stop(session, actor))

    assert own is not None
    assert (own.user_id, own.session_id) == (operator.user_id, operator.session_id)
    assert own.is_operator
    assert who(session, key) is None
    assert session.get_one(LoginSession, operator.session_id).key_hash != before


def test_the_time_of_the_password_is_not_made_new(
    session: Session, world: World, operator: Actor
) -> None:
    row = session.get_one(LoginSession, operator.session_id)
    proven = row.reauthenticated_at
    actor = who(session, act(session, operator, world.buyer.user_id))
    assert actor is not None

    acting.stop(session, actor)

    session.refresh(row)
    assert row.reauthenticated_at == proven


def test_an_own_session_that_is_over_is_not_given_back(
    session: Session, world: World, operator: Actor
) -> None:
    key = act(session, operator, world.buyer.user_id)
    actor = who(session, key)
    assert actor is not None
    session.get_one(LoginSession, operator.session_id).ended_at = clock.now()
    session.flush()

    assert acting.stop(session, actor) == ""


def test_signing_out_ends_both(session: Session, world: World, operator: Actor) -> None:
    key = act(session, operator, world.buyer.user_id)
    actor = who(session, key)
    assert actor is not None

    acting.sign_out(session, actor.session_id)

    assert who(session, key) is None
    assert session.get_one(LoginSession, operator.session_id).ended_at is not None


def test_it_ends_with_the_session_it_came_from(
    session: Session, world: World, operator: Actor
) -> None:
    key = act(session, operator, world.buyer.user_id)

    accounts.end_session(session, operator.session_id)

    assert who(session, key) is None


def test_it_ends_when_the_operator_is_switched_off(
    session: Session, world: World, operator: Actor
) -> None:
    key = act(session, operator, world.buyer.user_id)
    other = accounts.add_user(
        session, None, email="second@qnector.test", name="둘째", role=Role.OWNER,
        password_hash="x", is_operator=True,
    )  # fmt: skip

    people.deactivate(session, replace(world.operator, user_id=other.id or 0), operator.user_id)

    assert who(session, key) is None


def ends(session: Session) -> list[AuditEntry]:
    audit.settle(session)
    said = select(AuditEntry).where(AuditEntry.action == "act_as.stop").order_by(AuditEntry.id)
    return list(session.execute(said).scalars())


def log_out(session: Session, operator: Actor, actor: Actor) -> None:
    entering.leave(session, actor)


def end_own_session(session: Session, operator: Actor, actor: Actor) -> None:
    accounts.end_session(session, operator.session_id)


def end_own_sessions(session: Session, operator: Actor, actor: Actor) -> None:
    accounts.end_sessions_of(session, operator.user_id)


def end_their_device(session: Session, operator: Actor, actor: Actor) -> None:
    accounts.end_session(session, actor.session_id)


@pytest.mark.parametrize("end", [log_out, end_own_session, end_own_sessions, end_their_device])
def test_the_end_is_written_once_however_it_ends(
    session: Session, world: World, operator: Actor, end: Callable[..., None]
) -> None:
    actor = who(session, act(session, operator, world.buyer.user_id))
    assert actor is not None

    end(session, operator, actor)
    end_their_device(session, operator, actor)

    (ended,) = ends(session)
    assert (ended.company_id, ended.user_id) == (world.buyer.company_id, world.buyer.user_id)
    assert (ended.acting_operator_id, ended.detail) == (operator.user_id, "")


@pytest.mark.parametrize("late", [timedelta(seconds=1), timedelta(hours=3), timedelta(days=99)])
def test_an_end_by_time_is_written_once_and_says_when(
    session: Session, world: World, operator: Actor, late: timedelta
) -> None:
    with clock.frozen(BEGAN):
        act(session, operator, world.buyer.user_id)
        assert not acting.is_any_over(session)
        assert acting.run_out(session) == 0

    with clock.frozen(BEGAN + rules.ACTING_LONGEST + late):
        accounts.prune(session, clock.now())
        assert acting.is_any_over(session)
        assert acting.run_out(session) == 1
        assert acting.run_out(session) == 0
        assert not acting.is_any_over(session)

    (ended,) = ends(session)
    assert (ended.company_id, ended.user_id) == (world.buyer.company_id, world.buyer.user_id)
    assert ended.acting_operator_id == operator.user_id
    assert ended.detail == "시간이 다 되어 2026. 02. 13. 오후 02:44에 끝났어요."


def test_one_that_was_stopped_does_not_run_out(
    session: Session, world: World, operator: Actor
) -> None:
    with clock.frozen(BEGAN):
        actor = who(session, act(session, operator, world.buyer.user_id))
        assert actor is not None
        acting.stop(session, actor)

    with clock.frozen(BEGAN + timedelta(hours=1)):
        assert acting.run_out(session) == 0
    assert [one.detail for one in ends(session)] == [""]


def test_what_is_over_by_time_says_so_though_something_else_ends_it(
    session: Session, world: World, operator: Actor
) -> None:
    with clock.frozen(BEGAN):
        act(session, operator, world.buyer.user_id)

    with clock.frozen(BEGAN + timedelta(hours=1)):
        accounts.end_session(session, operator.session_id)
    assert [one.detail for one in ends(session)] == [
        "시간이 다 되어 2026. 02. 13. 오후 02:44에 끝났어요."
    ]


def test_logging_out_is_written_too(session: Session, world: World, operator: Actor) -> None:
    actor = who(session, act(session, operator, world.buyer.user_id))
    assert actor is not None

    entering.leave(session, actor)

    audit.settle(session)
    out = session.execute(select(AuditEntry).where(AuditEntry.action == "logout")).scalar_one()
    assert (out.company_id, out.acting_operator_id) == (world.buyer.company_id, operator.user_id)


def test_it_looks_into_a_suspended_company(session: Session, world: World, operator: Actor) -> None:
    from qnector.domain.connections import standing

    standing.suspend_company(session, operator, world.buyer.company_id, "확인 중")

    assert who(session, act(session, operator, world.buyer.user_id)) is not None


def test_the_banner_knows_who_and_how_long(session: Session, world: World, operator: Actor) -> None:
    actor = who(session, act(session, operator, world.buyer.user_id, "부탁받았어요"))
    assert actor is not None

    found = acting.standing(session, actor)

    assert (found.company_name, found.operator_name) == ("한빛상회", "운영자")
    assert (found.minutes_left, found.reason) == (30, "부탁받았어요")
    with clock.frozen(clock.now() + timedelta(minutes=12)):
        assert found.minutes_left == 18


def test_nobody_acts_as_an_operator(session: Session, world: World, operator: Actor) -> None:
    other = accounts.add_user(
        session, None, email="second@qnector.test", name="둘째", role=Role.OWNER, is_operator=True
    )
    for user_id in (other.id or 0, operator.user_id):
        with pytest.raises(NotFound):
            act(session, operator, user_id)


def test_nobody_acts_as_who_is_switched_off(
    session: Session, world: World, operator: Actor
) -> None:
    session.get_one(User, world.buyer.user_id).is_active = False
    session.flush()

    with pytest.raises(NotAllowed):
        act(session, operator, world.buyer.user_id)


def test_nobody_acts_as_who_was_invited_and_has_not_come(
    session: Session, world: World, operator: Actor
) -> None:
    """Whose invitation may be revoked: then nothing may refer to them."""
    user_id = team.invite(session, world.buyer, "new@hanbit.test", Role.STAFF)

    with pytest.raises(NotAllowed, match="초대"):
        act(session, operator, user_id)
    assert team.revoke(session, world.buyer, user_id) == "new@hanbit.test"


def test_it_refuses_strangers_nobody_and_long_reasons(
    session: Session, world: World, operator: Actor
) -> None:
    for actor in (world.buyer, world.seller):
        with pytest.raises(NotAllowed):
            act(session, actor, world.stranger.user_id)
    with pytest.raises(NotFound):
        act(session, operator, 99_999)
    with pytest.raises(Invalid):
        act(session, operator, world.buyer.user_id, "가" * 501)


def test_who_acts_acts_as_nobody_else(session: Session, world: World, operator: Actor) -> None:
    actor = who(session, act(session, operator, world.buyer.user_id, "부탁받았어요"))
    assert actor is not None

    with pytest.raises(NotAllowed):
        act(session, actor, world.seller.user_id)


def test_there_is_nothing_to_stop_for_somebody_else(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        acting.stop(session, world.buyer)

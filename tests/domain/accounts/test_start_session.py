from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Role, Side
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import LoginSession, User
from tests.world import OPERATOR, World

NOON = datetime(2026, 2, 13, 3, tzinfo=UTC)


def start(session: Session, email: str, *, is_remembered: bool = False) -> str:
    user = accounts.find_login(session, email)
    assert user is not None
    return accounts.start_session(
        session, user, device="Firefox" * 100, address="127.0.0.1", is_remembered=is_remembered
    )


def test_it_keeps_only_the_hash_of_the_key(session: Session, world: World) -> None:
    key = start(session, "owner@hanbit.test")

    row = session.execute(select(LoginSession)).scalar_one()
    assert row.key_hash == secrets.sha256_text(key)
    assert key not in str(row.model_dump())
    assert len(key) >= 43


def test_it_tells_the_guard_everything_in_one_row(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        key = start(session, "staff@hanbit.test", is_remembered=True)

    row = accounts.session_of(session, secrets.sha256_text(key))
    assert row is not None
    assert (row.user_id, row.company_id) == (world.buyer_staff.user_id, world.buyer.company_id)
    assert (row.side, row.role, row.is_remembered) == (Side.BUYER, Role.STAFF, True)
    assert (row.company_name, row.is_buyer, row.is_seller) == ("한빛상회", True, False)
    assert (row.is_operator, row.is_active, row.acting_operator_id) == (False, True, None)
    assert row.created_at == row.last_seen_at == row.reauthenticated_at == NOON
    assert row.ended_at is None


def test_it_knows_no_other_key(session: Session, world: World) -> None:
    key = start(session, "owner@hanbit.test")

    assert accounts.session_of(session, key) is None
    assert accounts.session_of(session, secrets.sha256_text(key + "x")) is None
    assert accounts.session_of(session, "") is None


def test_it_never_remembers_an_operator(session: Session, world: World) -> None:
    key = start(session, OPERATOR, is_remembered=True)

    row = accounts.session_of(session, secrets.sha256_text(key))
    assert row is not None
    assert (row.side, row.is_remembered, row.company_id) == (Side.OPERATOR, False, None)


def test_it_starts_where_the_company_trades(session: Session, world: World) -> None:
    for email, side in (
        ("owner@hanbit.test", Side.BUYER),
        ("owner@bada.test", Side.SELLER),
        ("owner@stranger.test", Side.BUYER),
        (OPERATOR, Side.OPERATOR),
    ):
        user = session.execute(select(User).where(User.email == email)).scalar_one()
        assert accounts.home_side(session, user) is side

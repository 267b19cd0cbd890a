from dataclasses import replace

import pytest
from sqlmodel import Session

from qnector.core import secrets
from qnector.core.actor import Side
from qnector.core.errors import NotAllowed, NotFound
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import User
from tests.world import World


def test_it_crosses_the_counter(session: Session, world: World) -> None:
    user = session.get(User, world.stranger.user_id)
    key = accounts.start_session(session, user, device="", address="", is_remembered=False)
    row = accounts.session_of(session, secrets.sha256_text(key))

    accounts.switch_side(session, replace(world.stranger, session_id=row.id), Side.SELLER)

    assert accounts.session_of(session, secrets.sha256_text(key)).side is Side.SELLER


def test_it_moves_nobody_elses_session(session: Session, world: World) -> None:
    user = session.get(User, world.buyer.user_id)
    key = accounts.start_session(session, user, device="", address="", is_remembered=False)
    row = accounts.session_of(session, secrets.sha256_text(key))

    accounts.switch_side(session, replace(world.stranger, session_id=row.id), Side.SELLER)

    assert accounts.session_of(session, secrets.sha256_text(key)).side is Side.BUYER


@pytest.mark.parametrize("side", [Side.SELLER, Side.OPERATOR])
def test_it_refuses_a_side_the_company_does_not_have(
    session: Session, world: World, side: Side
) -> None:
    with pytest.raises(NotAllowed):
        accounts.switch_side(session, world.buyer, side)


def test_it_gives_an_operator_no_company_to_stand_for(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        accounts.switch_side(session, world.operator, Side.BUYER)

"""Two transactions of one company that cross: the later one sees what the earlier one did."""

import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import db, secrets
from qnector.core.actor import Role
from qnector.core.errors import Conflict, NotAllowed
from qnector.domain.accounts import invites, team
from qnector.domain.accounts import profile as profiles
from qnector.domain.accounts.checking import Check, Standing, recheck, unchecked
from qnector.domain.accounts.invites import Answer
from qnector.domain.accounts.models import Company
from qnector.domain.connections import service as connections
from qnector.domain.messages.models import Channel, Kind, Message
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import Order
from qnector.web.account import profile_state
from qnector.web.account.profile_state import ProfileForm
from tests.concurrency.buyers import make_ready
from tests.world import World

WAIT = 0.3  # long enough to stand at the first one's lock


def crossing(first: Callable[[Session], object], second: Callable[[Session], object]) -> object:
    """Begin the second while the first has not committed; what became of the second."""
    results: list[object] = []

    def run() -> None:
        try:
            results.append(db.write_now(second))
        except Exception as failure:
            results.append(failure)

    with db.begin() as session:
        first(session)
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        time.sleep(WAIT)
    thread.join(60)
    return results[0]


def token_of(session: Session) -> str:
    values = session.execute(select(Message.values).where(Message.kind == Kind.INVITE))
    link = secrets.unseal(values.scalar_one()["link"], place="message:link")
    return str(link.partition("token=")[2])


def test_who_is_just_coming_in_is_not_thrown_out(committed: World) -> None:
    user_id = db.write_now(team.invite, committed.buyer, "new@hanbit.test", Role.STAFF)
    token = db.read_now(token_of)
    answer = Answer("새 직원", "여섯 마리 고래", "여섯 마리 고래", has_agreed=True)

    result = crossing(
        lambda s: invites.accept(s, token, answer, "hash"),
        lambda s: team.revoke(s, committed.buyer, user_id),
    )
    assert isinstance(result, Conflict), result


@pytest.fixture
def both(committed: World) -> World:
    """The buyer sells too, and may so leave the side on which it buys."""

    def sell(session: Session) -> None:
        session.get_one(Company, committed.buyer.company_id).is_seller = True

    db.write_now(sell)
    return committed


def leave_buying(world: World) -> Callable[[Session], None]:
    form = ProfileForm(person_name="owner@hanbit.test", sides="seller")
    return lambda session: profile_state._save(session, world.buyer, form)


def test_a_side_stays_on_which_an_order_is_just_placed(both: World) -> None:
    ready = db.write_now(make_ready, both, 1, {both.rice: 1})

    result = crossing(lambda s: orders.place(s, ready.actor, ready.wanted), leave_buying(both))
    assert isinstance(result, Conflict), result
    assert len(db.read_now(profiles.profile, both.buyer).sides) == 2


def test_nothing_is_ordered_on_a_side_that_is_just_left(both: World) -> None:
    ready = db.write_now(make_ready, both, 1, {both.rice: 1})

    result = crossing(leave_buying(both), lambda s: orders.place(s, ready.actor, ready.wanted))
    assert isinstance(result, NotAllowed), result
    assert not db.read_now(lambda session: session.execute(select(Order.id)).all())


def test_a_side_stays_whose_first_buyer_is_just_approved(committed: World) -> None:
    seller = committed.stranger_seller
    asked = db.write_now(connections.request, committed.buyer, seller.company_id)
    form = ProfileForm(person_name="owner@stranger.test", sides="buyer")

    result = crossing(
        lambda s: connections.approve(s, seller, asked),
        lambda s: profile_state._save(s, committed.stranger, form),
    )
    assert isinstance(result, Conflict), result
    assert len(db.read_now(profiles.profile, seller).sides) == 2


def test_the_same_answer_to_two_who_asked_is_told_once(committed: World) -> None:
    mine, answer = committed.buyer.company_id, Check(Standing.SUSPENDED, None, "휴업자")
    due = db.read_now(lambda s: next(one for one in unchecked(s, 100) if one.id == mine))

    result = crossing(lambda s: recheck(s, due, answer), lambda s: recheck(s, due, answer))

    assert result is True
    told = select(Message.id).where(
        Message.kind == Kind.COMPANY_CHECKED, Message.channel == Channel.IN_APP
    )
    assert len(db.read_now(lambda s: s.execute(told).all())) == 1

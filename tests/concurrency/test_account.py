"""Two transactions of one company that cross: the later one sees what the earlier one did."""

import threading
import time
from collections.abc import Callable

from sqlalchemy import select
from sqlmodel import Session

from qnector.core import db, secrets
from qnector.core.actor import Role
from qnector.core.errors import Conflict
from qnector.domain.accounts import invites, team
from qnector.domain.accounts import profile as profiles
from qnector.domain.accounts.checking import Check, Standing, recheck, unchecked
from qnector.domain.accounts.invites import Answer
from qnector.domain.connections import service as connections
from qnector.domain.messages.models import Channel, Kind, Message
from qnector.web.account import profile_state
from qnector.web.account.profile_state import ProfileForm
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

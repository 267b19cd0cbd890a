"""대신 로그인 over HTTP and behind the guard: in, only looking, with a reason, and out again."""

from contextlib import suppress
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock, db, secrets
from qnector.core.actor import Side
from qnector.core.errors import QnectorError
from qnector.domain.accounts.models import LoginSession, User
from qnector.domain.audit.models import AuditEntry
from qnector.domain.connections import standing
from qnector.web import sessions
from qnector.web.guard import REAUTH
from qnector.web.shell import Shell
from tests.web.conftest import play
from tests.web.rig import TOKEN, Rig
from tests.web.states import ProofState
from tests.web.test_auth import HASH, PASSWORD, Browser

OPERATOR = "operator@qnector.test"


@pytest.fixture
def people(market):
    db.write_now(lambda s: s.execute(update(User).values(password_hash=HASH)))
    return market


async def operating(folder) -> Browser:
    browser = Browser(folder)
    await browser.log_in(email=OPERATOR)
    return browser


def key_of(browser: Browser) -> str:
    return next(iter(browser.client.cookies.values()))


async def act(browser: Browser, user_id: int, reason: str = "", **more: str) -> httpx.Response:
    return await browser.post("/auth/act-as", user=str(user_id), reason=reason, **more)


def test_it_goes_in_and_comes_back(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await operating(tmp_path)
        own = key_of(browser)

        went = await act(browser, people.buyer.user_id)
        there = await browser.who()
        back = await browser.post("/auth/act-as/stop", next="/operator/companies?company=1")
        here = await browser.who()

        assert went.headers["location"] == "/dashboard"
        assert there.actor.user_id == people.buyer.user_id
        assert there.actor.acting_operator_id == people.operator.user_id
        assert back.headers["location"] == "/operator/companies?company=1"
        assert (here.actor.is_operator, here.actor.side) == (True, Side.OPERATOR)
        assert key_of(browser) != own
        assert await sessions.look_up(secrets.sha256_text(own)) is None

    play(scene)


def test_it_needs_a_password_that_was_just_given(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await operating(tmp_path)
        long_ago = clock.now() - REAUTH - timedelta(seconds=5)
        db.write_now(lambda s: s.execute(update(LoginSession).values(reauthenticated_at=long_ago)))

        answer = await act(browser, people.buyer.user_id, next="/operator/users")

        assert answer.headers["location"] == "/reauth?next=%2Foperator%2Fusers"
        assert (await browser.who()).actor.acting_operator_id is None

    play(scene)


@pytest.mark.parametrize("email", ["owner@hanbit.test", "owner@bada.test"])
def test_nobody_else_may(people, tmp_path, email: str) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in(email=email, password=PASSWORD)
        before = await browser.who()

        await act(browser, people.stranger.user_id)

        assert (await browser.who()).actor == before.actor

    play(scene)


def test_strangers_and_hostile_fields_get_nothing(people, tmp_path) -> None:
    async def scene() -> None:
        anonymous = await act(Browser(tmp_path), people.buyer.user_id)
        browser = await operating(tmp_path)
        for user in ("", "0", "-1", "1 OR 1=1", "9" * 30, "٣", str(people.operator.user_id)):
            answer = await browser.post("/auth/act-as", user=user, next="//evil.test/")
            assert answer.status_code == 403
            assert "evil.test" not in answer.text
        foreign = await browser.client.post(
            "/auth/act-as",
            data={"user": str(people.buyer.user_id)},
            headers={"origin": "https://evil.test"},
        )

        assert anonymous.headers["location"] == "/login"
        assert foreign.status_code == 403
        assert (await browser.who()).actor.acting_operator_id is None

    play(scene)


def test_the_operators_other_tabs_go_on_afterwards(people, app, tmp_path) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            browser = await operating(tmp_path)
            own = key_of(browser)
            await rig.open(own, path="/operator")
            await act(browser, people.buyer.user_id)
            await browser.post("/auth/act-as/stop")
            rig.forget()
            await rig.fire(Shell.enter("operator"), key=own, path="/operator")
            assert rig.led_to() == []
            assert sessions.seats[TOKEN].owner == secrets.sha256_text(key_of(browser))

    play(scene)


def test_stopping_what_is_not_going_on_changes_nothing(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await operating(tmp_path)
        key = key_of(browser)

        answer = await browser.post("/auth/act-as/stop")
        nobody = await Browser(tmp_path).post("/auth/act-as/stop")

        assert answer.headers["location"] == "/operator"
        assert key_of(browser) == key
        assert nobody.headers["location"] == "/login?error=ended"

    play(scene)


def test_logout_ends_both(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await operating(tmp_path)
        own = key_of(browser)
        await act(browser, people.buyer.user_id)
        await browser.post("/auth/logout")

        assert await sessions.look_up(secrets.sha256_text(own)) is None
        still = select(LoginSession).where(LoginSession.ended_at.is_(None))
        assert db.read_now(lambda s: s.execute(still).first()) is None

    play(scene)


def test_a_login_over_a_borrowed_session_ends_both(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await operating(tmp_path)
        own = key_of(browser)
        await act(browser, people.buyer.user_id)
        borrowed = key_of(browser)

        await browser.log_in(email="owner@bada.test")

        for key in (own, borrowed):
            assert await sessions.look_up(secrets.sha256_text(key)) is None
        assert (await browser.who()).actor.user_id == people.seller.user_id
        ends = select(AuditEntry.company_id).where(AuditEntry.action == "act_as.stop")
        said = db.read_now(lambda s: list(s.execute(ends).scalars()))
        assert said == [people.buyer.company_id]

    play(scene)


def test_only_looking_changes_nothing_and_a_reason_lets(people, app, tmp_path) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            browser = await operating(tmp_path)
            await act(browser, people.buyer.user_id)
            await rig.fire(ProofState.add_one, key=key_of(browser))
            await rig.fire(ProofState.place, key=key_of(browser))
            assert rig.seen("count")[-1] == 1
            await browser.post("/auth/act-as/stop")
            await act(browser, people.buyer.user_id, "장바구니를 고쳐 달래요")
            await rig.open(key_of(browser))
            await rig.fire(ProofState.place, key=key_of(browser))
            assert rig.seen("count")[-1] == 100

    play(scene)


def test_what_needs_a_fresh_password_stays_closed_even_with_a_reason(people, app, tmp_path) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            browser = await operating(tmp_path)
            await act(browser, people.buyer.user_id, "급해요")
            await rig.fire(ProofState.add_one, key=key_of(browser))
            await rig.fire(ProofState.show_key, key=key_of(browser))
            assert rig.seen("count")[-1] == 1

    play(scene)


def test_every_screen_says_who_looks(people, app, tmp_path) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            browser = await operating(tmp_path)
            await act(browser, people.buyer.user_id)
            await rig.fire(Shell.enter("buyer"), key=key_of(browser))

            assert rig.seen("acting_as")[-1] == "한빛상회 owner@hanbit.test"
            assert rig.seen("acting_by")[-1] == "운영자"
            assert rig.seen("acting_note")[-1] == "30분 남음 · 볼 수만 있어요"

    play(scene)


def test_the_banner_is_not_there_for_the_person(people, app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.fire(Shell.enter("buyer"), key=keys.buyer)
            assert set(rig.seen("acting_as")) <= {""}

    play(scene)


def test_a_suspended_companys_screen_leaves_and_says_why(people, app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            await rig.fire(ProofState.add_one, key=keys.buyer)
            await db.write(_suspend, people)
            with suppress(QnectorError):
                await rig.fire(ProofState.add_one, key=keys.buyer)
            assert rig.seen("count")[-1] == 0
            # Whichever was first, the feed or this browser's own event, says why.
            assert rig.led_to()[0].startswith("/login?error=suspended")

    play(scene)


def test_what_is_written_while_acting_names_both(people, app, tmp_path) -> None:
    async def scene() -> None:
        browser = await operating(tmp_path)
        await act(browser, people.stranger.user_id, "요청을 대신 보내요")
        who = await browser.who()
        from qnector.domain.connections import service as connections

        await db.write(connections.request, who.actor, people.seller.company_id)
        entry = db.read_now(
            lambda s: s.execute(
                select(AuditEntry)
                .where(AuditEntry.action == "connection.request")
                .order_by(AuditEntry.id.desc())
            ).scalars().first()
        )  # fmt: skip
        assert (entry.user_id, entry.acting_operator_id) == (
            people.stranger.user_id, people.operator.user_id,
        )  # fmt: skip
        assert entry.company_id == people.stranger.company_id

    play(scene)


def _suspend(session: Session, people) -> None:
    standing.suspend_company(session, people.operator, people.buyer.company_id, "확인 중")

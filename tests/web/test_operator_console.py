"""회사 관리 and 사용자 관리 through the real guard: who reaches them, and what they do."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from qnector.core import clock, db
from qnector.core.errors import QnectorError
from qnector.domain.accounts import acting
from qnector.domain.accounts.models import Company, LoginSession, User
from qnector.domain.audit.models import AuditEntry
from qnector.domain.connections import standing
from qnector.screens.operator.companies.state import CompaniesState
from qnector.screens.operator.users.state import UsersState
from qnector.web.guard import REAUTH
from tests.web.conftest import play
from tests.web.rig import Rig

COMPANIES, USERS = "/operator/companies", "/operator/users"


class Desk:
    """One browser at the console."""

    def __init__(self, rig: Rig, key: str) -> None:
        self.rig, self.key = rig, key

    async def act(self, handler: Any, path: str = COMPANIES) -> str:
        """One event; the sentence of a refusal that the app would show."""
        try:
            await self.rig.fire(handler, key=self.key, path=path)
        except QnectorError as refusal:
            return refusal.sentence
        return ""

    async def send(self, handler: Any, form: dict[str, str], path: str = COMPANIES) -> str:
        """A form as it is drawn now."""
        return await self.act(self.typed(handler, form), path)

    def typed(self, handler: Any, form: dict[str, str]) -> Any:
        """What a form as it is drawn now would send."""
        state = UsersState if handler == UsersState.invite else CompaniesState
        return handler({**form, "turn": self.rig.turn(state)})

    def resume(self) -> Any:
        """What 이용 재개 would send."""
        return CompaniesState.resume(self.rig.turn(CompaniesState))

    def press(self, handler: Any) -> Any:
        """What a button of 사용자 관리 would send."""
        return handler(self.rig.turn(UsersState))

    def last(self, name: str) -> Any:
        found = self.rig.seen(name)
        return found[-1] if found else None

    def said(self) -> str:
        toasts = [rows for rows in self.rig.seen("rows") if rows and "kind" in rows[0]]
        return toasts[-1][-1]["text"] if toasts else ""


@pytest.fixture
def desk(app, keys):
    """Play a scene at the operator's browser."""

    def run(scene) -> None:
        async def whole() -> None:
            async with Rig(app) as rig:
                await scene(Desk(rig, keys.operator))

        play(whole)

    return run


def written(action: str) -> list[AuditEntry]:
    statement = select(AuditEntry).where(AuditEntry.action == action)
    return db.read_now(lambda s: list(s.execute(statement).scalars()))


EVERYTHING = [
    CompaniesState.load, CompaniesState.refresh, CompaniesState.open_company(1),
    CompaniesState.ask_check, CompaniesState.check({"note": "x", "turn": "0"}),
    CompaniesState.check({"note": "x", "turn": "1"}), CompaniesState.ask_suspend,
    CompaniesState.suspend({"reason": "x", "turn": "0"}),
    CompaniesState.suspend({"reason": "x", "turn": "2"}), CompaniesState.resume("0"),
    CompaniesState.resume("2"), CompaniesState.ask_act(1),
    UsersState.load, UsersState.refresh, UsersState.open_person(1), UsersState.stop("0"),
    UsersState.let_in("0"), UsersState.send_reset("0"), UsersState.end_sessions("0"),
    UsersState.ask_invite,
    UsersState.invite({"email": "a@b.test", "name": "x", "turn": "0"}),
    UsersState.invite({"email": "a@b.test", "name": "x", "turn": "1"}), UsersState.ask_act(1),
]  # fmt: skip


@pytest.mark.parametrize("name", ["buyer", "buyer_staff", "seller", "stranger", ""])
def test_nobody_else_reaches_the_console(app, keys, market, name: str) -> None:
    before = db.read_now(_everybody)

    async def scene() -> None:
        async with Rig(app) as rig:
            desk = Desk(rig, getattr(keys, name) if name else "")
            await rig.open(desk.key, path=COMPANIES)
            for handler in EVERYTHING:
                await desk.act(handler, f"{COMPANIES}?company=1")
            shown = str(rig.deltas)
            assert "바다식품" not in shown
            assert "owner@bada.test" not in shown

    play(scene)
    assert db.read_now(_everybody) == before


@pytest.mark.parametrize("reason", ["", "부탁받았어요"])
def test_who_acts_as_somebody_reaches_it_neither(app, keys, market, reason: str) -> None:
    key = db.write_now(
        lambda s: acting.start(
            s, market.operator, market.buyer.user_id, reason, device="", address=""
        )
    )
    before = db.read_now(_everybody)

    async def scene() -> None:
        async with Rig(app) as rig:
            desk = Desk(rig, key)
            await rig.open(key, path=COMPANIES)
            for handler in EVERYTHING:
                await desk.act(handler, f"{COMPANIES}?company=2")
            assert "owner@bada.test" not in str(rig.deltas)
            assert set(rig.led_to()) <= {"/dashboard", "/operator/companies"}

    play(scene)
    assert db.read_now(_everybody) == before


def _everybody(session) -> list[Any]:
    run = session.connection().execute
    companies = select(Company.id, Company.verification, Company.suspended_at).order_by(Company.id)
    users = select(User.id, User.is_active).order_by(User.id)
    sessions = select(LoginSession.id, LoginSession.ended_at).order_by(LoginSession.id)
    return [run(one).all() for one in (companies, users, sessions)]


def test_the_list_and_a_window(desk, market) -> None:
    async def scene(desk: Desk) -> None:
        await desk.act(CompaniesState.load, f"{COMPANIES}?company={market.seller.company_id}")
        assert {row["name"] for row in desk.last("rows")} >= {"바다식품", "한빛상회"}
        assert desk.last("counts")["unverified"] == "4"
        detail = desk.last("detail")
        assert (detail["name"], detail["number"]) == ("바다식품", "000-81-00028")
        assert detail["products"] == "2개"
        assert [one["email"] for one in desk.last("people")] == [
            "owner@bada.test", "staff@bada.test",
        ]  # fmt: skip

    desk(scene)
    assert [one.company_id for one in written("look.company")] == [market.seller.company_id]
    assert [one.company_id for one in written("look.companies")] == [None]


def test_a_company_that_is_not_there_is_said(desk, market) -> None:
    async def scene(desk: Desk) -> None:
        await desk.act(CompaniesState.load, f"{COMPANIES}?company=99999")
        assert desk.said() == "회사를 찾을 수 없어요."
        assert not desk.last("is_open")

    desk(scene)


def test_a_check_by_hand_and_back(desk, market) -> None:
    async def scene(desk: Desk) -> None:
        path = f"{COMPANIES}?company={market.buyer.company_id}"
        await desk.act(CompaniesState.load, path)
        await desk.act(CompaniesState.ask_check, path)
        await desk.send(CompaniesState.check, {"note": " "}, path)
        assert desk.last("errors")["note"] == "무엇을 보고 정했는지 입력해 주세요."
        await desk.send(CompaniesState.check, {"note": "등록증을 봤어요"}, path)
        assert desk.last("detail")["is_verified"]
        assert desk.said() == "한빛상회: 확인으로 바꿨어요."
        await desk.act(CompaniesState.ask_check, path)
        await desk.send(CompaniesState.check, {"note": "폐업했대요"}, path)
        assert not desk.last("detail")["is_verified"]

    desk(scene)


def test_a_check_that_is_pressed_twice_is_not_taken_back(desk, market) -> None:
    async def scene(desk: Desk) -> None:
        path = f"{COMPANIES}?company={market.buyer.company_id}"
        await desk.act(CompaniesState.load, path)
        await desk.act(CompaniesState.ask_check, path)
        pressed = desk.typed(CompaniesState.check, {"note": "등록증을 봤어요"})
        for _ in range(2):
            await desk.act(pressed, path)
        assert desk.last("detail")["is_verified"]

    desk(scene)
    assert [one.action for one in written("company.verify")] == ["company.verify"]
    assert written("company.unverify") == []


def test_ones_own_press_that_is_repeated_says_nothing(desk, market) -> None:
    async def scene(desk: Desk) -> None:
        path = f"{COMPANIES}?company={market.seller.company_id}"
        await desk.act(CompaniesState.load, path)
        suspend, check = {"reason": "서류를 확인해요"}, {"note": "등록증을 봤어요"}
        for handler, said in (
            (lambda: desk.typed(CompaniesState.suspend, suspend), "이용을 중지했어요."),
            (desk.resume, "다시 이용할 수 있게 했어요."),
            (lambda: desk.typed(CompaniesState.check, check), "확인으로 바꿨어요."),
        ):
            pressed = handler()
            for _ in range(3):
                await desk.act(pressed, path)
                assert desk.said() == f"바다식품: {said}"
        assert not desk.last("is_checking")

    desk(scene)
    for action in ("company.suspend", "company.resume", "company.verify"):
        assert len(written(action)) == 1


def test_what_another_operator_did_first_is_said(desk, market) -> None:
    company_id = market.seller.company_id

    async def scene(desk: Desk) -> None:
        path = f"{COMPANIES}?company={company_id}"
        await desk.act(CompaniesState.load, path)
        await desk.act(CompaniesState.ask_suspend, path)
        await db.write(standing.suspend_company, market.operator, company_id, "확인 중")
        await desk.send(CompaniesState.suspend, {"reason": "서류를 확인해요"}, path)
        assert desk.said().startswith("다른 운영자가 먼저")
        assert desk.last("detail")["reason"] == "확인 중"
        await db.write(standing.resume_company, market.operator, company_id)
        desk.rig.forget()
        await desk.act(desk.resume(), path)
        assert desk.said().startswith("다른 운영자가 먼저")

        await desk.act(CompaniesState.ask_suspend, path)
        await desk.send(CompaniesState.suspend, {"reason": "한 번 더"}, path)
        await desk.act(desk.resume(), path)
        await desk.act(CompaniesState.ask_suspend, path)
        await db.write(standing.suspend_company, market.operator, company_id, "확인 중")
        await desk.send(CompaniesState.suspend, {"reason": "한 번 더"}, path)
        assert desk.said().startswith("다른 운영자가 먼저")

    desk(scene)


def test_suspending_and_resuming(desk, market) -> None:
    async def scene(desk: Desk) -> None:
        path = f"{COMPANIES}?company={market.seller.company_id}"
        await desk.act(CompaniesState.load, path)
        await desk.send(CompaniesState.suspend, {"reason": ""}, path)
        assert desk.last("errors")["reason"] == "사유를 입력해 주세요."
        await desk.send(CompaniesState.suspend, {"reason": "서류를 확인해요"}, path)
        assert desk.last("detail")["reason"] == "서류를 확인해요"
        assert desk.last("counts")["suspended"] == "1"
        await desk.act(desk.resume(), path)
        assert not desk.last("detail")["is_suspended"]

    desk(scene)


def test_sensitive_acts_need_a_password_that_was_just_given(desk, market, keys) -> None:
    long_ago = clock.now() - REAUTH - timedelta(seconds=5)
    db.write_now(lambda s: s.execute(update(LoginSession).values(reauthenticated_at=long_ago)))

    async def scene(desk: Desk) -> None:
        path = f"{USERS}?user={market.buyer.user_id}"
        await desk.act(UsersState.load, path)
        for handler in (
            UsersState.stop("0"), UsersState.ask_act(market.buyer.user_id),
            UsersState.invite({"email": "new@qnector.test", "name": "가", "turn": "0"}),
        ):  # fmt: skip
            desk.rig.forget()
            await desk.act(handler, path)
            assert desk.rig.led_to()[-1].startswith("/reauth?next=")
        assert db.read_now(lambda s: s.get(User, market.buyer.user_id).is_active)

    desk(scene)


def test_a_login_is_stopped_helped_and_let_in_again(desk, market) -> None:
    async def scene(desk: Desk) -> None:
        path = f"{USERS}?user={market.buyer.user_id}"
        await desk.act(UsersState.load, path)
        assert desk.last("person")["email"] == "owner@hanbit.test"
        await desk.act(desk.press(UsersState.send_reset), path)
        assert desk.said() == "owner@hanbit.test 주소로 재설정 링크를 보낼게요."
        await desk.act(desk.press(UsersState.stop), path)
        assert desk.last("person")["state"] == "inactive"
        await desk.act(desk.press(UsersState.send_reset), path)
        assert "사용을 중지한 계정" in desk.said()
        await desk.act(desk.press(UsersState.let_in), path)
        assert desk.last("person")["is_active"]

    desk(scene)
    assert len(written("look.users")) == 1


def test_oneself_is_not_stopped(desk, market) -> None:
    async def scene(desk: Desk) -> None:
        path = f"{USERS}?user={market.operator.user_id}"
        await desk.act(UsersState.load, path)
        assert desk.last("person")["is_oneself"]
        await desk.act(desk.press(UsersState.stop), path)
        assert "자신의 계정" in desk.said()

    desk(scene)


def test_an_operator_is_invited(desk, market) -> None:
    async def scene(desk: Desk) -> None:
        await desk.act(UsersState.load, USERS)
        await desk.send(UsersState.invite, {"email": "nope", "name": "새 운영자"}, USERS)
        assert desk.last("errors")["email"].startswith("이메일 형식으로")
        await desk.send(UsersState.invite, {"email": "new@qnector.test", "name": "가"}, USERS)
        assert desk.said() == "new@qnector.test 주소로 초대 메일을 보낼게요."
        shown = [rows for rows in desk.rig.seen("rows") if rows and "state" in rows[0]][-1]
        waiting = [row["email"] for row in shown if row["state"] == "waiting"]
        assert "new@qnector.test" in waiting

    desk(scene)


def test_hostile_addresses_show_the_list(desk, market) -> None:
    async def scene(desk: Desk) -> None:
        for query in ("company=-1", "company=1e9", "side=%00", "sort=id;drop", "page=99999&size=7"):
            with suppress(QnectorError):
                await desk.act(CompaniesState.load, f"{COMPANIES}?{query}")
            assert desk.last("rows") is not None
            assert not desk.last("is_open")

    desk(scene)

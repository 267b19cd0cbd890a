"""The public pages ask nobody who they are, and say only what everybody may know."""

from sqlalchemy import update

from qnector.core import db, settings
from qnector.domain.billing.models import Plan, PlanCode
from qnector.screens.front.home import offers
from qnector.screens.front.home.state import HomeState
from qnector.web.public import Front
from tests.web.conftest import play
from tests.web.rig import Rig


def last(rig: Rig, name: str):
    return rig.seen(name)[-1]


def test_a_stranger_sees_no_way_home(app, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(path="/", keeps=True)
            await rig.fire(Front.enter, path="/")
            assert last(rig, "is_loaded") is True
            assert [one for one in rig.seen("home") if one] == []
            assert rig.led_to() == []

    play(scene)


def test_each_side_is_led_to_its_own_screen(app, market, keys) -> None:
    async def scene() -> None:
        for key, home in (
            (keys.buyer, "/dashboard"),
            (keys.seller, "/seller/dashboard"),
            (keys.operator, "/operator"),
        ):
            async with Rig(app) as rig:
                await rig.open(key, path="/")
                await rig.fire(Front.enter, key=key, path="/")
                assert last(rig, "home") == home

    play(scene)


def test_it_tells_nothing_else_about_who_visits(app, market, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer, path="/")
            await rig.fire(Front.enter, key=keys.buyer, path="/")
            await rig.fire(HomeState.load, key=keys.buyer, path="/")
            assert "한빛" not in str(rig.deltas)

    play(scene)


def test_it_says_whether_there_is_a_demo(app, market) -> None:
    async def scene() -> None:
        settings.use(is_demo=True)
        async with Rig(app) as rig:
            await rig.open(path="/")
            await rig.fire(Front.enter, path="/")
            assert last(rig, "is_demo") is True
        settings.use(is_demo=False, contact_email="help@example.co.kr")
        async with Rig(app) as rig:
            await rig.open(path="/")
            await rig.fire(Front.enter, path="/")
            assert last(rig, "host_email") == "help@example.co.kr"
            assert [one for one in rig.seen("is_demo") if one] == []

    play(scene)


def test_it_says_who_runs_the_place(app, market) -> None:
    async def scene() -> None:
        settings.use(company_name="한강유통", company_number="137-81-22741", company_note="대표")
        async with Rig(app) as rig:
            await rig.open(path="/terms")
            await rig.fire(Front.enter, path="/terms")
            assert last(rig, "host_name") == "한강유통"
            assert last(rig, "host_number") == "137-81-22741"
            assert last(rig, "host_note") == "대표"

    play(scene)


async def shown(app) -> tuple[str, list]:
    async with Rig(app) as rig:
        await rig.open(path="/")
        await rig.fire(HomeState.load, path="/")
        return last(rig, "pricing"), (rig.seen("plans") or [[]])[-1]


def test_the_plans_are_read_from_the_database_once_a_minute(app, market, monkeypatch) -> None:
    async def scene() -> None:
        offers.forget()
        pricing, plans = await shown(app)
        assert pricing == "plans"
        assert [(one["name"], one["price"]) for one in plans] == [
            ("무료", "₩0"),
            ("레귤러", "₩66,000"),
            ("스페셜", "₩88,000"),
        ]
        assert (plans[0]["products"], plans[0]["history"]) == ("50개", "최근 2개월")
        assert (plans[2]["products"], plans[2]["connections"]) == ("무제한", "100곳")

        db.write_now(raise_price)
        assert (await shown(app))[1][1]["price"] == "₩66,000"
        monkeypatch.setattr(offers, "monotonic", lambda: offers._last.at + offers.KEPT + 1)
        assert (await shown(app))[1][1]["price"] == "₩77,000"

    play(scene)


def raise_price(session) -> None:
    session.connection().execute(
        update(Plan).where(Plan.code == PlanCode.REGULAR).values(price=77_000)
    )


def test_where_billing_is_off_no_plan_is_shown(app, market) -> None:
    async def scene() -> None:
        settings.use(has_billing=False)
        assert await shown(app) == ("included", [])

    play(scene)


def test_a_database_that_does_not_answer_is_said_and_not_remembered(app, market) -> None:
    async def scene() -> None:
        offers.forget()
        db.write_now(lambda session: session.connection().exec_driver_sql(HIDE))
        assert (await shown(app))[0] == "failed"
        db.write_now(lambda session: session.connection().exec_driver_sql(SHOW))
        assert (await shown(app))[0] == "plans"

    play(scene)


HIDE = "ALTER TABLE plans RENAME TO plans_hidden"
SHOW = "ALTER TABLE plans_hidden RENAME TO plans"

"""판매자 목록 and 구매자 관리 through the real guard: two sides, strangers, people at once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from qnector.core import db, settings
from qnector.core.actor import Actor, Role, Side
from qnector.core.errors import QnectorError
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company
from qnector.domain.accounts.service import CompanyInput
from qnector.domain.billing.models import Plan, PlanCode
from qnector.domain.connections import access
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import ConnectionStatus, Terms
from qnector.domain.connections.service import TermsInput
from qnector.screens.buyer.sellers.state import SellersState
from qnector.screens.seller.buyers import state
from qnector.screens.seller.buyers.state import BuyersState
from tests.web.conftest import play, sign_in
from tests.web.rig import Rig
from tests.web.test_live import token_of

BUYING, SELLING = token_of(1), token_of(2)
LIST, MANAGE = "/sellers", "/seller/buyers"


class Two:
    """The stranger as a buyer and the owner of 바다식품, each with a screen open."""

    def __init__(self, rig: Rig, market: Any, keys: Any) -> None:
        self.rig, self.market = rig, market
        self.buyer_key = db.write_now(sign_in, "owner@stranger.test", Side.BUYER)
        self.seller_key = keys.seller
        self.seller_id = market.seller.company_id
        self.buyer_id = market.stranger.company_id

    async def buy(self, handler: Any, path: str = LIST) -> None:
        await self.act(handler, self.buyer_key, BUYING, path)

    async def sell(self, handler: Any, path: str = MANAGE, key: str = "") -> None:
        await self.act(handler, key or self.seller_key, SELLING, path)

    async def act(self, handler: Any, key: str, token: str, path: str) -> None:
        """One event; a refusal that the app would show as a toast is kept instead."""
        self.refused = ""
        try:
            await self.rig.fire(handler, key=key, token=token, path=path)
        except QnectorError as refusal:
            self.refused = refusal.sentence

    def press(self, handler: Any, partner_id: int) -> Any:
        """What a button as it is drawn now would send."""
        is_buying = handler in (SellersState.ask, SellersState.withdraw)
        drawn = (SellersState, BUYING) if is_buying else (BuyersState, SELLING)
        return handler(partner_id, self.rig.turn(*drawn))

    def form(self, handler: Any, typed: dict[str, str]) -> Any:
        """What a form of the seller as it is drawn now would send."""
        return handler({**typed, "turn": self.rig.turn(BuyersState, SELLING)})

    async def look(self, path: str = MANAGE, key: str = "") -> None:
        """Both open their screens; what that showed is forgotten."""
        for opening, token, where in (
            (self.buyer_key, BUYING, LIST), (key or self.seller_key, SELLING, path),
        ):  # fmt: skip
            await self.rig.open(opening, token=token, path=where, keeps=True)
        await self.buy(SellersState.load)
        await self.sell(BuyersState.load, path, key)

    def row(self, token: str, partner_id: int) -> Any:
        """The row of a partner as it was shown last."""
        rows = self.rig.seen("rows", token)
        shown = [one for one in rows if not one or "terms" in one[0] or "note" in one[0]]
        return next((row for row in shown[-1] if row["id"] == partner_id), None)

    def said(self, token: str) -> str:
        """The newest toast, or the refusal that becomes one."""
        if self.refused:
            return self.refused
        found = [one for one in self.rig.seen("rows", token) if one and "kind" in one[0]]
        return found[-1][-1]["text"] if found else ""

    def status(self) -> ConnectionStatus | None:
        found = db.read_now(_between, self.market.stranger, self.seller_id)
        return found.status if found else None


def _between(session: Session, actor: Actor, partner_id: int) -> Any:
    rows = access.Connection.__table__
    return session.connection().execute(
        rows.select().where(
            rows.c.buyer_id == actor.company_id, rows.c.seller_id == partner_id
        )
    ).first()  # fmt: skip


@pytest.fixture
def scene_of(app, keys, market):
    """Play a scene with both screens open."""

    def run(scene, path: str = MANAGE, key: str = "") -> None:
        async def whole() -> None:
            async with Rig(app) as rig:
                two = Two(rig, market, keys)
                await two.look(path, key)
                await scene(two)

        play(whole)

    return run


def test_a_request_and_its_answer_appear_on_the_other_side(scene_of) -> None:
    async def scene(two: Two) -> None:
        assert two.row(SELLING, two.buyer_id) is None
        await two.buy(two.press(SellersState.ask, two.seller_id))
        assert two.row(BUYING, two.seller_id)["status"] == "requested"
        assert two.said(BUYING) == "승인을 요청했어요."
        await two.rig.settled()
        assert two.row(SELLING, two.buyer_id)["status"] == "requested"

        await two.sell(two.press(BuyersState.approve, two.buyer_id))
        assert two.said(SELLING) == "남의회사를 승인했어요."
        await two.rig.settled()
        mine = two.row(BUYING, two.seller_id)
        assert (mine["status"], mine["note"]) == ("approved", "품목 2개")

    scene_of(scene)


def test_a_request_is_taken_back(scene_of) -> None:
    async def scene(two: Two) -> None:
        await two.buy(two.press(SellersState.ask, two.seller_id))
        await two.buy(two.press(SellersState.withdraw, two.seller_id))
        assert two.row(BUYING, two.seller_id)["status"] == ""
        assert two.status() is None
        await two.rig.settled()
        assert two.row(SELLING, two.buyer_id) is None
        await two.buy(two.press(SellersState.withdraw, two.seller_id))
        assert "승인을 요청한 판매자가 아니에요" in two.said(BUYING)

    scene_of(scene)


def test_the_seller_who_answers_a_withdrawn_request_is_told(scene_of) -> None:
    async def scene(two: Two) -> None:
        await two.buy(two.press(SellersState.ask, two.seller_id))
        await two.buy(two.press(SellersState.withdraw, two.seller_id))
        await two.sell(two.press(BuyersState.approve, two.buyer_id))
        assert "요청을 거두었을 수 있어요" in two.said(SELLING)
        assert two.status() is None

    scene_of(scene)


def test_a_refusal_needs_a_reason_and_can_be_taken_back(scene_of) -> None:
    async def scene(two: Two) -> None:
        await two.buy(two.press(SellersState.ask, two.seller_id))
        await two.sell(BuyersState.ask_reject(two.buyer_id))
        assert two.rig.seen("asked_name", SELLING)[-1] == "남의회사"
        await two.sell(two.form(BuyersState.reject, {"reason": "   "}))
        assert two.rig.seen("errors", SELLING)[-1]["reason"] == "사유를 입력해 주세요."
        assert two.rig.seen("is_rejecting", SELLING)[-1] is True
        await two.sell(two.form(BuyersState.reject, {"reason": "<b>지역</b> =1+1 😀"}))
        assert two.rig.seen("is_rejecting", SELLING)[-1] is False
        await two.rig.settled()
        mine = two.row(BUYING, two.seller_id)
        assert (mine["status"], mine["note"]) == ("rejected", "사유: <b>지역</b> =1+1 😀")

        await two.sell(two.press(BuyersState.reopen, two.buyer_id))
        await two.rig.settled()
        assert two.row(BUYING, two.seller_id)["status"] == "requested"

    scene_of(scene)


def test_the_second_of_two_answers_is_told_and_sees_what_is_so(scene_of, market) -> None:
    async def scene(two: Two) -> None:
        await two.buy(two.press(SellersState.ask, two.seller_id))
        await two.sell(BuyersState.ask_reject(two.buyer_id))
        held = two_connection(two)
        await db.write(connections.approve, market.seller, held)
        await two.sell(two.form(BuyersState.reject, {"reason": "늦었어요"}))
        assert "다른 사람이 먼저 승인했어요" in two.said(SELLING)
        assert two.rig.seen("is_rejecting", SELLING)[-1] is False
        assert two.row(SELLING, two.buyer_id)["status"] == "approved"

    scene_of(scene)


def two_connection(two: Two) -> int:
    return db.read_now(_between, two.market.stranger, two.seller_id).id


def test_suspending_tells_the_buyer_why(scene_of, market) -> None:
    async def scene(two: Two) -> None:
        await two.buy(two.press(SellersState.ask, two.seller_id))
        await two.sell(two.press(BuyersState.approve, two.buyer_id))
        await two.sell(BuyersState.ask_suspend(two.buyer_id))
        await two.sell(two.form(BuyersState.suspend, {"reason": "미수금이 있어요"}))
        await two.rig.settled()
        mine = two.row(BUYING, two.seller_id)
        assert (mine["status"], mine["note"]) == ("suspended", "사유: 미수금이 있어요")
        await two.buy(two.press(SellersState.ask, two.seller_id))
        assert "이미 승인을 요청했거나" in two.said(BUYING)

        await two.sell(two.press(BuyersState.resume, two.buyer_id))
        assert two.said(SELLING) == "남의회사와 다시 거래해요."
        assert two.status() is ConnectionStatus.APPROVED

    scene_of(scene)


def test_the_plans_limit_is_said(scene_of) -> None:
    async def scene(two: Two) -> None:
        settings.use(settings.current(), has_billing=True)
        db.write_now(_limit, 1)
        await two.buy(two.press(SellersState.ask, two.seller_id))
        await two.sell(two.press(BuyersState.approve, two.buyer_id))
        assert "구매자를 1곳까지 연결할 수 있어요" in two.said(SELLING)
        assert two.status() is ConnectionStatus.REQUESTED

    scene_of(scene)


def _limit(session: Session, count: int) -> None:
    session.get(Plan, PlanCode.FREE).connection_limit = count


def open_window(market: Any) -> str:
    return f"{MANAGE}?buyer={market.buyer.company_id}"


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        ({"kind": "days", "days": ""}, "days", "1부터 365까지"),
        ({"kind": "days", "days": "0"}, "days", "1부터 365까지"),
        ({"kind": "next_month_day", "days": "32"}, "days", "1부터 31까지"),
        ({"kind": "days", "days": "한 달"}, "days", "숫자로"),
        ({"kind": "immediate", "credit_limit": "천만"}, "credit_limit", "원 단위 숫자"),
        ({"kind": "immediate", "credit_limit": "-1"}, "credit_limit", "원 단위 숫자"),
        ({"kind": "immediate", "credit_limit": "9999999999999"}, "credit_limit", "1조 원"),
    ],
)
def test_wrong_terms_are_said_at_their_field(scene_of, market, form, field, said) -> None:
    async def scene(two: Two) -> None:
        await two.sell(two.form(BuyersState.save_terms, form), open_window(market))
        assert said in two.rig.seen("errors", SELLING)[-1][field]

    scene_of(scene, open_window(market))


def test_terms_are_saved_as_people_write_them(scene_of, market) -> None:
    async def scene(two: Two) -> None:
        form = {"kind": "days", "days": "30일", "credit_limit": "₩1,000,000"}
        await two.sell(two.form(BuyersState.save_terms, form), open_window(market))
        assert two.said(SELLING) == "한빛상회 거래 조건을 저장했어요."
        assert two.rig.seen("credit_limit", SELLING)[-1] == "1,000,000"
        row = two.row(SELLING, market.buyer.company_id)
        assert (row["terms"], row["limit"]) == ("30일", "₩1,000,000")
        found = db.read_now(access.between, market.seller, market.buyer.company_id)
        assert (found.terms_kind, found.terms_days) == (Terms.DAYS, 30)
        assert found.credit_limit == 1_000_000

    scene_of(scene, open_window(market))


def test_terms_that_somebody_else_changed_are_shown_instead(scene_of, market) -> None:
    async def scene(two: Two) -> None:
        held = db.read_now(access.between, market.seller, market.buyer.company_id).id
        await db.write(
            connections.set_terms, market.seller, held, TermsInput(Terms.IMMEDIATE, 0, 5)
        )
        await two.rig.settled()
        form = {"kind": "days", "days": "7"}
        await two.sell(two.form(BuyersState.save_terms, form), open_window(market))
        assert "다른 사람이 먼저 조건을 바꿨어요" in two.said(SELLING)
        assert two.rig.seen("terms_kind", SELLING)[-1] == "immediate"

    scene_of(scene, open_window(market))


def test_a_refresh_never_writes_what_is_being_typed(scene_of, market) -> None:
    async def scene(two: Two) -> None:
        two.rig.forget()
        held = db.read_now(access.between, market.seller, market.buyer.company_id).id
        await db.write(connections.set_terms, market.seller, held, TermsInput(Terms.DAYS, 9, 5))
        await two.rig.settled()
        assert two.rig.seen("detail", SELLING)[-1]["terms"] == "9일"
        for bound in ("terms_kind", "terms_days", "credit_limit", "terms_epoch", "epoch"):
            assert two.rig.seen(bound, SELLING) == []

    scene_of(scene, open_window(market))


@pytest.mark.parametrize("wanted", ["0", "-1", "x", "999999", "9007199254740993", "1%27"])
def test_a_window_of_nobody_stays_closed(scene_of, market, wanted: str) -> None:
    async def scene(two: Two) -> None:
        assert True not in two.rig.seen("is_open", SELLING)
        assert two.row(SELLING, market.buyer.company_id) is not None

    scene_of(scene, f"{MANAGE}?buyer={wanted}")


def test_nobody_opens_anothers_buyer(scene_of, market, app, keys) -> None:
    async def scene(two: Two) -> None:
        thief = db.write_now(sign_in, "owner@stranger.test", Side.SELLER)
        token, path = token_of(3), open_window(market)
        await two.rig.open(thief, token=token, path=path, keeps=True)
        await two.rig.fire(BuyersState.load, key=thief, token=token, path=path)
        for handler in (
            BuyersState.approve(market.buyer.company_id, "0"),
            BuyersState.resume(market.buyer.company_id, "0"),
            BuyersState.ask_reject(market.buyer.company_id),
            BuyersState.reject({"reason": "몰래", "turn": "0"}),
            BuyersState.suspend({"reason": "몰래", "turn": "0"}),
            BuyersState.save_terms({"kind": "immediate", "turn": "0"}),
        ):
            await two.act(handler, thief, token, path)
        heard = str([delta for to, delta in two.rig.deltas if to == token])
        assert "한빛상회" not in heard
        assert "orders@hanbit.test" not in heard
        found = db.read_now(access.between, market.seller, market.buyer.company_id)
        assert found.status is ConnectionStatus.APPROVED

    scene_of(scene)


def test_staff_look_and_answer_nothing(scene_of, market, keys) -> None:
    async def scene(two: Two) -> None:
        assert True not in two.rig.seen("may_answer", SELLING)
        await two.buy(two.press(SellersState.ask, two.seller_id))
        await two.sell(two.press(BuyersState.approve, two.buyer_id), key=keys.seller_staff)
        assert two.status() is ConnectionStatus.REQUESTED

    scene_of(scene, key=keys.seller_staff)


def test_a_managed_buyer_cannot_ask(scene_of, market) -> None:
    db.write_now(_manage, market.stranger.company_id, market.other_seller.company_id)

    async def scene(two: Two) -> None:
        assert two.rig.seen("is_managed", BUYING)[-1] is True
        assert True not in two.rig.seen("may_ask", BUYING)
        assert two.row(BUYING, two.seller_id) is None
        await two.buy(two.press(SellersState.ask, two.seller_id))
        assert "전용 구매자는" in two.said(BUYING)
        assert two.status() is None

    scene_of(scene)


def _manage(session: Session, company_id: int, manager_id: int) -> None:
    company = session.get(Company, company_id)
    company.is_seller, company.managed_by = False, manager_id


def test_on_another_page_new_requests_wait_until_they_are_asked_for(scene_of, market) -> None:
    db.write_now(_crowd, market.seller.company_id, 12)

    async def scene(two: Two) -> None:
        two.rig.forget()
        await two.buy(two.press(SellersState.ask, two.seller_id))
        await two.rig.settled()
        assert two.rig.seen("news", SELLING)[-1] == "새 요청 1건 보기"
        assert two.rig.seen("counts", SELLING)[-1]["requested"] == "13"
        assert [one for one in two.rig.seen("rows", SELLING) if one and "terms" in one[0]] == []
        await two.sell(BuyersState.show_news(), f"{MANAGE}?page=2&size=10")
        assert two.rig.led_to(SELLING)[-1] == f"{MANAGE}?size=10"

    scene_of(scene, f"{MANAGE}?page=2&size=10")


def _crowd(session: Session, seller_id: int, count: int) -> None:
    for number in range(count):
        given = CompanyInput(f"구매사{number:02}", "0008100066", is_buyer=True)
        made = accounts.register_company(session, given)
        user = accounts.add_user(session, made, email=f"{made.id}@crowd.test", name="홍")
        asker = Actor(user.id or 0, made.id or 0, Side.BUYER, Role.OWNER)
        connections.request(session, asker, seller_id)


def test_a_request_that_is_withdrawn_closes_its_window(scene_of, market) -> None:
    db.write_now(connections.request, market.stranger, market.seller.company_id)
    path = f"{MANAGE}?buyer={market.stranger.company_id}"

    async def scene(two: Two) -> None:
        assert two.rig.seen("is_open", SELLING)[-1] is True
        await two.buy(two.press(SellersState.withdraw, two.seller_id))
        await two.rig.settled()
        assert two.rig.seen("is_open", SELLING)[-1] is False
        assert two.rig.led_to(SELLING)[-1] == MANAGE
        assert "거두었을 수 있어요" in two.said(SELLING)

    scene_of(scene, path)


def test_a_double_click_answers_one_buyer_only(scene_of, market, monkeypatch) -> None:
    db.write_now(_crowd, market.seller.company_id, 2)

    async def scene(two: Two) -> None:
        first, second = (row["id"] for row in _shown(two)[:2])
        monkeypatch.setattr(state, "DOUBLE_CLICK", timedelta(hours=1))
        await two.sell(two.press(BuyersState.approve, first))
        await two.sell(two.press(BuyersState.approve, second))
        assert "한 번 더 눌러 주세요" in two.said(SELLING)
        assert two.row(SELLING, second)["status"] == "requested"
        monkeypatch.setattr(state, "DOUBLE_CLICK", timedelta(0))
        await two.sell(two.press(BuyersState.approve, second))
        assert two.row(SELLING, second)["status"] == "approved"

    scene_of(scene)


def _shown(two: Two) -> Any:
    return [rows for rows in two.rig.seen("rows", SELLING) if rows and "terms" in rows[0]][-1]

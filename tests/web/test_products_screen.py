"""품목 관리 through the real guard: two people of one company, a stranger, and what they see."""

from typing import Any

import pytest

from qnector.core import db
from qnector.core.actor import Side
from qnector.core.errors import QnectorError
from qnector.core.money import VatKind
from qnector.core.quantity import ONE
from qnector.domain.billing.models import Plan, PlanCode
from qnector.domain.catalog import queries
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus, StockKind
from qnector.screens.seller.products import form as forms
from qnector.screens.seller.products.editor_state import EditorState
from qnector.screens.seller.products.form import ProductForm
from qnector.screens.seller.products.shelf_state import ShelfState
from qnector.screens.seller.products.state import ProductsState
from qnector.screens.seller.products.stock_state import StockState
from tests.web.conftest import play, sign_in
from tests.web.rig import Rig
from tests.web.test_live import token_of

LIST = "/seller/products"
OWNER, STAFF = token_of(1), token_of(2)


class Desk:
    """Somebody at 품목 관리 with an address."""

    def __init__(self, rig: Rig, key: str, token: str = OWNER) -> None:
        self.rig, self.key, self.token, self.path, self.refused = rig, key, token, LIST, ""

    async def sit(self, path: str = LIST) -> "Desk":
        """Come to an address, as the router does after a redirect."""
        self.path = path
        await self.rig.open(self.key, token=self.token, path=path, keeps=True)
        await self.go(path)
        return self

    async def go(self, path: str) -> None:
        self.path = path
        for load in (ProductsState.load, EditorState.load, StockState.load):
            await self.do(load)

    async def do(self, handler: Any) -> None:
        """One event; a refusal that the app would show as a toast is kept instead."""
        self.refused = ""
        try:
            await self.rig.fire(handler, key=self.key, token=self.token, path=self.path)
        except QnectorError as refusal:
            self.refused = refusal.sentence

    async def save(self, **changes: Any) -> None:
        await self.do(EditorState.save({**self.typed, **changes}))

    @property
    def typed(self) -> dict[str, str]:
        """What the form sends when nothing is changed."""
        values = self.last("values")
        names = [name for name in ProductForm.model_fields if name != "turn"]
        typed = {name: values[name] for name in names} | self.turn(EditorState)
        return typed if self.last("is_new") else {**typed, "stock": None}

    def turn(self, state: Any) -> dict[str, str]:
        """What the forms of a state carry besides what is typed."""
        return {"turn": self.rig.turn(state, self.token)}

    def last(self, name: str, state: str = "") -> Any:
        """A var as this browser knows it, of any state or of the one that is named."""
        seen = [
            values[f"{name}_rx_state_"]
            for to, delta in self.rig.deltas
            if to == self.token
            for place, values in delta.items()
            if state in place and f"{name}_rx_state_" in values
        ]
        return seen[-1] if seen else None

    def rows(self) -> list[Any]:
        return next(one for one in reversed(self.rig.seen("rows", self.token)) if _is_list(one))

    def said(self) -> str:
        toasts = [one for one in self.rig.seen("rows", self.token) if one and "kind" in one[0]]
        toasts = [one for one in toasts if "action_to" in one[0]]
        return self.refused or (toasts[-1][-1]["text"] if toasts else "")


def _is_list(rows: Any) -> bool:
    return bool(rows) and "price" in rows[0]


def product(market: Any, product_id: int) -> Any:
    return db.read_now(queries.product, market.owner_of(product_id), product_id).given


def test_it_lists_ones_own_only(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            desk = await Desk(rig, keys.seller).sit()
            assert [row["name"] for row in desk.rows()] == ["쌀 20kg", "양파"]
            assert desk.rows()[0]["price"] == "₩60,000"
            assert desk.rows()[0]["stock"] == "10포"
            assert "노트북" not in str(rig.deltas)

            stranger = db.write_now(sign_in, "owner@stranger.test", Side.SELLER)
            other = await Desk(rig, stranger, STAFF).sit(f"{LIST}?no={market.rice}")
            assert "쌀" not in str([one for one in rig.deltas if one[0] == STAFF])
            assert other.said() == "품목을 찾을 수 없어요."

    play(scene)


def test_a_buyer_gets_nothing_from_its_handlers(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            desk = Desk(rig, keys.buyer)
            await rig.open(keys.buyer, token=OWNER, path="/orders/new")
            for handler in (
                ProductsState.load,
                ProductsState.refresh,
                EditorState.load,
                StockState.load,
                ProductsState.set_status(ProductStatus.HIDDEN),
                EditorState.remove_picture,
                ShelfState.open,
            ):
                await desk.do(handler)
            assert "RICE" not in str(rig.deltas)

    play(scene)


def test_it_registers_with_what_was_typed(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            desk = await Desk(rig, keys.seller).sit(f"{LIST}?new=1")
            assert desk.last("is_open", "editor") is True

            await desk.save(sku="", product_name="보리", unit_price="1200")
            assert desk.last("errors")["sku"] == "품목코드를 50자까지 입력해 주세요."
            for unit_price, why in (("", "단가를 입력"), ("1.5", "원 단위"), ("천원", "원 단위")):
                await desk.save(sku="007", product_name="보리", unit_price=unit_price)
                assert why in desk.last("errors")["unit_price"]
            await desk.save(sku="007", product_name="가" * 20_000, unit_price="1")
            assert desk.last("errors")["product_name"] == "품목명을 200자까지 입력해 주세요."
            await desk.save(sku="RICE", product_name="보리", unit_price="1")
            assert "이미 쓰고 있는 품목코드" in desk.last("errors")["sku"]
            await desk.save(sku="007", product_name="보리", unit_price="1", stock="1.5")
            assert "소수점 없이" in desk.last("errors")["stock"]
            await desk.save(
                sku="007", product_name="=1+1 <b>🌾</b>", unit_price="₩1,200원", stock="1,000"
            )
            assert desk.last("is_open", "editor") is False
            assert desk.said() == "품목을 등록했어요. 이어서 이미지를 올릴 수 있어요."
            made = int(rig.led_to(OWNER)[-1].partition("no=")[2])
            given = db.read_now(queries.product, market.seller, made).given
            assert (given.sku, given.name, given.unit_price, given.stock) == (
                "007", "=1+1 <b>🌾</b>", 1_200, 1_000 * ONE,
            )  # fmt: skip

    play(scene)


def test_the_plan_says_when_it_is_full(app, keys, market) -> None:
    def limit(session) -> None:
        session.get(Plan, PlanCode.FREE).product_limit = 2

    async def scene() -> None:
        async with Rig(app) as rig:
            db.write_now(limit)
            desk = await Desk(rig, keys.seller).sit(f"{LIST}?new=1")
            await desk.save(sku="007", product_name="보리", unit_price="1200")
            assert "2개까지 등록할 수 있어요" in desk.last("problem")
            assert desk.last("is_open", "editor") is True

    play(scene)


def test_the_second_editor_keeps_what_was_typed_and_is_told(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            desk = await Desk(rig, keys.seller).sit(f"{LIST}?no={market.rice}")
            mine = {**desk.typed, "product_name": "햅쌀 20kg"}
            turn = desk.last("turn", "editor")
            seen = product(market, market.rice)
            theirs = forms.read(ProductForm(**{**desk.typed, "unit_price": "61,000"}))
            db.write_now(catalog.edit_product, market.seller, market.rice, theirs, seen)

            await desk.do(EditorState.refresh)
            assert desk.last("changes") == ["단가 60,000원 → 61,000원"]
            assert desk.last("turn", "editor") == turn, "what is typed must not be touched"
            await desk.do(EditorState.save(mine))
            assert desk.last("was_merged") is True
            assert product(market, market.rice).name == "쌀 20kg"
            values = desk.last("values")
            assert (values["product_name"], values["unit_price"]) == ("햅쌀 20kg", "61,000")

            merged = {**mine, "unit_price": "61,000", **desk.turn(EditorState)}
            await desk.do(EditorState.save(merged))
            now = product(market, market.rice)
            assert (now.name, now.unit_price) == ("햅쌀 20kg", 61_000)
            assert desk.said() == "저장했어요."

    play(scene)


def test_several_change_at_once_and_back(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            desk = await Desk(rig, keys.seller).sit()
            await desk.do(ProductsState.choose_row(market.laptop, True))
            assert desk.last("chosen") == []
            await desk.do(ProductsState.choose_all(True))
            assert desk.last("chosen") == [market.rice, market.onion]
            assert desk.last("is_all_chosen") is True
            await desk.do(ProductsState.choose_row(market.onion, False))
            await desk.do(ProductsState.set_status(ProductStatus.SOLD_OUT))
            assert desk.last("undo_note") == "품목 1개를 품절로 바꿨어요."
            assert desk.last("chosen") == []
            assert product(market, market.rice).status is ProductStatus.SOLD_OUT

            await desk.do(ProductsState.undo)
            assert product(market, market.rice).status is ProductStatus.ON_SALE
            assert desk.last("undo_note") == ""
            assert desk.said() == "품목 1개를 되돌렸어요."
            before = len(rig.deltas)
            await desk.do(ProductsState.undo)
            assert "rows" not in str(rig.deltas[before:])

            await desk.do(ProductsState.choose_all(True))
            await desk.do(ProductsState.set_status(ProductStatus.ON_SALE))
            assert desk.said() == "모두 이미 판매중이에요."

    play(scene)


def test_an_undo_leaves_what_somebody_changed_since(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            desk = await Desk(rig, keys.seller).sit()
            await desk.do(ProductsState.choose_all(True))
            await desk.do(ProductsState.set_status(ProductStatus.HIDDEN))
            db.write_now(catalog.set_status, market.seller, market.rice, ProductStatus.SOLD_OUT)
            await desk.do(ProductsState.undo)
            assert desk.said().endswith("그 사이 다시 바뀐 1개는 그대로 두었어요.")
            assert product(market, market.rice).status is ProductStatus.SOLD_OUT
            assert product(market, market.onion).status is ProductStatus.ON_SALE

    play(scene)


def test_stock_comes_goes_and_is_counted(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            desk = await Desk(rig, keys.seller_staff).sit(f"{LIST}?stock={market.rice}")
            assert desk.last("stock") == "10포"

            async def put(quantity: str, reason: str = "매입", note: str = "") -> None:
                typed = {"stock_quantity": quantity, "stock_reason": reason, "stock_note": note}
                await desk.do(StockState.put_in({**typed, **desk.turn(StockState)}))

            for wrong in ("", "0", "-1", "두 포", "1.5", "9999999"):
                await put(wrong)
                assert desk.last("errors")["stock_quantity"] != ""
            await put("1", "기타")
            assert desk.last("errors")["stock_note"] == "사유를 적어 주세요."
            await put("5", "매입", "가을 계약")
            assert desk.last("stock") == "15포"
            assert desk.said() == "입고했어요. 재고 15포"
            await desk.do(StockState.choose_kind(StockKind.OUT))
            assert desk.last("reasons")[0]["value"] == "폐기"
            await put("16", "폐기")
            assert "재고보다 많이 뺄 수 없어요" in desk.last("errors")["stock_quantity"]
            await desk.do(StockState.choose_kind(StockKind.ADJUST))
            db.write_now(catalog.put_in, market.seller, market.rice, ONE, "매입")
            await put("15", "실사")
            assert "15포 → 16포" in desk.last("errors")["stock_quantity"]
            await put("0", "실사")
            assert desk.last("stock") == "0포"
            moves = [one for one in rig.seen("rows", OWNER) if one and "stock_after" in one[0]][-1]
            assert [(one["kind"], one["quantity"], one["reason"]) for one in moves] == [
                ("조정", "-16", "실사"),
                ("입고", "+1", "매입"),
                ("입고", "+5", "매입: 가을 계약"),
                ("입고", "+10", "품목 등록"),
            ]

    play(scene)


def test_staff_may_count_and_nothing_else(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            desk = await Desk(rig, keys.seller_staff).sit(f"{LIST}?no={market.rice}")
            assert desk.last("may_write") in (False, None)
            await desk.save(product_name="몰래")
            await desk.do(ProductsState.choose_all(True))
            await desk.do(ProductsState.set_status(ProductStatus.HIDDEN))
            await desk.do(ShelfState.add({"shelf_name": "몰래", **desk.turn(ShelfState)}))
            assert product(market, market.rice).name == "쌀 20kg"
            assert product(market, market.rice).status is ProductStatus.ON_SALE
            assert db.read_now(queries.shelves, market.seller) == []
            await desk.go(f"{LIST}?new=1")
            assert desk.last("is_open", "editor") is False

    play(scene)


def test_shelves_are_kept_over_the_drawer(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            desk = await Desk(rig, keys.seller).sit(f"{LIST}?no={market.rice}")
            await desk.do(ShelfState.open)
            await desk.do(ShelfState.add({"shelf_name": "", **desk.turn(ShelfState)}))
            assert desk.last("error") != ""
            await desk.do(ShelfState.add({"shelf_name": "곡물", **desk.turn(ShelfState)}))
            shelf = db.read_now(queries.shelves, market.seller)[0]
            assert desk.last("shelf") == str(shelf.id)
            await desk.save(shelf=str(shelf.id))
            await desk.do(ShelfState.remove(shelf.id))
            assert desk.said().startswith("품목이 있는 분류예요.")
            await desk.do(ShelfState.rename(shelf.id, "쌀·잡곡"))
            await desk.do(ShelfState.rename(shelf.id, ""))
            assert db.read_now(queries.shelves, market.seller)[0].name == "쌀·잡곡"

    play(scene)


def test_a_picture_is_taken_away_and_put_back(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            first = db.write_now(catalog.set_picture, market.seller, market.rice, "a" * 64)
            desk = await Desk(rig, keys.seller).sit(f"{LIST}?no={market.rice}")
            assert desk.last("picture") == f"/files/{first}/400"
            await desk.do(EditorState.remove_picture)
            assert product(market, market.rice).picture_id is None
            assert desk.last("can_put_back") is True
            await desk.do(EditorState.put_picture_back)
            assert product(market, market.rice).picture_id == first

    play(scene)


@pytest.mark.parametrize(
    "query", ["no=999999999", "no=abc", "stock=999999999", "no=9007199254740993", "category=x"]
)
def test_a_wrong_address_leaves_the_list(app, keys, market, query: str) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            desk = await Desk(rig, keys.seller).sit(f"{LIST}?{query}")
            assert len(desk.rows()) == 2
            assert not any(desk.rig.seen("is_open", OWNER))

    play(scene)


def test_a_form_without_changes_reads_back_as_it_was(market) -> None:
    given = product(market, market.onion)
    form = ProductForm(**forms.written(given), turn="0")
    again = forms.read(form)

    assert {name: getattr(again, name) for name in ("sku", "name", "unit_price", "decimals")} == {
        "sku": "ONION", "name": "양파", "unit_price": 2_400, "decimals": 1,
    }  # fmt: skip
    assert (again.vat_kind, again.min_quantity, again.stock) == (VatKind.EXEMPT, 500, 100 * ONE)
    assert forms.merged(form, forms.written(given), given) == forms.written(given)

import threading

import pytest
from sqlmodel import Session

from qnector.core import db
from qnector.core.errors import Invalid, LimitReached, NotAllowed, NotFound
from qnector.core.quantity import MOST, ONE
from qnector.domain.billing.models import Plan, PlanCode
from qnector.domain.catalog import access
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.service import ProductInput
from tests.world import World


def product(sku: str = "NEW", **changes: object) -> ProductInput:
    return ProductInput(**{"sku": sku, "name": "새 품목", "unit_price": 1_000, **changes})


def limit(session: Session, count: int) -> None:
    plan = session.get(Plan, PlanCode.FREE)
    plan.product_limit = count
    session.add(plan)
    session.flush()


def test_it_registers_and_wakes_the_buyers(session: Session, world: World) -> None:
    category = catalog.add_category(session, world.seller, "곡물")
    world.touched()

    made = catalog.add_product(
        session, world.seller, product("  NEW ", category_id=category, stock=5 * ONE)
    )

    found = access.get(session, world.buyer, made)
    assert (found.sku, found.stock, found.category_id) == ("NEW", 5 * ONE, category)
    assert world.touched() == {
        (world.seller.company_id, "stock"),
        (world.buyer.company_id, "stock"),
    }


def test_it_uses_a_code_once_per_seller(session: Session, world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        catalog.add_product(session, world.seller, product(" RICE "))
    assert refusal.value.field == "sku"

    catalog.add_product(session, world.other_seller, product("RICE"))


def test_it_stops_at_the_plans_limit(session: Session, world: World) -> None:
    limit(session, 3)
    catalog.add_product(session, world.seller, product("ONE"))

    with pytest.raises(LimitReached, match="3개"):
        catalog.add_product(session, world.seller, product("TWO"))


def test_it_gives_the_last_place_to_one_of_many(committed: World) -> None:
    db.write_now(limit, 4)
    made: list[int] = []

    def add(sku: str) -> None:
        try:
            made.append(db.write_now(catalog.add_product, committed.seller, product(sku)))
        except LimitReached:
            return

    threads = [threading.Thread(target=add, args=(f"N{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 2


def test_it_takes_no_category_or_picture_of_another(session: Session, world: World) -> None:
    category = catalog.add_category(session, world.other_seller, "전산")
    picture = catalog.add_picture(session, world.other_seller, "0" * 64)

    for changes in ({"category_id": category}, {"picture_id": picture}, {"category_id": 10**6}):
        with pytest.raises(NotFound):
            catalog.add_product(session, world.seller, product(**changes))


def test_it_is_for_managers_of_sellers(session: Session, world: World) -> None:
    for nobody in (world.seller_staff, world.buyer, world.operator):
        with pytest.raises(NotAllowed):
            catalog.add_product(session, nobody, product())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sku": "  "}, "sku"),
        ({"sku": "x" * 51}, "sku"),
        ({"name": ""}, "name"),
        ({"name": "가" * 201}, "name"),
        ({"spec": "가" * 101}, "spec"),
        ({"unit": ""}, "unit"),
        ({"unit": "가" * 11}, "unit"),
        ({"unit_price": -1}, "unit_price"),
        ({"unit_price": 10**13}, "unit_price"),
        ({"stock": -1}, "stock"),
        ({"stock": MOST + 1}, "stock"),
        ({"decimals": 4}, "decimals"),
        ({"min_quantity": 0}, "min_quantity"),
        ({"min_quantity": 500}, "min_quantity"),
        ({"quantity_step": -1000}, "quantity_step"),
        ({"quantity_step": MOST * 10}, "quantity_step"),
    ],
)
def test_it_refuses_at_the_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        product(**changes)

    assert refusal.value.field == field


def test_it_knows_a_category_by_its_name(session: Session, world: World) -> None:
    first = catalog.add_category(session, world.seller, "곡물")

    assert catalog.add_category(session, world.seller, " 곡물 ") == first
    assert catalog.add_category(session, world.other_seller, "곡물") != first
    for name in ("", " ", "가" * 51):
        with pytest.raises(Invalid):
            catalog.add_category(session, world.seller, name)
    with pytest.raises(NotAllowed):
        catalog.add_category(session, world.seller_staff, "채소")

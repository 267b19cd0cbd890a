from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session

from qnector.core import clock
from qnector.core.errors import NotAllowed, NotFound
from qnector.core.quantity import ONE
from qnector.domain.catalog import queries
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus, StockKind
from qnector.domain.catalog.queries import ProductFilter
from qnector.domain.catalog.service import ProductInput
from tests.world import World


def names(session: Session, world: World, **wanted: object) -> list[str]:
    page = queries.stocklist(session, world.seller, ProductFilter(**wanted))
    assert page.total == len(page.rows)
    return [row.name for row in page.rows]


def fill(session: Session, world: World) -> None:
    fruit = catalog.add_category(session, world.seller, "과일")
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        for given in (
            ProductInput("APPLE-01", "사과", 46_500, stock=64 * ONE, category_id=fruit),
            ProductInput("apple-02", "사과 (흠집) 50%_할인", 9_900, category_id=fruit),
            ProductInput("007", "감", 100, status=ProductStatus.HIDDEN),
        ):
            catalog.add_product(session, world.seller, given)


def test_it_lists_the_sellers_own(session: Session, world: World) -> None:
    page = queries.stocklist(session, world.seller, ProductFilter())

    assert [row.name for row in page.rows] == ["쌀 20kg", "양파"]
    rice = page.rows[0]
    assert (rice.sku, rice.unit_price, rice.stock, rice.category) == (
        "RICE", 60_000, 10 * ONE, None,
    )  # fmt: skip
    assert page == queries.stocklist(session, world.seller_staff, ProductFilter())


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"text": "사과"}, ["사과", "사과 (흠집) 50%_할인"]),
        ({"text": "0%_"}, ["사과 (흠집) 50%_할인"]),
        ({"text": "%"}, ["사과 (흠집) 50%_할인"]),
        ({"text": "APPLE"}, ["사과", "사과 (흠집) 50%_할인"]),
        ({"text": "PPLE"}, []),
        ({"text": "007"}, ["감"]),
        ({"text": "7"}, []),
        ({"text": "노트북"}, []),
        ({"status": ProductStatus.HIDDEN}, ["감"]),
        ({"status": ProductStatus.SOLD_OUT}, []),
        ({"sort": "price"}, ["감", "양파", "사과 (흠집) 50%_할인", "사과", "쌀 20kg"]),
        ({"sort": "-price"}, ["쌀 20kg", "사과", "사과 (흠집) 50%_할인", "양파", "감"]),
        ({"sort": "stock"}, ["감", "사과 (흠집) 50%_할인", "쌀 20kg", "사과", "양파"]),
        ({"sort": "-updated"}, ["감", "사과 (흠집) 50%_할인", "사과", "양파", "쌀 20kg"]),
        ({"sort": "nonsense"}, ["감", "사과", "사과 (흠집) 50%_할인", "쌀 20kg", "양파"]),
    ],
)
def test_it_finds_and_sorts(session: Session, world: World, wanted, expected) -> None:
    fill(session, world)

    assert names(session, world, **wanted) == expected


def test_it_filters_by_an_own_category(session: Session, world: World) -> None:
    fill(session, world)
    fruit = queries.shelves(session, world.seller)[0]
    theirs = catalog.add_category(session, world.other_seller, "전산")

    assert (fruit.name, fruit.count) == ("과일", 2)
    assert names(session, world, category_id=fruit.id) == ["사과", "사과 (흠집) 50%_할인"]
    assert names(session, world, category_id=theirs) == []


def test_it_turns_pages(session: Session, world: World) -> None:
    for number in range(23):
        given = ProductInput(f"N{number:02d}", f"품목 {number:02d}", 1_000)
        catalog.add_product(session, world.seller, given)

    second = queries.stocklist(session, world.seller, ProductFilter(page=3, size=10))
    beyond = queries.stocklist(session, world.seller, ProductFilter(page=99, size=10))

    assert (second.number, second.total, len(second.rows), second.last) == (3, 25, 5, 3)
    assert beyond == second
    assert queries.stocklist(session, world.seller, ProductFilter(size=7)).size == 20


def test_nobody_else_sees_anything(session: Session, world: World) -> None:
    for nobody in (world.buyer, world.stranger, world.stranger_seller):
        assert queries.stocklist(session, nobody, ProductFilter()).total == 0
        with pytest.raises(NotFound):
            queries.product(session, nobody, world.rice)
        with pytest.raises(NotFound):
            queries.stock_history(session, nobody, world.rice)
        with pytest.raises(NotFound):
            queries.changes_since(session, nobody, world.rice, ProductInput("a", "b", 1))
    with pytest.raises(NotFound):
        queries.product(session, world.other_seller, world.rice)
    for ask in (queries.stocklist, queries.product, queries.stock_history):
        with pytest.raises(NotAllowed):
            ask(session, world.operator, world.rice)


def test_it_tells_what_others_changed(session: Session, world: World) -> None:
    seen = queries.product(session, world.seller, world.rice).given
    assert queries.changes_since(session, world.seller, world.rice, seen) == []

    given = replace(seen, min_quantity=2 * ONE, spec="국산")
    catalog.edit_product(session, world.seller, world.rice, given)

    changes = queries.changes_since(session, world.seller, world.rice, seen)
    assert [one.sentence for one in changes] == ["규격 없음 → 국산", "최소수량 1 → 2"]


def test_its_history_has_who_what_and_how_much_was_left(session: Session, world: World) -> None:
    for number in range(12):
        kind = StockKind.OUT if number % 2 else StockKind.IN
        catalog.put_in(session, world.seller_staff, world.rice, ONE, f"{number}번", kind)

    first = queries.stock_history(session, world.seller, world.rice)
    last = queries.stock_history(session, world.seller, world.rice, 2)

    assert [move.reason for move in first.rows[:2]] == ["11번", "10번"]
    assert (first.rows[0].quantity, first.rows[0].stock_after) == (-ONE, 10 * ONE)
    assert (first.total, first.last, len(last.rows)) == (13, 2, 3)
    oldest = last.rows[-1]
    assert (oldest.reason, oldest.quantity, oldest.by) == ("품목 등록", 10 * ONE, "owner@bada.test")


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "wanted", [{}, *({"sort": sort} for sort in queries.STOCKLIST_SORTS), {"text": "쌀"}]
)
def test_it_is_served_by_an_index(
    session: Session, world: World, kind: str, wanted: dict[str, str]
) -> None:
    asked: list[tuple[str, object]] = []
    connection = session.connection()
    event.listen(
        connection, "before_cursor_execute", lambda *call: asked.append((call[2], call[3]))
    )
    queries.stocklist(session, world.seller, ProductFilter(**wanted))

    assert len(asked) == 2
    plans = [
        row.detail
        for statement, values in list(asked)
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    ]
    assert [step for step in plans if "products_by_seller" in step]
    assert not [step for step in plans if step.startswith("SCAN products")]
    if wanted.get("sort", "name") == "name":
        assert not [step for step in plans if "TEMP B-TREE" in step]

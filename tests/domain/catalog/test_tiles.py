from datetime import date

import pytest
from sqlalchemy import event, text
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor
from qnector.domain.catalog import queries
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus, PurchaseCount
from qnector.domain.catalog.queries import TileFilter
from qnector.domain.catalog.service import ProductInput
from tests.world import World

EVERYTHING = {"쌀 20kg", "양파", "노트북 14형", "복사용지 A4"}


def names(session: Session, actor: Actor, **wanted: object) -> list[str]:
    return [tile.name for tile in queries.tiles(session, actor, TileFilter(**wanted)).rows]


def test_it_shows_what_approved_sellers_sell(session: Session, world: World) -> None:
    assert set(names(session, world.buyer)) == EVERYTHING
    assert names(session, world.buyer) == names(session, world.buyer_staff)


def test_it_shows_nothing_to_strangers(session: Session, world: World) -> None:
    for nobody in (world.stranger, world.stranger_seller, world.operator):
        page = queries.tiles(session, nobody, TileFilter())
        assert (page.rows, page.total) == ([], 0)
        assert queries.offers(session, nobody, [world.rice]) == {}
        assert queries.categories(session, nobody) == []
    assert queries.sellers(session, world.stranger) == []


def test_it_shows_sellers_their_own(session: Session, world: World) -> None:
    catalog.set_status(session, world.seller, world.rice, ProductStatus.HIDDEN)

    assert set(names(session, world.seller)) == {"쌀 20kg", "양파"}
    assert set(names(session, world.buyer)) == EVERYTHING - {"쌀 20kg"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("쌀", {"쌀 20kg"}),
        ("20K", {"쌀 20kg"}),
        ("lap", {"노트북 14형"}),
        ("새벽", {"노트북 14형", "복사용지 A4"}),
        ("%", set()),
        ("_", set()),
        ("\\", set()),
        ("' OR 1=1 --", set()),
        ("없는 것", set()),
    ],
)
def test_it_finds_by_name_code_and_seller(
    session: Session, world: World, typed: str, found: set[str]
) -> None:
    assert set(names(session, world.buyer, text=typed)) == found


def test_it_filters_by_seller_and_category(session: Session, world: World) -> None:
    grain = catalog.add_category(session, world.seller, "곡물")
    catalog.add_product(session, world.seller, ProductInput("BEAN", "콩", 9_000, category_id=grain))

    assert names(session, world.buyer, category="곡물") == ["콩"]
    assert queries.categories(session, world.buyer) == ["곡물"]
    assert queries.categories(session, world.other_seller) == []
    mine = names(session, world.buyer, seller_id=world.seller.company_id)
    assert set(mine) == {"쌀 20kg", "양파", "콩"}
    assert names(session, world.buyer, seller_id=world.stranger.company_id) == []


def test_it_sorts(session: Session, world: World) -> None:
    by_price = ["양파", "복사용지 A4", "쌀 20kg", "노트북 14형"]
    assert names(session, world.buyer, sort="price") == by_price
    assert set(names(session, world.buyer, sort="name")) == EVERYTHING

    for product_id, count in ((world.paper, 7), (world.rice, 3)):
        session.add(
            PurchaseCount(
                buyer_id=world.buyer.company_id, product_id=product_id, order_count=count,
                last_ordered_on=date(2026, 2, 13),
            )
        )  # fmt: skip
    session.add(
        PurchaseCount(
            buyer_id=world.stranger.company_id, product_id=world.laptop, order_count=99,
            last_ordered_on=date(2026, 2, 13),
        )
    )  # fmt: skip
    session.flush()
    assert names(session, world.buyer)[:2] == ["복사용지 A4", "쌀 20kg"]


def test_it_pages_without_losing_or_repeating(session: Session, world: World) -> None:
    pages = [
        queries.tiles(session, world.buyer, TileFilter(sort="name", page=number, size=3))
        for number in (1, 2)
    ]

    assert [page.total for page in pages] == [4, 4]
    assert {tile.name for page in pages for tile in page.rows} == EVERYTHING
    beyond = queries.tiles(session, world.buyer, TileFilter(page=99, size=3))
    assert (beyond.number, len(beyond.rows)) == (2, 1)
    strange = queries.tiles(session, world.buyer, TileFilter(page=-5, size=10**9))
    assert (strange.number, strange.size) == (1, queries.MOST_TILES)


def test_it_tells_how_the_seller_counts(session: Session, world: World) -> None:
    offer = queries.offers(session, world.buyer, [world.onion])[world.onion]

    assert (offer.price, offer.rule, offer.decimals) == (2_400, "base", 1)
    assert (offer.min_quantity, offer.quantity_step, offer.unit) == (500, 500, "kg")
    assert (offer.seller_id, offer.seller_name) == (world.seller.company_id, "바다식품")


def test_it_asks_as_often_for_many_products_as_for_few(session: Session, world: World) -> None:
    asked: list[str] = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *call: asked.append(call[2]))

    queries.tiles(session, world.buyer, TileFilter())
    few = len(asked)
    for number in range(40):
        catalog.add_product(session, world.seller, ProductInput(f"N{number}", f"품목 {number}", 1))
    asked.clear()
    queries.tiles(session, world.buyer, TileFilter(size=50))

    assert len(asked) == few == 2


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("wanted", [{}, {"sort": "name"}, {"sort": "price"}, {"text": "쌀"}])
def test_it_never_reads_what_other_sellers_sell(
    session: Session, world: World, kind: str, wanted: dict[str, str]
) -> None:
    asked: list[tuple[str, object]] = []
    connection = session.connection()
    event.listen(
        connection, "before_cursor_execute", lambda *call: asked.append((call[2], call[3]))
    )
    queries.tiles(session, world.buyer, TileFilter(**wanted))

    plans = [
        row.detail
        for statement, values in list(asked)
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    ]
    assert any("products" in step for step in plans)
    assert not [step for step in plans if step.startswith("SCAN products")]


def test_the_database_itself_refuses_what_cannot_be(committed: World) -> None:
    for wrong in ("stock = -1", "unit_price = -1", "decimals = 4", "quantity_step = 0"):
        with pytest.raises(Exception, match="products_"):
            db.write_now(lambda s, w=wrong: s.execute(text(f"UPDATE products SET {w}")))

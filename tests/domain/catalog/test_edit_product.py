import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import db
from qnector.core.errors import Invalid, NotAllowed, NotFound
from qnector.core.quantity import ONE
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.catalog import access, queries
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.errors import Edited
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.service import ProductInput
from qnector.domain.connections import service as connections
from tests.world import World


def rice(**changes: object) -> ProductInput:
    plain = {"sku": "RICE", "name": "쌀 20kg", "unit_price": 60_000, "unit": "포"}
    return ProductInput(**{**plain, **changes})


def shown(session: Session, world: World) -> ProductInput:
    return queries.product(session, world.seller, world.rice).given


def test_it_changes_what_buyers_see_but_never_the_stock(session: Session, world: World) -> None:
    catalog.edit_product(session, world.seller, world.rice, rice(name="햅쌀 20kg", stock=999 * ONE))

    offer = queries.offers(session, world.buyer, [world.rice])[world.rice]
    assert (offer.name, offer.stock) == ("햅쌀 20kg", 10 * ONE)


def test_it_wakes_by_what_changed(session: Session, world: World) -> None:
    world.touched()
    catalog.edit_product(session, world.seller, world.rice, rice(name="햅쌀"))
    assert (world.buyer.company_id, "stock") in world.touched()

    catalog.edit_product(session, world.seller, world.rice, rice(unit_price=61_000))
    assert (world.buyer.company_id, "price") in world.touched()


def test_it_refuses_a_code_of_another_product(session: Session, world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        catalog.edit_product(session, world.seller, world.rice, rice(sku="ONION"))

    assert refusal.value.field == "sku"


def test_it_is_the_sellers_own(session: Session, world: World) -> None:
    for stranger in (world.other_seller, world.stranger_seller):
        with pytest.raises(NotFound):
            catalog.edit_product(session, stranger, world.rice, rice())
        with pytest.raises(NotFound):
            catalog.set_price(session, stranger, world.rice, 1)
        with pytest.raises(NotFound):
            catalog.set_status(session, stranger, world.rice, ProductStatus.HIDDEN)


def test_it_is_for_managers_of_sellers(session: Session, world: World) -> None:
    for nobody in (world.seller_staff, world.buyer, world.operator):
        with pytest.raises(NotAllowed):
            catalog.edit_product(session, nobody, world.rice, rice())
        with pytest.raises(NotAllowed):
            catalog.set_price(session, nobody, world.rice, 1)
        with pytest.raises(NotAllowed):
            catalog.set_status(session, nobody, world.rice, ProductStatus.HIDDEN)


def test_it_sets_a_price_that_buyers_are_quoted(session: Session, world: World) -> None:
    world.touched()

    catalog.set_price(session, world.seller, world.rice, 61_000)

    quotes = queries.price_for(session, world.buyer.company_id, [world.rice])
    assert quotes == {world.rice: queries.Quote(61_000, "base")}
    assert world.touched() == {
        (world.seller.company_id, "price"),
        (world.buyer.company_id, "price"),
    }


@pytest.mark.parametrize("price", [-1, 10**13])
def test_it_refuses_a_price_that_is_none(session: Session, world: World, price: int) -> None:
    with pytest.raises(Invalid):
        catalog.set_price(session, world.seller, world.rice, price)


def test_it_hides_from_buyers_and_not_from_the_seller(session: Session, world: World) -> None:
    catalog.set_status(session, world.seller, world.rice, ProductStatus.HIDDEN)

    assert queries.offers(session, world.buyer, [world.rice]) == {}
    with pytest.raises(NotFound):
        access.get(session, world.buyer, world.rice)
    assert access.get(session, world.seller, world.rice).id == world.rice


def test_it_shows_a_picture_to_who_may_see_the_products(session: Session, world: World) -> None:
    picture = catalog.add_picture(session, world.seller, "a" * 64)

    for somebody in (world.seller, world.seller_staff, world.buyer):
        assert access.picture(session, somebody, picture) == "a" * 64
    for nobody in (world.other_seller, world.stranger, world.stranger_seller, world.operator):
        with pytest.raises(NotFound):
            access.picture(session, nobody, picture)


def test_it_shows_what_the_company_may_see_on_either_side(session: Session, world: World) -> None:
    """Pictures of a page may arrive when its person has just switched to the other side."""
    picture = catalog.add_picture(session, world.seller, "a" * 64)
    asked = connections.request(session, world.stranger, world.seller.company_id)
    with pytest.raises(NotFound):
        access.picture(session, world.stranger_seller, picture)

    connections.approve(session, world.seller, asked)

    for somebody in (world.stranger, world.stranger_seller):
        assert access.picture(session, somebody, picture) == "a" * 64


def test_it_tells_the_second_editor_what_changed(session: Session, world: World) -> None:
    seen = shown(session, world)
    grain = catalog.add_category(session, world.seller, "곡물")
    first = replace(seen, unit_price=61_000, category_id=grain, status=ProductStatus.HIDDEN)
    catalog.edit_product(session, world.seller, world.rice, first, seen)

    with pytest.raises(Edited) as refusal:
        catalog.edit_product(session, world.seller, world.rice, replace(seen, name="햅쌀"), seen)

    told = {change.field: change.sentence for change in refusal.value.changes}
    assert told == {
        "category_id": "분류 없음 → 곡물",
        "unit_price": "단가 60,000원 → 61,000원",
        "status": "판매상태 판매중 → 숨김",
    }
    assert "단가 60,000원 → 61,000원" in refusal.value.sentence
    assert shown(session, world) == refusal.value.now
    assert refusal.value.now.name == "쌀 20kg"


def test_it_goes_on_with_what_it_was_told(session: Session, world: World) -> None:
    seen = shown(session, world)
    catalog.edit_product(session, world.seller, world.rice, rice(unit_price=61_000), seen)
    with pytest.raises(Edited) as refusal:
        catalog.edit_product(session, world.seller, world.rice, replace(seen, name="햅쌀"), seen)
    now = refusal.value.now

    catalog.edit_product(session, world.seller, world.rice, replace(now, name="햅쌀"), now)

    assert (shown(session, world).name, shown(session, world).unit_price) == ("햅쌀", 61_000)


def test_it_does_not_mind_the_same_change_twice(session: Session, world: World) -> None:
    seen = shown(session, world)
    given = replace(seen, unit_price=61_000)
    catalog.edit_product(session, world.seller, world.rice, given, seen)
    world.touched()

    catalog.edit_product(session, world.seller, world.rice, given, seen)

    assert world.touched() == set()


def test_a_stock_that_moved_is_no_edit(session: Session, world: World) -> None:
    seen = shown(session, world)
    world.put_in(world.rice, 3)
    catalog.set_picture(session, world.seller, world.rice, "a" * 64)

    catalog.edit_product(session, world.seller, world.rice, replace(seen, name="햅쌀"), seen)

    assert world.stock(world.rice) == 13
    assert shown(session, world).picture_id is not None


def test_it_notes_what_it_changed(session: Session, world: World) -> None:
    catalog.edit_product(session, world.seller, world.rice, rice(unit_price=61_000, unit="자루"))

    audit.settle(session)
    entry = select(AuditEntry.detail).where(AuditEntry.action == "product.edit")
    assert session.execute(entry).scalar_one() == "단위 포 → 자루, 단가 60,000원 → 61,000원"


@pytest.mark.parametrize(
    "written",
    [
        "🍚 햅쌀 👨‍👩‍👧",
        "<script>alert(1)</script>",
        "=1+1",
        "@SUM(A1)",
        "따옴표 ' \" ; --",
        "００１",
    ],
)
def test_it_keeps_what_was_written(session: Session, world: World, written: str) -> None:
    given = rice(sku=written[:50], name=written, spec=written)

    catalog.edit_product(session, world.seller, world.rice, given)

    kept = shown(session, world)
    assert (kept.sku, kept.name, kept.spec) == (written[:50], written, written)


def test_it_writes_one_line_without_commands(session: Session, world: World) -> None:
    given = rice(name="햅쌀\t20kg\n\x00\x07\u202e국산", sku=" 007 ")

    catalog.edit_product(session, world.seller, world.rice, given)

    assert (shown(session, world).name, shown(session, world).sku) == ("햅쌀 20kg 국산", "007")


def test_one_of_many_editors_is_first(committed: World) -> None:
    seen = db.read_now(queries.product, committed.seller, committed.rice).given
    told: list[str] = []

    def edit(price: int) -> None:
        given = replace(seen, unit_price=price)
        try:
            db.write_now(catalog.edit_product, committed.seller, committed.rice, given, seen)
        except Edited as refusal:
            told.append(refusal.sentence)

    side_by_side(*[lambda price=price: edit(price) for price in range(61_000, 61_006)])

    now = db.read_now(queries.product, committed.seller, committed.rice).given
    assert len(told) == 5
    assert all(f"→ {now.unit_price:,}원" in one for one in told)


def test_editing_and_ordering_never_wait_for_each_other_in_a_circle(committed: World) -> None:
    """An edit holds company and product, an order holds the product and refers to the company."""
    failures: list[BaseException] = []

    def edit() -> None:
        for number in range(15):
            given = rice(unit_price=60_000, spec=f"{number}번째")
            db.write_now(catalog.edit_product, committed.seller, committed.rice, given)

    def shelve() -> None:
        for number in range(15):
            db.write_now(catalog.add_category, committed.seller, f"분류 {number}")

    def order() -> None:
        for _ in range(5):
            db.write_now(lambda session: World.find(session).place({committed.rice: 1}))

    def watched(work: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                work()
            except BaseException as failure:
                failures.append(failure)

        return run

    side_by_side(watched(edit), watched(order), watched(shelve))

    assert failures == []
    assert db.read_now(queries.product, committed.seller, committed.rice).given.stock == 5 * ONE


def side_by_side(*works: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

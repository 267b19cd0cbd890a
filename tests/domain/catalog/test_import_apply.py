"""A checked file becomes products: all good rows at once, or all or nothing."""

import threading

import pytest
from sqlalchemy import event, select
from sqlmodel import Session

from qnector.core import db
from qnector.core.errors import Conflict, Invalid, LimitReached, NotAllowed, NotFound
from qnector.core.quantity import ONE
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.billing.models import Plan, PlanCode
from qnector.domain.catalog import importing, queries
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.importing import Preview
from qnector.domain.catalog.models import Category, Product, ProductStatus
from qnector.domain.catalog.queries import TileFilter
from tests.domain.catalog.sheets import HEAD, RICE, product, sheet
from tests.world import World

DEARER = (*RICE[:5], "61000", *RICE[6:])


def check(session: Session, world: World, *rows: tuple[str, ...]) -> Preview:
    return importing.check(session, world.seller, sheet(*rows))


def skus(session: Session, seller_id: int) -> set[str]:
    return set(session.execute(select(Product.sku).where(Product.seller_id == seller_id)).scalars())


def limit(session: Session, count: int) -> None:
    plan = session.get(Plan, PlanCode.FREE)
    plan.product_limit = count
    session.add(plan)
    session.flush()


def test_it_adds_and_changes_in_one_go(session: Session, world: World) -> None:
    grain = catalog.add_category(session, world.seller, "곡물")
    preview = check(
        session, world,
        product("A", 분류="곡물", 재고="1,646", 과세구분="면세"), product("B", 분류="생선"),
        product("C", 분류="생선"), DEARER, product("ONION", 품목명=""),
    )  # fmt: skip
    world.touched()

    done = importing.apply(session, world.seller, preview)

    assert (done.added, done.changed, done.unchanged, done.late) == (3, 1, 0, [])
    made = {one.sku: one for one in session.execute(select(Product)).scalars()}
    assert (made["A"].stock, made["A"].category_id) == (1_646 * ONE, grain)
    assert made["B"].category_id == made["C"].category_id
    assert session.get(Category, made["B"].category_id).name == "생선"
    assert (made["RICE"].unit_price, made["RICE"].stock) == (61_000, 10 * ONE)
    assert made["RICE"].id == world.rice
    assert made["ONION"].name == "양파"
    audit.settle(session)
    (entry,) = session.execute(
        select(AuditEntry).where(AuditEntry.action == "product.import")
    ).scalars()
    assert (entry.user_id, entry.company_id) == (world.seller.user_id, world.seller.company_id)
    assert entry.detail == "3개 등록, 1개 수정, 0개 그대로"


def test_it_wakes_the_buyers_once(session: Session, world: World) -> None:
    everybody = (world.seller.company_id, world.buyer.company_id)
    world.touched()

    importing.apply(session, world.seller, check(session, world, product("A")))
    assert world.touched() == {(company, "stock") for company in everybody}
    importing.apply(session, world.seller, check(session, world, DEARER))
    assert world.touched() == {(company, "price") for company in everybody}
    importing.apply(session, world.seller, check(session, world, DEARER))
    assert world.touched() == set()


def test_buyers_find_what_was_imported(session: Session, world: World) -> None:
    importing.apply(
        session, world.seller, check(session, world, product("A", 품목명="🍚 <b>밥</b>"))
    )

    page = queries.tiles(session, world.buyer, TileFilter(text="🍚"))

    assert [(offer.name, offer.price) for offer in page.rows] == [("🍚 <b>밥</b>", 60_000)]
    assert queries.tiles(session, world.stranger, TileFilter(text="🍚")).rows == []


def test_the_same_file_again_changes_nothing(session: Session, world: World) -> None:
    rows = [product(f"N{number}", 분류="곡물", 규격="1kg") for number in range(5)]
    importing.apply(session, world.seller, check(session, world, *rows))

    done = importing.apply(session, world.seller, check(session, world, *rows))

    assert importing.summary(done) == "0개 등록, 0개 수정, 5개 그대로"


def test_it_empties_a_category(session: Session, world: World) -> None:
    importing.apply(session, world.seller, check(session, world, (*RICE[:4], "곡물", *RICE[5:])))
    assert session.get(Product, world.rice).category_id is not None

    importing.apply(session, world.seller, check(session, world, RICE))

    assert session.get(Product, world.rice).category_id is None


def test_it_does_all_or_nothing_when_told_so(session: Session, world: World) -> None:
    preview = check(session, world, product("A"), product("B", 단가="싸다"))

    with pytest.raises(Invalid, match="고칠 행이 1개"):
        importing.apply(session, world.seller, preview, only_good=False)
    assert "A" not in skus(session, world.seller.company_id)

    importing.apply(session, world.seller, check(session, world, product("A")), only_good=False)
    assert "A" in skus(session, world.seller.company_id)


def test_it_leaves_alone_what_somebody_changed_meanwhile(session: Session, world: World) -> None:
    preview = check(session, world, product("A"), product("B"), DEARER)
    world.raise_price(world.rice, to=70_000)
    catalog.add_product(session, world.seller, catalog.ProductInput("A", "먼저 온 품목", 1))

    with pytest.raises(Conflict, match="다른 사람이 바꿨어요"):
        importing.apply(session, world.seller, preview, only_good=False)
    done = importing.apply(session, world.seller, preview)

    assert (done.added, done.changed) == (1, 0)
    assert [(one.line, one.column) for one in done.late] == [(2, ""), (4, "")]
    assert session.get(Product, world.rice).unit_price == 70_000
    table = importing.failed_table(preview, done.late)
    assert [row[0] for row in table.rows] == ["A", "RICE"]


def test_orders_may_move_the_stock_meanwhile(session: Session, world: World) -> None:
    preview = check(session, world, DEARER)
    world.place({world.rice: 3})

    done = importing.apply(session, world.seller, preview)

    assert (done.changed, world.stock(world.rice)) == (1, 7)


def test_it_does_not_pass_the_plans_limit(session: Session, world: World) -> None:
    limit(session, 4)
    preview = check(session, world, product("A"), product("B"), product("C"), DEARER)

    with pytest.raises(LimitReached, match="4개까지"):
        importing.apply(session, world.seller, preview)

    assert skus(session, world.seller.company_id) == {"RICE", "ONION"}
    assert session.get(Product, world.rice).unit_price == 60_000
    assert importing.apply(
        session, world.seller, check(session, world, product("A"), product("B"))
    ).added == 2  # fmt: skip


def test_two_files_at_once_do_not_pass_it_either(committed: World) -> None:
    db.write_now(limit, 7)
    previews = [
        db.read_now(check, committed, *[product(f"{name}{one}") for one in range(3)])
        for name in "ABCD"
    ]
    done: list[int] = []

    def apply(preview: Preview) -> None:
        try:
            done.append(db.write_now(importing.apply, committed.seller, preview).added)
        except LimitReached:
            return

    threads = [threading.Thread(target=apply, args=(preview,)) for preview in previews]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert done == [3]
    assert len(db.read_now(skus, committed.seller.company_id)) == 5


def test_nobody_applies_the_preview_of_another(session: Session, world: World) -> None:
    preview = check(session, world, product("A"))

    with pytest.raises(NotFound):
        importing.apply(session, world.other_seller, preview)
    for nobody in (world.seller_staff, world.buyer, world.operator):
        with pytest.raises(NotAllowed):
            importing.apply(session, nobody, preview)


def test_the_same_code_of_another_seller_is_another_product(session: Session, world: World) -> None:
    preview = check(session, world, product("LAPTOP", 품목명="장난감", 단가="1"))

    importing.apply(session, world.seller, preview)

    assert session.get(Product, world.laptop).unit_price == 3_000_000


def test_a_hidden_product_is_one_of_ours_too(session: Session, world: World) -> None:
    catalog.set_status(session, world.seller, world.rice, ProductStatus.HIDDEN)

    importing.apply(session, world.seller, check(session, world, DEARER))

    kept = session.get(Product, world.rice)
    assert (kept.unit_price, kept.status) == (61_000, ProductStatus.HIDDEN)


def test_bad_rows_come_back_with_their_reasons(session: Session, world: World) -> None:
    head = (*HEAD, "비고", "사유")
    bad = (*product("00B", 단가="싸다", 품목명=""), "메모", "예전 사유")
    file = sheet(product("A"), bad, head=head)
    preview = importing.check(session, world.seller, file)

    table = importing.failed_table(preview, preview.problems)

    assert table.header == (*HEAD, "비고", "사유")
    ((*cells, reason),) = table.rows
    assert tuple(cells) == bad[:-1]
    assert reason == (
        "품목명: 비어 있어요. 꼭 입력해 주세요. / "
        "단가: 단가를 숫자로 입력해 주세요. 예: 1,200 (지금: 싸다)"
    )


def test_it_runs_as_many_statements_for_a_thousand_rows(session: Session, world: World) -> None:
    few = check(session, world, product("A"))
    many = check(session, world, *[product(f"N{number}", 분류="곡물") for number in range(1_000)])
    limit(session, 5_000)
    seen: list[str] = []
    connection = session.connection()

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    importing.apply(session, world.seller, few)
    for_one = len(seen)
    importing.apply(session, world.seller, many)
    event.remove(connection, "before_cursor_execute", note)

    assert len(seen) - for_one <= for_one + 2  # the categories are made and read again

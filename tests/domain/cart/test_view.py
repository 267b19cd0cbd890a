from sqlalchemy import event, select
from sqlmodel import Session

from qnector.core.quantity import MOST, ONE
from qnector.domain.cart import queries
from qnector.domain.cart import service as cart
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.service import ProductInput
from qnector.domain.connections import access as connection_access
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import Connection
from tests.world import World


def suspend(session: Session, world: World) -> None:
    mine = select(Connection.id).where(connection_access.visible(world.seller))
    connections.suspend(session, world.seller, session.execute(mine).scalar_one(), "미수금")


def test_it_groups_by_seller_and_sums(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2, world.laptop: 1, world.onion: 3})

    view = queries.view(session, world.buyer)

    assert [(group.seller_name, group.subtotal) for group in view.groups] == [
        ("바다식품", 127_200),
        ("새벽사무", 3_000_000),
    ]
    assert (view.line_count, view.total_quantity, view.total_amount) == (3, 6 * ONE, 3_127_200)
    assert view.supply_amount + view.vat_amount == view.total_amount
    assert not view.has_problem


def test_a_suspended_seller_leaves_its_lines_with_a_reason(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2, world.laptop: 1})
    suspend(session, world)
    world.raise_price(world.rice, to=99_999)

    view = queries.view(session, world.buyer)

    rice = view.lines[0]
    assert (rice.name, rice.is_available, rice.price, rice.stock) == ("쌀 20kg", False, 60_000, 0)
    assert "주문할 수 없는" in rice.problem
    assert (view.line_count, view.total_amount, view.has_problem) == (1, 3_000_000, True)


def test_a_hidden_product_leaves_its_line_with_a_reason(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2})
    catalog.set_status(session, world.seller, world.rice, ProductStatus.HIDDEN)

    (line,) = queries.view(session, world.buyer).lines

    assert not line.is_available
    assert "주문할 수 없는" in line.problem


def test_it_says_what_moved(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 4, world.onion: 1})
    world.put_in(world.rice, -7)
    world.raise_price(world.onion, to=2_500)

    rice, onion = queries.view(session, world.buyer).lines

    assert rice.problem == "재고가 모자라요. 3포까지 주문할 수 있어요."
    assert onion.problem == "단가가 ₩2,400에서 ₩2,500으로 바뀌었어요."
    assert (onion.seen_price, onion.price) == (2_400, 2_500)


def test_it_tells_a_stock_only_as_far_as_the_seller_does(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 1, world.paper: 2})

    rice, paper = queries.view(session, world.buyer).lines

    assert (rice.stock, paper.stock) == (10 * ONE, MOST)


def test_the_queries_do_not_grow_with_the_lines(session: Session, world: World) -> None:
    for number in range(30):
        given = ProductInput(f"N{number}", f"품목 {number}", 1_000, stock=ONE)
        cart.add(session, world.buyer, catalog.add_product(session, world.seller, given))
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))

    assert len(queries.view(session, world.buyer).lines) == 30

    assert len(asked) == 2

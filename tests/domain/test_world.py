from sqlmodel import Session

from tests.world import World


def test_it_is_the_market_every_test_knows(session: Session, world: World) -> None:
    assert world.stock(world.rice) == 10
    assert len(world.companies) == 4
    first = world.place({world.rice: 2, world.laptop: 1})
    assert sorted(order.seller_name for order in first) == ["바다식품", "새벽사무"]
    assert world.stock(world.rice) == 8


def test_it_keeps_nothing_of_the_test_before(session: Session, world: World) -> None:
    assert world.stock(world.rice) == 10

from datetime import timedelta

import pytest
from sqlmodel import Session

from qnector.core import clock
from qnector.core.errors import NotAllowed, NotFound
from qnector.domain.catalog import access, pictures, queries
from qnector.domain.catalog import service as catalog
from tests.world import World

OLD, NEW = "a" * 64, "b" * 64
LATER = timedelta(days=1, hours=1)


def shown(session: Session, world: World) -> int | None:
    return queries.product(session, world.seller, world.rice).given.picture_id


def test_it_shows_one_to_who_may_see_the_product(session: Session, world: World) -> None:
    world.touched()

    picture = catalog.set_picture(session, world.seller, world.rice, OLD)

    assert shown(session, world) == picture
    assert access.picture(session, world.buyer, picture) == OLD
    assert (world.buyer.company_id, "stock") in world.touched()


def test_it_takes_it_away_and_puts_it_back(session: Session, world: World) -> None:
    first = catalog.set_picture(session, world.seller, world.rice, OLD)

    assert catalog.use_picture(session, world.seller, world.rice, None) == first
    assert shown(session, world) is None
    assert catalog.use_picture(session, world.seller, world.rice, first) is None
    assert shown(session, world) == first


def test_it_is_the_sellers_own_on_both_ends(session: Session, world: World) -> None:
    mine = catalog.add_picture(session, world.seller, OLD)
    theirs = catalog.add_picture(session, world.other_seller, NEW)

    for picture in (theirs, 10**9):
        with pytest.raises(NotFound):
            catalog.use_picture(session, world.seller, world.rice, picture)
    for stranger in (world.other_seller, world.stranger_seller):
        with pytest.raises(NotFound):
            catalog.use_picture(session, stranger, world.rice, mine)
        with pytest.raises(NotFound):
            catalog.set_picture(session, stranger, world.rice, NEW)
    for nobody in (world.seller_staff, world.buyer, world.operator):
        with pytest.raises(NotAllowed):
            catalog.use_picture(session, nobody, world.rice, mine)
        with pytest.raises(NotAllowed):
            catalog.set_picture(session, nobody, world.rice, NEW)
    assert shown(session, world) is None


def test_it_is_forgotten_a_day_after_nobody_shows_it(session: Session, world: World) -> None:
    old = catalog.set_picture(session, world.seller, world.rice, OLD)
    new = catalog.set_picture(session, world.seller, world.rice, NEW)

    assert catalog.forget_pictures(session, clock.now()) == 0
    assert catalog.forget_pictures(session, clock.now() + LATER) == 1

    with pytest.raises(NotFound):
        access.picture(session, world.seller, old)
    assert access.picture(session, world.seller, new) == NEW
    assert pictures.unknown(session, {OLD, NEW}) == {OLD}
    assert pictures.unknown(session, set()) == set()

"""프로필 사진 and 직인: one each, seen by whom they concern."""

import dataclasses

import pytest
from sqlmodel import Session

from qnector.core.actor import Side
from qnector.core.errors import NotAllowed, NotFound
from qnector.domain.accounts import pictures
from qnector.domain.connections import access as connections
from tests.world import World

ONE, TWO = "a" * 64, "b" * 64


def seen(session: Session, actor, shown) -> str:
    partners = connections.partner_ids(session, actor)
    return pictures.picture(session, actor, shown.id, partners=partners)


def test_there_is_one_and_the_last_counts(session: Session, world: World) -> None:
    pictures.set_picture(session, world.buyer, ONE)
    first = pictures.own_picture(session, world.buyer)
    pictures.set_picture(session, world.buyer, TWO)
    second = pictures.own_picture(session, world.buyer)

    assert first.version != second.version
    assert seen(session, world.buyer, second) == TWO


def test_colleagues_see_it_and_strangers_do_not(session: Session, world: World) -> None:
    pictures.set_picture(session, world.buyer, ONE)
    shown = pictures.own_picture(session, world.buyer)

    assert seen(session, world.buyer_staff, shown) == ONE
    for other in (world.seller, world.stranger, world.operator):
        with pytest.raises(NotFound):
            seen(session, other, shown)


def test_an_operators_picture_is_the_operators(session: Session, world: World) -> None:
    pictures.set_picture(session, world.operator, ONE)
    shown = pictures.own_picture(session, world.operator)

    assert seen(session, world.operator, shown) == ONE
    with pytest.raises(NotFound):
        seen(session, world.buyer, shown)


def test_the_seal_is_seen_by_partners_in_trade_from_both_sides(
    session: Session, world: World
) -> None:
    pictures.set_seal(session, world.seller, ONE)
    shown = pictures.own_seal(session, world.seller)

    as_seller = dataclasses.replace(world.buyer, side=Side.SELLER)
    for partner in (world.seller_staff, world.buyer, as_seller):
        assert seen(session, partner, shown) == ONE
    for other in (world.other_seller, world.stranger, world.operator):
        with pytest.raises(NotFound):
            seen(session, other, shown)


def test_only_the_owner_sets_the_seal(session: Session, world: World) -> None:
    for other in (world.seller_staff, world.operator):
        with pytest.raises(NotAllowed):
            pictures.set_seal(session, other, ONE)
        with pytest.raises(NotAllowed):
            pictures.remove_seal(session, other)


def test_an_operator_who_acts_for_somebody_may_not(session: Session, world: World) -> None:
    acting = dataclasses.replace(
        world.buyer, acting_operator_id=world.operator.user_id, acting_reason="도와 달라고 해서"
    )
    for verb in (lambda: pictures.set_picture(session, acting, ONE),
                 lambda: pictures.remove_picture(session, acting)):  # fmt: skip
        with pytest.raises(NotAllowed):
            verb()


def test_removing_leaves_none(session: Session, world: World) -> None:
    pictures.set_picture(session, world.buyer, ONE)
    pictures.set_seal(session, world.buyer, ONE)
    pictures.remove_picture(session, world.buyer)
    pictures.remove_seal(session, world.buyer)

    assert pictures.own_picture(session, world.buyer) is None
    assert pictures.own_seal(session, world.buyer) is None


def test_an_operator_has_no_seal(session: Session, world: World) -> None:
    assert pictures.own_seal(session, world.operator) is None


def test_files_that_nobody_shows_are_told(session: Session, world: World) -> None:
    pictures.set_picture(session, world.buyer, ONE)

    assert pictures.unknown(session, {ONE, TWO}) == {TWO}

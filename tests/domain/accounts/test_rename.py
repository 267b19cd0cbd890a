"""성명: one's own, at once, by nobody else."""

import dataclasses

import pytest
from sqlmodel import Session

from qnector.core.errors import Invalid, NotAllowed, NotFound
from qnector.domain.accounts import profile as profiles
from tests.world import World


def test_it_takes_the_name_as_one_line(session: Session, world: World) -> None:
    assert profiles.rename(session, world.buyer_staff, "  김\n새봄 ")

    assert profiles.profile(session, world.buyer_staff).name == "김 새봄"
    assert world.touched() == {
        (world.buyer.company_id, "account"),
        (world.buyer.company_id, "users"),
    }


def test_an_operator_has_a_name_too(session: Session, world: World) -> None:
    assert profiles.rename(session, world.operator, "운영 담당")
    assert profiles.profile(session, world.operator).sides == frozenset()


@pytest.mark.parametrize("name", ["", "   ", "가" * 51])
def test_it_refuses_no_name_and_one_without_end(session: Session, world: World, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        profiles.rename(session, world.buyer, name)
    assert refused.value.field == "person_name"


def test_an_operator_who_acts_for_somebody_may_not(session: Session, world: World) -> None:
    acting = dataclasses.replace(
        world.buyer, acting_operator_id=world.operator.user_id, acting_reason="도와 달라고 해서"
    )
    with pytest.raises(NotAllowed):
        profiles.rename(session, acting, "다른 이름")


def test_somebody_who_is_gone_is_not_found(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        profiles.rename(session, dataclasses.replace(world.buyer, user_id=10**6), "이름")


def test_the_same_again_changes_nothing(session: Session, world: World) -> None:
    assert not profiles.rename(session, world.buyer, "owner@hanbit.test")
    assert world.touched() == set()

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


@pytest.mark.parametrize("name", ["무료 http://evil.test", "kim@evil.test", "evil.com 담당"])
def test_it_refuses_what_would_be_a_link_in_a_mail(session, world: World, name: str) -> None:
    """An invitation names who invites."""
    with pytest.raises(Invalid, match="이름을 다시 확인"):
        profiles.rename(session, world.buyer, name)


def test_it_leaves_out_what_cannot_be_printed(session: Session, world: World) -> None:
    profiles.rename(session, world.buyer, "김\x00새\u200b봄")
    assert profiles.profile(session, world.buyer).name == "김 새 봄"


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

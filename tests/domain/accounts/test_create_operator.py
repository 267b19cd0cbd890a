import pytest
from sqlmodel import Session

from qnector.core.errors import Invalid
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import LinkKind
from tests.world import World


def test_it_makes_an_operator_who_must_set_a_password(session: Session, world: World) -> None:
    token = accounts.create_operator(session, "Boss@qnector.test")

    user = accounts.look_at_link(session, LinkKind.SET_PASSWORD, token)
    assert (user.email, user.is_operator, user.company_id) == ("boss@qnector.test", True, None)
    assert user.password_hash == ""
    assert not accounts.has_operator(session)


def test_it_counts_an_operator_once_there_is_a_password(session: Session, world: World) -> None:
    token = accounts.create_operator(session, "boss@qnector.test")

    accounts.set_password(session, token, "바다에-뜬-달-07", "$2b$12$" + "x" * 53)

    assert accounts.has_operator(session)


def test_it_gives_a_known_operator_a_new_link(session: Session, world: World) -> None:
    first = accounts.create_operator(session, "boss@qnector.test")
    second = accounts.create_operator(session, "boss@qnector.test")

    assert first != second
    accounts.look_at_link(session, LinkKind.SET_PASSWORD, second)


def test_it_never_makes_a_companys_user_an_operator(session: Session, world: World) -> None:
    with pytest.raises(Invalid):
        accounts.create_operator(session, "owner@hanbit.test")

"""The first operator of a server for real use."""

import pytest

from qnector.cli import migrate, operator
from qnector.core import db, secrets
from qnector.core.errors import NotFound
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import LinkKind

PLACE = "https://orders.example.co.kr"


def _token(link: str) -> str:
    assert link.startswith(f"{PLACE}/auth/set-password?token=")
    return link.partition("token=")[2]


def test_it_gives_a_new_link_until_somebody_can_run_the_server() -> None:
    migrate.upgrade()
    first = _token(operator.first_operator_link(PLACE) or "")
    second = _token(operator.first_operator_link(PLACE) or "")

    with pytest.raises(NotFound):
        db.read_now(accounts.look_at_link, LinkKind.SET_PASSWORD, first)
    hashed = secrets.hash_password("길고-좋은-비밀번호", cost=4)
    db.write_now(accounts.set_password, second, "길고-좋은-비밀번호", hashed)

    assert operator.first_operator_link(PLACE) is None

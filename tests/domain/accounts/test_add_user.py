import threading

import pytest
from sqlmodel import Session

from qnector.core import db
from qnector.core.errors import Invalid
from qnector.domain.accounts import access
from qnector.domain.accounts import service as accounts
from tests.world import World


def test_it_makes_a_login_in_lower_case(session: Session, world: World) -> None:
    company = access.company(session, world.buyer)

    made = accounts.add_user(session, company, email="  New@Hanbit.TEST ", name="이도윤")

    assert made.email == "new@hanbit.test"
    assert accounts.find_login(session, "NEW@hanbit.test") is made


def test_it_refuses_an_address_that_another_company_uses(session: Session, world: World) -> None:
    company = access.company(session, world.stranger)

    with pytest.raises(Invalid) as refusal:
        accounts.add_user(session, company, email="Owner@Hanbit.test", name="남")

    assert refusal.value.field == "email"


@pytest.mark.parametrize(
    "email",
    ["", "@", "a@", "@b.test", "a b@c.test", "a@b@c.test", "a@b.test\nx", "가@나.test",
     "x" * 250 + "@b.test", "a@b.test,c@d.test", "a..b@c.test", ".a@c.test", "a.@c.test",
     "a@b..test", "a@.test", "a@b.test.", "a@-b.test", "a@b-.test", "x" * 65 + "@b.test"],
)  # fmt: skip
def test_it_refuses_what_is_no_address(session: Session, world: World, email: str) -> None:
    with pytest.raises(Invalid) as refusal:
        accounts.add_user(session, access.company(session, world.buyer), email=email, name="가")

    assert refusal.value.field == "email"


@pytest.mark.parametrize("name", ["", "  ", "가" * 51])
def test_it_refuses_a_name_that_is_none(session: Session, world: World, name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        accounts.add_user(
            session, access.company(session, world.buyer), email="a@b.test", name=name
        )

    assert refusal.value.field == "name"


def test_it_gives_an_address_to_one_of_many(committed: World) -> None:
    made: list[bool] = []

    def add(session: Session) -> None:
        company = access.company(session, committed.stranger)
        accounts.add_user(session, company, email="same@new.test", name="가")

    def register() -> None:
        try:
            db.write_now(add)
        except Invalid:
            made.append(False)
        else:
            made.append(True)

    threads = [threading.Thread(target=register) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(made) == [False] * 5 + [True]

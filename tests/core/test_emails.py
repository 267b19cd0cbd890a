"""What counts as an e-mail address is what a mail can be written to."""

from itertools import product

import pytest

from qnector.core.emails import is_email
from qnector.outside import mail


@pytest.mark.parametrize(
    "address",
    ["a@b.kr", "hong.gil-dong+x@mail.company.co.kr", "o'neil_1%2@b-c.test", "a@localhost",
     "x" * 64 + "@b.test"],
)  # fmt: skip
def test_it_knows_an_address(address: str) -> None:
    assert is_email(address)


@pytest.mark.parametrize(
    "address",
    ["a..b@c.kr", ".a@c.kr", "a.@c.kr", "a@b..kr", "a@.kr", "a@b.kr.", "a@-b.kr", "a@b-.kr", "a@",
     "x" * 65 + "@b.test", "a@" + "b" * 64 + ".kr", "a@" + "b." * 126 + "kr", "A@b.kr", "가@b.kr"],
)  # fmt: skip
def test_it_knows_what_is_none(address: str) -> None:
    assert not is_email(address)


def test_whatever_it_lets_through_a_mail_can_be_written_to() -> None:
    names = ["".join(one) for one in product("a.+'_%-", repeat=4)]
    domains = ["".join(one) for one in product("a1.-", repeat=5)]
    tried = [f"{name}@b.kr" for name in names] + [f"a@{domain}" for domain in domains]

    found = [one for one in tried if is_email(one)]

    assert len(found) > 1000
    for address in found:
        assert mail._address(address, "ADDRESS", may_retry=False).addr_spec == address

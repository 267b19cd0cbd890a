import pytest

from qnector.core.errors import Invalid
from qnector.domain.accounts import rules


@pytest.mark.parametrize(
    "password",
    ["", "short7!", "x" * 129, "12345678", "password1", "PASSWORD1", "1q2w3e4r", "1q2w3e4r!",
     "qwer1234", "qwertyuiop", "tkfkdgo12", "dkssudgktpdy", "11111111", "abababab",
     "owner@hanbit.test", "김한빛김한빛한"],
)  # fmt: skip
def test_it_refuses_what_is_tried_first(password: str) -> None:
    with pytest.raises(Invalid) as refusal:
        rules.check_password(password, email="Owner@hanbit.test", name="김한빛김한빛한")

    assert refusal.value.field == "password"


@pytest.mark.parametrize(
    "password",
    [
        "보라색 코끼리 셋",
        "correct horse battery",
        "x7!kQ2#p",
        "가나다라마바사아",
        "a1" * 3 + "zq" * 29,
    ],
)
def test_it_takes_anything_else_even_long_and_korean(password: str) -> None:
    rules.check_password(password, email="owner@hanbit.test", name="김한빛")


def test_it_knows_many_common_passwords_all_of_which_are_long_enough() -> None:
    known = rules.common_passwords()

    assert len(known) > 500
    assert min(map(len, known)) >= rules.LEAST_PASSWORD
    assert all(one == one.lower() for one in known)

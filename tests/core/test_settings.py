"""What the operator says about themselves is checked when the program starts."""

import pytest

from qnector.core import settings
from qnector.core.settings import Misconfigured


def test_it_says_nothing_about_an_operator_who_said_nothing() -> None:
    read = settings.read({})

    assert (read.company_name, read.company_number, read.company_note) == ("", "", "")
    assert read.contact_email == ""


@pytest.mark.parametrize("written", ["1378122741", "137-81-22741", " 137-8122741 "])
def test_it_writes_the_business_number_as_people_do(written: str) -> None:
    assert settings.read({"QNECTOR_COMPANY_NUMBER": written}).company_number == "137-81-22741"


@pytest.mark.parametrize("written", ["137", "13781227411", "십자리", "137 81 22741", "-"])
def test_it_refuses_a_business_number_that_is_none(written: str) -> None:
    with pytest.raises(Misconfigured, match="QNECTOR_COMPANY_NUMBER"):
        settings.read({"QNECTOR_COMPANY_NUMBER": written})


def test_it_takes_an_address_to_write_to() -> None:
    given = {"QNECTOR_CONTACT_EMAIL": " help+qnector@example.co.kr "}

    assert settings.read(given).contact_email == "help+qnector@example.co.kr"


@pytest.mark.parametrize(
    "written", ["help", "help@", "@example.kr", "help@localhost", "a@b.kr?cc=c@d.kr", "a b@c.kr"]
)
def test_it_refuses_an_address_that_is_none(written: str) -> None:
    with pytest.raises(Misconfigured, match="QNECTOR_CONTACT_EMAIL"):
        settings.read({"QNECTOR_CONTACT_EMAIL": written})

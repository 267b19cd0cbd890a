"""Asking the tax office: what it says becomes ours, and its silence is an answer too."""

import asyncio
from collections.abc import Iterator
from datetime import date

import pytest

from qnector.core import settings
from qnector.domain.accounts.checking import Check, Standing
from qnector.fakes import nts as pretended
from qnector.web import business_check
from tests.support.fakes import Running, running

ACTIVE, SUSPENDED, CLOSED, UNKNOWN = "1208800767", "0008100085", "0008100090", "1234567890"
DAY = date(2020, 1, 1)


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running(pretended) as made:
        yield made


@pytest.fixture
def office(server: Running, market) -> Running:
    server.fake.reset()
    settings.use(nts_key=server.key, nts_base_url=server.url)
    return server


def status(number: str) -> Check:
    return asyncio.run(business_check.status(number))


def verify(number: str = ACTIVE, day: date = DAY, person: str = "홍길동") -> Check:
    return asyncio.run(business_check.verify(number, day, person, "한빛상회"))


@pytest.mark.parametrize(
    ("number", "standing", "word"),
    [
        (ACTIVE, Standing.ACTIVE, "계속사업자"),
        (SUSPENDED, Standing.SUSPENDED, "휴업자"),
        (CLOSED, Standing.CLOSED, "폐업자 (2024-06-30)"),
        (UNKNOWN, Standing.UNKNOWN, ""),
    ],
)
def test_it_hands_on_how_a_number_stands(office, number, standing, word) -> None:
    assert status(number) == Check(standing, None, word)


def test_it_confirms_what_is_true(office) -> None:
    found = verify()
    assert found.is_confirmed
    assert found.note == ""


@pytest.mark.parametrize(("day", "person"), [(date(2021, 1, 1), "홍길동"), (DAY, "김철수")])
def test_what_is_not_true_comes_with_the_standing(office, day, person) -> None:
    found = verify(day=day, person=person)
    assert found == Check(Standing.ACTIVE, False, "계속사업자")
    assert found.note == "확인할 수 없습니다"


def test_a_true_claim_of_a_closed_business_is_not_confirmed(office) -> None:
    found = verify(CLOSED)
    assert (found.is_true, found.is_confirmed) == (True, False)
    assert found.note == "폐업자 (2024-06-30)"


@pytest.mark.parametrize("faults", [["500", "500"], ["html"], ["429"]])
def test_no_answer_is_unreachable(office, faults) -> None:
    office.fail(*faults)
    assert verify() == Check(Standing.UNREACHABLE)
    assert verify().is_confirmed, "the next question is answered again"


def test_an_answer_that_stops_half_way_is_unreachable(office) -> None:
    office.fail("500", "500")
    assert status(ACTIVE).standing is Standing.UNREACHABLE


def test_without_a_key_nobody_is_asked(office) -> None:
    settings.use(nts_key="")
    assert verify() == Check(Standing.NOT_ASKED)
    assert office.fake.asked == []


def test_a_key_that_is_not_accepted_is_like_none(office, caplog) -> None:
    settings.use(nts_key="old-key")
    assert status(ACTIVE) == Check(Standing.NOT_ASKED)
    assert "old-key" not in caplog.text
    assert "-4" in caplog.text


def test_who_asks_on_and_on_is_told_to_wait() -> None:
    business_check.pace.forget()
    business_check.together.forget()
    assert [business_check.may_ask("10.0.0.1") for _ in range(21)] == [True] * 20 + [False]
    business_check.together.forget()
    assert business_check.may_ask("10.0.0.2")
    business_check.pace.forget()

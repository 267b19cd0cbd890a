"""주소찾기 against a service that speaks the same protocol."""

import asyncio

import httpx
import pytest

from qnector.fakes import juso as pretended
from qnector.outside import juso
from qnector.outside.web import Rejected, Service, Unconfigured, Unreachable


@pytest.fixture
def fake() -> httpx.ASGITransport:
    pretended.fake.reset()
    return httpx.ASGITransport(pretended.make())


def search(fake: httpx.ASGITransport, text: str, number: int = 1, key: str = pretended.KEY):
    return asyncio.run(juso.search(Service("juso", "http://juso.test", key), text, number, fake))


def test_it_finds_addresses_page_by_page(fake) -> None:
    first, second = search(fake, "세종대로"), search(fake, "세종대로", 2)

    assert (first.total, first.last, len(first.rows)) == (40, 4, 10)
    assert first.rows[0].street == "서울특별시 중구 세종대로 1"
    assert first.rows[0].postal_code == "04524"
    assert first.rows != second.rows


def test_nothing_found_is_an_empty_page(fake) -> None:
    assert search(fake, "없는길로").rows == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "E0005"), ("길", "E0008"), ("123", "E0009"), ("12345678901", "E0011"), ("서울", "E0006")],
)
def test_words_that_will_not_do_have_a_sentence(fake, text: str, code: str) -> None:
    with pytest.raises(Rejected) as refusal:
        search(fake, text)
    assert refusal.value.code == code
    assert code in juso.SENTENCES


def test_signs_that_the_service_takes_for_an_attack_are_left_out(fake) -> None:
    assert search(fake, "세종대로 [10] OR =").total > 0
    assert pretended.fake.asked[0]["keyword"] == "세종대로 10"


@pytest.mark.parametrize("key", ["", "wrong"])
def test_a_key_that_is_not_accepted_is_for_the_operator(fake, key: str) -> None:
    with pytest.raises(Unconfigured):
        search(fake, "세종대로", key=key)


@pytest.mark.parametrize("faults", [["500", "500"], ["html"]])
def test_it_gives_up_and_says_so(fake, faults: list[str]) -> None:
    pretended.fake.faults.extend(faults)

    with pytest.raises(Unreachable) as failure:
        search(fake, "세종대로")
    assert pretended.KEY not in str(failure.value)

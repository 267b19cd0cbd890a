"""상태조회 and 진위확인 against a service that speaks the same protocol."""

import asyncio
import json
from datetime import date

import httpx
import pytest

from qnector.fakes import nts as pretended
from qnector.outside import nts
from qnector.outside.nts import Claim, Malformed, Standing
from qnector.outside.web import OutsideError, Service, Unconfigured, Unreachable

ACTIVE = "1208800767"
UNKNOWN = "1234567890"
CLAIM = Claim(ACTIVE, date(2020, 1, 1), "홍길동")


@pytest.fixture
def fake() -> httpx.ASGITransport:
    pretended.fake.reset()
    return httpx.ASGITransport(pretended.make())


def service(key: str = pretended.KEY) -> Service:
    return Service("nts", "http://nts.test", key)


def statuses(fake: httpx.ASGITransport, *numbers: str, key: str = pretended.KEY):
    return asyncio.run(nts.statuses(service(key), numbers, fake))


def verify(fake: httpx.ASGITransport, claim: Claim = CLAIM):
    return asyncio.run(nts.verify(service(), claim, fake))


def test_it_says_how_a_business_stands_in_the_order_asked(fake) -> None:
    found = statuses(fake, UNKNOWN, ACTIVE)

    assert [one.number for one in found] == [UNKNOWN, ACTIVE]
    assert [one.standing for one in found] == [Standing.UNKNOWN, Standing.ACTIVE]
    assert found[1].word == "계속사업자"


def test_a_number_that_is_not_registered_is_no_error(fake) -> None:
    (found,) = statuses(fake, UNKNOWN)

    assert found.standing is Standing.UNKNOWN
    assert "등록되지 않은" in found.tax_type


@pytest.mark.parametrize(
    ("code", "tax_type"), [("04", "부가가치세 일반과세자"), ("", ""), ("", "부가가치세 면세사업자")]
)
def test_a_code_that_nobody_knows_is_no_standing(code: str, tax_type: str) -> None:
    row = {"b_no": ACTIVE, "b_stt": "", "b_stt_cd": code, "tax_type": tax_type}
    answer = {"status_code": "OK", "request_cnt": 1, "data": [row]}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=answer))

    (found,) = asyncio.run(nts.statuses(service(), [ACTIVE], transport))

    assert found.standing is Standing.UNCLEAR


def test_it_confirms_what_is_true(fake) -> None:
    verdict = verify(fake)

    assert verdict.is_true
    assert verdict.status is not None
    assert verdict.status.standing is Standing.ACTIVE


@pytest.mark.parametrize(
    "claim",
    [
        Claim(ACTIVE, date(2020, 1, 2), "홍길동"),
        Claim(ACTIVE, date(2020, 1, 1), "김철수"),
        Claim(UNKNOWN, date(2020, 1, 1), "홍길동"),
    ],
)
def test_it_hands_on_the_words_of_the_tax_office_when_it_is_not(fake, claim: Claim) -> None:
    verdict = verify(fake, claim)

    assert not verdict.is_true
    assert verdict.word == "확인할 수 없습니다."
    assert verdict.status is None


def test_a_claim_without_its_parts_is_rejected(fake) -> None:
    with pytest.raises(Malformed, match="REQUEST_DATA_MALFORMED"):
        verify(fake, Claim(ACTIVE, date(2020, 1, 1), ""))


@pytest.mark.parametrize("key", ["wrong", "fake-nts-key%3D%3D"])
def test_a_key_that_is_not_accepted_is_for_the_operator(fake, key: str) -> None:
    with pytest.raises(Unconfigured, match="-4"):
        statuses(fake, ACTIVE, key=key)


def test_without_a_key_nobody_is_asked(fake) -> None:
    with pytest.raises(Unconfigured, match="no key"):
        statuses(fake, ACTIVE, key="")
    assert pretended.fake.asked == []


def test_it_asks_twice_when_the_service_stumbles(fake) -> None:
    pretended.fake.faults.append("503")

    assert len(statuses(fake, ACTIVE)) == 1


@pytest.mark.parametrize("faults", [["500", "502"], ["html"], ["html", "html"]])
def test_it_gives_up_and_says_so(fake, faults: list[str]) -> None:
    pretended.fake.faults.extend(faults)

    with pytest.raises(Unreachable) as failure:
        statuses(fake, ACTIVE)
    assert pretended.KEY not in str(failure.value)


def test_a_host_that_is_not_there_is_unreachable_and_the_key_stays_secret() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(f"no route to {request.url}", request=request)

    with pytest.raises(Unreachable) as failure:
        asyncio.run(nts.statuses(service(), [ACTIVE], httpx.MockTransport(refuse)))
    assert pretended.KEY not in repr(failure.value) + repr(failure.value.__cause__)
    assert failure.value.__suppress_context__


def says(answer: object, status: int = 200) -> httpx.MockTransport:
    """A service that answers this, whatever it is asked."""
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    return httpx.MockTransport(lambda _: httpx.Response(status, content=body))


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"status_code": "HTTP_ERROR"}, 200),
        ({"status_code": "HTTP_ERROR"}, 404),
        ({"status_code": "INTERNAL_ERROR"}, 200),
        ({"status_code": "BAD_JSON_REQUEST"}, 400),
        ({"status_code": "TOO_LARGE_REQUEST"}, 413),
        ({"status_code": None, "data": []}, 200),
        ({}, 200),
        ({"data": [{"b_no": ACTIVE, "valid": "01"}]}, 200),
        ({"error": "not found"}, 404),
    ],
)
def test_an_outage_is_no_word_about_what_was_asked(answer: object, status: int) -> None:
    with pytest.raises(Unreachable):
        asyncio.run(nts.statuses(service(), [ACTIVE], says(answer, status)))
    with pytest.raises(Unreachable):
        asyncio.run(nts.verify_many(service(), [CLAIM], says(answer, status)))


STANDS = {"b_no": ACTIVE, "b_stt": "계속사업자", "b_stt_cd": "01"}
TRUE = {"b_no": ACTIVE, "valid": "01", "status": STANDS}


@pytest.mark.parametrize(
    "answer",
    [
        *(None, 1, "x", [], [{}], b"", b"\xff\xfe", b"[" * 200_000, b"<html>"),
        *({"status_code": "OK", "data": data} for data in (None, "x", {}, [], ["x"], [None])),
        {"status_code": "OK", "data": [TRUE, TRUE]},
        *({"status_code": "OK", "data": [TRUE | odd]} for odd in (
            {"status": "x"}, {"status": ["x"]}, {"status": 1}, {"valid": "03"}, {"valid": None},
            {"valid": 1}, {"valid": {}},
        )),
    ],
)  # fmt: skip
def test_an_answer_of_an_odd_shape_is_none(answer: object) -> None:
    with pytest.raises(OutsideError):
        asyncio.run(nts.verify(service(), CLAIM, says(answer)))


@pytest.mark.parametrize("odd", [None, 7, [], {}, "", "0" * 8, "99999999", "20240631", "2024"])
def test_a_field_of_an_odd_shape_says_nothing(odd: object) -> None:
    row = dict.fromkeys(("b_no", "b_stt", "b_stt_cd", "tax_type", "end_dt"), odd)
    answer = says({"status_code": "OK", "data": [row]})

    (found,) = asyncio.run(nts.statuses(service(), [ACTIVE], answer))

    assert (found.standing, found.closed_on) == (Standing.UNCLEAR, None)
    assert "None" not in repr(found.word) + repr(found.tax_type)


def test_more_than_a_hundred_numbers_never_leave(fake) -> None:
    assert len(statuses(fake, *[ACTIVE] * 150)) == 100


def test_a_service_never_prints_its_key() -> None:
    assert pretended.KEY not in repr(service())

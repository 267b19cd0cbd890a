"""상태조회 and 진위확인 of 회사 설정: asked of what is typed, kept when that is what is stored."""

import contextlib
import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from qnector.core import db, settings
from qnector.domain.accounts import by_hand, company
from qnector.domain.accounts.checking import Check, Standing
from qnector.domain.accounts.company import CompanyFields
from qnector.fakes import nts as pretended
from qnector.screens.buyer.account_company.state import BuyerCompanyState
from qnector.web import business_check
from qnector.web.pace import Pace
from tests.support.fakes import Running, running
from tests.web.conftest import play
from tests.web.rig import Rig

PATH = "/account/company"
OWN, SUSPENDED, NOBODYS = "0008100014", "0008100085", "1234567890"
CLAIM = {
    "business_number": OWN,
    "company_name": "한빛상회",
    "representative_name": "홍길동",
    "opened_on": "20200101",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running(pretended) as made:
        yield made


@pytest.fixture
def office(server: Running, market) -> Iterator[Running]:
    server.fake.reset()
    settings.use(nts_key=server.key, nts_base_url=server.url)
    business_check.pace.forget()
    business_check.together.forget()
    yield server
    business_check.pace.forget()
    business_check.together.forget()


@pytest.fixture
def stored(market) -> None:
    """The company says what the tax office knows, and nobody has asked it."""
    said, _ = db.read_now(company.fields, market.buyer)
    given = dataclasses.replace(said, representative_name="홍길동", opened_on=date(2020, 1, 1))
    db.write_now(company.edit, market.buyer, given)


def press(app: Any, key: str, button: Any, **typed: str) -> Rig:
    """One press of a button beside a field, on an open screen."""
    rig = Rig(app)

    async def scene() -> None:
        async with rig:
            await rig.open(key, path=PATH)
            await rig.fire(BuyerCompanyState.load, key=key, path=PATH)
            rig.forget()
            await rig.fire(button({**CLAIM, **typed}), key=key, path=PATH)
            await rig.settled()

    play(scene)
    return rig


def is_verified(market: Any) -> bool:
    return db.read_now(company.fields, market.buyer)[1].is_verified


def test_the_standing_of_a_number_is_said_beside_it(app, keys, office) -> None:
    rig = press(app, keys.buyer, BuyerCompanyState.check_status, business_number="000-81 00014")

    assert rig.seen("number_said")[-1] == "사업자 상태: 계속사업자"
    assert rig.seen("is_active")[-1] is True
    assert rig.seen("is_asking") == ["status", ""]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(SUSPENDED, "휴업"), (NOBODYS, "확인불가"), ("12", "10자리"), ("", "입력해 주세요")],
)
def test_a_number_that_does_not_trade_is_a_problem(app, keys, office, number, sentence) -> None:
    rig = press(app, keys.buyer, BuyerCompanyState.check_status, business_number=number)

    assert sentence in rig.seen("errors")[-1]["business_number"]
    assert rig.seen("number_said")[-1] == ""


def test_what_is_stored_and_true_is_confirmed_at_once(app, keys, office, market, stored) -> None:
    rig = press(app, keys.buyer, BuyerCompanyState.verify_business)

    assert rig.seen("claim_said")[-1] == "확인되었어요"
    assert is_verified(market)
    assert rig.seen("is_verified")[-1] is True


def test_what_is_only_typed_is_said_and_not_kept(app, keys, office, market) -> None:
    rig = press(app, keys.buyer, BuyerCompanyState.verify_business)

    assert rig.seen("claim_said")[-1] == "확인되었어요"
    assert not is_verified(market)


@pytest.mark.parametrize(
    ("typed", "box", "sentence"),
    [
        ({"opened_on": "20210101"}, "opened_on", "확인할 수 없습니다"),
        ({"opened_on": ""}, "opened_on", "입력해 주세요"),
        ({"representative_name": ""}, "representative_name", "입력해 주세요"),
        ({"company_name": " "}, "company_name", "입력해 주세요"),
        ({"business_number": SUSPENDED}, "business_number", "휴업"),
    ],
)
def test_what_is_not_true_is_said_at_its_field(app, keys, office, market, typed, box, sentence):
    rig = press(app, keys.buyer, BuyerCompanyState.verify_business, **typed)

    assert sentence in rig.seen("errors")[-1][box]
    assert not is_verified(market)


def test_an_operators_word_stays(app, keys, office, market, stored) -> None:
    said = (market.operator, market.buyer.company_id, "서류가 다름")
    db.write_now(by_hand.verify, *said)
    db.write_now(by_hand.unverify, *said)

    press(app, keys.buyer, BuyerCompanyState.verify_business)
    assert not is_verified(market)


def test_without_a_key_it_says_so(app, keys, office) -> None:
    settings.use(nts_key="")
    for button, said in (
        (BuyerCompanyState.check_status, "number_said"),
        (BuyerCompanyState.verify_business, "claim_said"),
    ):
        assert "연결되지 않았어요" in press(app, keys.buyer, button).seen(said)[-1]


def test_who_asks_on_and_on_is_told_to_wait(app, keys, office, monkeypatch) -> None:
    monkeypatch.setattr(business_check, "pace", Pace(burst=1, rate=0))
    press(app, keys.buyer, BuyerCompanyState.check_status)

    for button, said in (
        (BuyerCompanyState.check_status, "number_said"),
        (BuyerCompanyState.verify_business, "claim_said"),
    ):
        assert "잠시 뒤" in press(app, keys.buyer, button).seen(said)[-1]
    assert len(office.fake.asked) == 1


@pytest.mark.parametrize(
    ("field", "text", "stands"),
    [
        ("business_number", OWN, "both"),
        ("business_number", SUSPENDED, "neither"),
        ("company_name", " 한빛상회 ", "both"),
        ("representative_name", "김길동", "number"),
        ("opened_on", "20200102", "number"),
    ],
)
def test_an_answer_goes_when_its_field_is_left_with_something_else(
    app, keys, office, field: str, text: str, stands: str
) -> None:
    rig = Rig(app)

    async def scene() -> None:
        async with rig:
            await rig.open(keys.buyer, path=PATH)
            # One answer after the other: each press forgets what was said before.
            await rig.fire(BuyerCompanyState.verify_business(CLAIM), key=keys.buyer, path=PATH)
            await rig.fire(BuyerCompanyState.leave(field, text), key=keys.buyer, path=PATH)
            claim = rig.seen("claim_said")[-1]
            await rig.fire(BuyerCompanyState.check_status(CLAIM), key=keys.buyer, path=PATH)
            await rig.fire(BuyerCompanyState.leave(field, text), key=keys.buyer, path=PATH)
            assert (claim != "") == (stands == "both")
            assert (rig.seen("number_said")[-1] != "") == (stands != "neither")

    play(scene)


@pytest.mark.parametrize("number", [OWN, SUSPENDED])
def test_an_answer_takes_the_focus_from_nobody(app, keys, office, number: str) -> None:
    """It comes late: somebody may be typing in another field by then."""
    for button in (BuyerCompanyState.check_status, BuyerCompanyState.verify_business):
        rig = press(app, keys.buyer, button, business_number=number)
        assert [event.name for _, event in rig.events] == []


@pytest.mark.parametrize(
    "button", [BuyerCompanyState.check_status, BuyerCompanyState.verify_business]
)
def test_a_button_works_again_after_something_nobody_thought_of(
    app, keys, office, monkeypatch, button
) -> None:
    async def odd(*asked: object) -> None:
        raise AttributeError

    monkeypatch.setattr(business_check, "status", odd)
    monkeypatch.setattr(business_check, "verify", odd)
    rig = Rig(app)

    async def scene() -> None:
        async with rig:
            await rig.open(keys.buyer, path=PATH)
            with contextlib.suppress(AttributeError):
                await rig.fire(button(CLAIM), key=keys.buyer, path=PATH)
            # The toast that says so takes along what is so now.
            await rig.fire(BuyerCompanyState.refresh, key=keys.buyer, path=PATH)

    play(scene)
    assert rig.seen("is_asking")[-1] == ""


def test_staff_ask_nobody(app, keys, office) -> None:
    press(app, keys.buyer_staff, BuyerCompanyState.verify_business)
    assert office.fake.asked == []


def test_an_answer_about_what_was_stored_before_counts_no_more(market, stored) -> None:
    before = db.read_now(company.fields, market.buyer)[0]
    changed = dataclasses.replace(before, name="다른상회")
    db.write_now(company.edit, market.buyer, changed)
    yes = Check(Standing.ACTIVE, True, "계속사업자")

    def take(said: CompanyFields) -> bool:
        asked = {name: getattr(said, name) for name in company.REGISTERED}
        return db.write_now(company.take_answer, market.buyer, yes, **asked)

    assert not take(before)
    assert take(changed)
    assert is_verified(market)

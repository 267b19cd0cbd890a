"""미확인 companies are asked about again, against a tax office that speaks the protocol."""

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock, db, settings
from qnector.domain.accounts.models import Company, Verification
from qnector.domain.messages.models import Kind, Message
from qnector.fakes import nts as pretended
from qnector.jobs import check_businesses
from tests.support.fakes import Running, running
from tests.world import World

TRUE = {"opened_on": date(2020, 1, 1), "representative_name": "홍길동"}


@pytest.fixture
def kind() -> str:
    return "sqlite"


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running(pretended) as made:
        yield made


@pytest.fixture
def office(server: Running, committed: World, monkeypatch) -> Running:
    server.fake.reset()
    settings.use(nts_key=server.key, nts_base_url=server.url)
    monkeypatch.setattr(check_businesses, "PAUSE", 0)
    monkeypatch.setattr(check_businesses, "_unclear", {})
    return server


def claim(world: World, company_id: int, **values: object) -> None:
    def change(session: Session) -> None:
        session.execute(update(Company).where(Company.id == company_id).values(**values))

    db.write_now(change)


def state(company_id: int) -> tuple[Verification, str, bool]:
    found = db.read_now(lambda session: session.get(Company, company_id))
    return found.verification, found.check_note, found.checked_at is not None


def told() -> dict[int | None, str]:
    rows = db.read_now(lambda s: s.execute(
        select(Message).where(Message.kind == Kind.COMPANY_CHECKED, Message.channel == "in_app")
    ).scalars().all())  # fmt: skip
    return {one.to_company_id: one.values["result"] for one in rows}


def run() -> None:
    asyncio.run(check_businesses.run())


def test_it_confirms_notes_and_leaves_the_rest(office: Running, committed: World) -> None:
    true, false = committed.buyer.company_id, committed.seller.company_id
    closed, silent = committed.other_seller.company_id, committed.stranger.company_id
    claim(committed, true, **TRUE)
    claim(committed, false, **TRUE | {"representative_name": "김철수"})
    claim(committed, closed, **TRUE, business_number="0008100090")

    run()

    assert state(true) == (Verification.VERIFIED, "", True)
    assert state(false) == (Verification.UNVERIFIED, "확인할 수 없습니다", True)
    assert state(closed) == (Verification.UNVERIFIED, "폐업자 (2024-06-30)", True)
    assert state(silent) == (Verification.UNVERIFIED, "", True), "it never said when it began"
    assert told() == {true: "확인", false: "확인할 수 없습니다", closed: "폐업자 (2024-06-30)"}


def test_all_of_them_are_two_questions(office: Running, committed: World) -> None:
    claim(committed, committed.buyer.company_id, **TRUE)
    run()
    assert [next(iter(one)) for one in office.fake.asked] == ["status", "validate"]

    run()
    assert len(office.fake.asked) == 2, "who got an answer today is not asked about again"


def test_one_claim_that_is_refused_keeps_nobody_else_waiting(office, committed: World) -> None:
    true, odd = committed.seller.company_id, committed.buyer.company_id
    claim(committed, true, **TRUE)
    claim(committed, committed.stranger.company_id, **TRUE)
    claim(committed, odd, **TRUE | {"representative_name": " "})

    run()

    assert state(true) == (Verification.VERIFIED, "", True)
    assert state(committed.stranger.company_id)[0] is Verification.VERIFIED
    assert state(odd) == (Verification.UNVERIFIED, "", True), "its number was asked about"
    asked = len(office.fake.asked)
    run()
    assert len(office.fake.asked) == asked, "nor is it asked about again before a day is over"


def test_an_answer_that_nobody_understands_is_none(office, committed: World, monkeypatch) -> None:
    mine = committed.buyer.company_id
    claim(committed, mine, **TRUE, business_number="1208800767")
    monkeypatch.setitem(pretended.STANDINGS, "6", ("77", "새로운 상태"))

    run()

    assert state(mine) == (Verification.UNVERIFIED, "", False)
    assert len(office.fake.asked) == 2, "once in a run is enough"


def test_whose_standing_stays_unclear_is_asked_about_again_after_an_hour(
    office, committed: World, monkeypatch
) -> None:
    mine = committed.buyer.company_id
    claim(committed, mine, **TRUE, business_number="1208800767")
    monkeypatch.setitem(pretended.STANDINGS, "6", ("77", "새로운 상태"))
    now = clock.now()

    for minutes, asked in ((0, 1), (5, 1), (59, 1), (60, 2), (65, 2)):
        with clock.frozen(now + timedelta(minutes=minutes)):
            run()
        about = [one for one in office.fake.asked if "1208800767" in one.get("status", [])]
        assert len(about) == asked, minutes


@pytest.mark.parametrize("faults", [["500", "500"], ["html"], ["429"]])
def test_silence_changes_nothing_and_is_tried_again(office, committed, faults) -> None:
    mine = committed.buyer.company_id
    claim(committed, mine, **TRUE)
    office.fail(*faults)
    run()
    assert state(mine) == (Verification.UNVERIFIED, "", False)

    run()
    assert state(mine)[0] is Verification.VERIFIED


def test_an_outage_of_one_question_is_no_answer_about_anybody(
    office, committed, monkeypatch
) -> None:
    mine, other = committed.buyer.company_id, committed.seller.company_id
    for one in (mine, other):
        claim(committed, one, **TRUE, check_note="확인할 수 없습니다")
    office.fail("", "HTTP_ERROR", "HTTP_ERROR")

    run()

    for one in (mine, other):
        assert state(one) == (Verification.UNVERIFIED, "확인할 수 없습니다", False)
    assert list(office.fake.faults) == ["HTTP_ERROR"], "nor is each of them asked about alone"
    assert told() == {}


def test_without_a_key_nobody_is_asked(office: Running, committed: World) -> None:
    settings.use(nts_key="")
    run()
    assert office.fake.asked == []


def test_what_an_operator_confirmed_by_hand_stays(office: Running, committed: World) -> None:
    mine = committed.buyer.company_id
    claim(
        committed, mine, **TRUE | {"representative_name": "김철수"},
        verification=Verification.VERIFIED, verified_at=clock.now(),
    )  # fmt: skip
    run()
    assert state(mine) == (Verification.VERIFIED, "", False)

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.errors import Invalid, NotFound
from qnector.domain.accounts import registration
from qnector.domain.accounts.checking import Check, Standing
from qnector.domain.accounts.models import Registration
from tests.domain.accounts.signup import (
    BUSINESS,
    CONFIRMED,
    NOON,
    OTHER,
    SILENT,
    TYPED,
    VISIT,
)


def test_it_keeps_each_field_as_it_was_typed(session: Session) -> None:
    registration.keep(session, VISIT, {"name": " 새싹마트 "})
    registration.keep(session, VISIT, {"email": "owner@sprout.test"})

    assert registration.look(session, VISIT).values == {
        "name": "새싹마트",
        "email": "owner@sprout.test",
    }


def test_another_visit_sees_nothing(session: Session) -> None:
    registration.keep(session, VISIT, TYPED)

    assert registration.look(session, OTHER) == registration.Draft()


@pytest.mark.parametrize("key", ["", "x", "a" * 63, "G" * 64, "a" * 65])
def test_without_a_visit_nothing_is_kept(session: Session, key: str) -> None:
    with pytest.raises(NotFound):
        registration.keep(session, key, {"name": "새싹마트"})


@pytest.mark.parametrize("field", ["password", "again", "check", "claim", "sealed", "sent_to", "x"])
def test_it_keeps_no_other_field(session: Session, field: str) -> None:
    with pytest.raises(NotFound):
        registration.keep(session, VISIT, {field: "1"})
    assert registration.look(session, VISIT).values == {}


def test_it_keeps_no_more_than_fits(session: Session) -> None:
    registration.keep(session, VISIT, {"name": "가" * 5000})

    assert registration.look(session, VISIT).values["name"] == "가" * 100


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("새싹\r\n마트", "새싹 마트"),
        ("새싹\t \u3000마트\u2028", "새싹 마트"),
        ("\x00새싹\x00\x1b마트", "새싹 마트"),
        ("새싹\u202e마트", "새싹 마트"),
        ("\x00", ""),
    ],
)
def test_it_keeps_one_line_that_can_be_read(session: Session, typed: str, kept: str) -> None:
    """A company of this name would break a mail, a list, and PostgreSQL, which knows no NUL."""
    registration.keep(session, VISIT, {"name": typed})

    assert registration.look(session, VISIT).values["name"] == kept


def test_it_starts_nothing_over_that_was_never_begun(session: Session) -> None:
    registration.start_over(session, VISIT)

    assert session.execute(select(func.count(Registration.id))).scalar_one() == 0


def test_it_is_forgotten_after_a_day(session: Session) -> None:
    with clock.frozen(NOON):
        registration.keep(session, VISIT, TYPED)
    later = NOON + timedelta(hours=24, seconds=1)
    with clock.frozen(later):
        assert registration.look(session, VISIT) == registration.Draft()
        registration.keep(session, VISIT, {"name": "다른 마트"})
        assert registration.look(session, VISIT).values == {"name": "다른 마트"}


def test_the_job_drops_only_what_is_old(session: Session) -> None:
    with clock.frozen(NOON):
        registration.keep(session, VISIT, TYPED)
    with clock.frozen(NOON + timedelta(hours=20)):
        registration.keep(session, OTHER, TYPED)

    assert registration.forget(session, NOON + timedelta(hours=25)) == 1
    assert session.execute(select(func.count()).select_from(Registration)).scalar_one() == 1


def test_an_answer_counts_only_for_what_was_asked(session: Session) -> None:
    registration.keep(session, VISIT, TYPED)
    registration.keep_check(session, VISIT, CONFIRMED)
    assert registration.look(session, VISIT).check == CONFIRMED
    registration.keep(session, VISIT, {"detail": "3층"})
    assert registration.look(session, VISIT).check == CONFIRMED

    registration.keep(session, VISIT, {"representative_name": "김철수"})
    assert registration.look(session, VISIT).check is None


@pytest.mark.parametrize(
    ("check", "may_go_on"),
    [
        (CONFIRMED, True),
        (SILENT, True),
        (Check(Standing.NOT_ASKED), True),
        (Check(Standing.SUSPENDED, True, "휴업자"), False),
        (Check(Standing.CLOSED, True, "폐업자"), False),
        (Check(Standing.UNKNOWN, False), False),
        (Check(Standing.ACTIVE, False, "계속사업자"), False),
    ],
)
def test_silence_lets_one_go_on_and_a_no_does_not(session, check, may_go_on) -> None:
    registration.keep(session, VISIT, TYPED)
    registration.keep_check(session, VISIT, check)

    assert registration.look(session, VISIT).may_go_on is may_go_on


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"business_number": ""}, "business_number", "사업자등록번호를 입력해 주세요."),
        ({"business_number": "12345"}, "business_number", "사업자등록번호 10자리를 입력해 주세요."),
        ({"business_number": "1234567890"}, "business_number",
         "사업자 상태: 확인불가. 번호를 다시 확인해 주세요."),
        ({"business_number": "１２０８８００７６７"}, "business_number",
         "사업자 상태: 확인불가. 번호를 다시 확인해 주세요."),
        ({"name": " "}, "name", "상호(법인명)을 입력해 주세요."),
        ({"representative_name": ""}, "representative_name", "대표자명을 입력해 주세요."),
        ({"opened_on": ""}, "opened_on", "개업일자를 입력해 주세요."),
        ({"opened_on": "20241301"}, "opened_on", registration.WRONG_DAY),
        ({"opened_on": "2024"}, "opened_on", registration.WRONG_DAY),
        ({"opened_on": "29990101"}, "opened_on", registration.WRONG_DAY),
        ({"opened_on": "00010101"}, "opened_on", registration.WRONG_DAY),
        ({"postal_code": "123"}, "postal_code", "우편번호 다섯 자리를 입력해 주세요."),
        ({"street": ""}, "street", "기본주소를 입력해 주세요."),
        ({"side": ""}, "side", "사용자 유형을 골라 주세요."),
        ({"side": "operator"}, "side", "사용자 유형을 골라 주세요."),
    ],
)  # fmt: skip
def test_it_says_what_is_missing_or_wrong(changes, field, sentence) -> None:
    with pytest.raises(Invalid) as refusal:
        registration.company_input(TYPED | changes)

    assert (refusal.value.field, refusal.value.sentence) == (field, sentence)


@pytest.mark.parametrize("written", ["20200101", "2020-01-01", "2020. 01. 01", "2020/01/01"])
def test_a_day_may_be_written_as_people_write_it(written: str) -> None:
    assert registration.day_of(written) == date(2020, 1, 1)
    assert registration.company_problems(BUSINESS | {"opened_on": written}) == {}

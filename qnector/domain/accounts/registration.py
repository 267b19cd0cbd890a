"""회원가입 while it is filled in: what one browser has typed so far, without passwords.

Rows are found by the hash of the visit's key, a cookie. They are forgotten after a day.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.db import insert_or_ignore
from qnector.core.errors import Invalid, NotFound
from qnector.domain.accounts import checking, rules
from qnector.domain.accounts.checking import Check, Standing
from qnector.domain.accounts.models import Registration
from qnector.domain.accounts.service import CompanyInput

LIVES = timedelta(hours=24)
PAUSE = timedelta(seconds=60)
SIDES = {"buyer": (True, False), "seller": (False, True), "both": (True, True)}
# What is kept, and how much of it.
COMPANY = {
    "business_number": 20,
    "name": 100,
    "representative_name": 50,
    "opened_on": 20,
    "business_item": 100,
    "business_type": 100,
    "postal_code": 5,
    "street": 200,
    "detail": 100,
}
ACCOUNT = {"email": 254, "person": 50, "side": 10, "terms": 1, "privacy": 1, "news": 1}
FIELDS = {**COMPANY, **ACCOUNT}
REQUIRED = {
    "business_number": "사업자등록번호를 입력해 주세요.",
    "name": "상호(법인명)을 입력해 주세요.",
    "representative_name": "대표자명을 입력해 주세요.",
    "opened_on": "개업일자를 입력해 주세요.",
    "postal_code": "우편번호를 입력해 주세요.",
    "street": "기본주소를 입력해 주세요.",
}
WRONG_DAY = "개업일자를 여덟 자리 숫자로 입력해 주세요. 예: 20240101"
# A mail to somebody carries this name: nothing in it may look like an address to go to.
_LINKLIKE = re.compile(r"[/:@<>\\]|\w\.\w{2,}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Draft:
    """One sign-up under way. `problem` is (field, sentence) of the last refused 회원가입.

    `sent_to` is where the verification went; `wait` the seconds until it may go again.
    """

    values: dict[str, str] = field(default_factory=dict)
    check: Check | None = None
    problem: tuple[str, str] = ("", "")
    sent_to: str = ""
    wait: int = 0
    is_verified: bool = False

    @property
    def may_go_on(self) -> bool:
        """Whether 사업자 정보 is complete, checked as it stands, and not refused."""
        if company_problems(self.values) or self.check is None:
            return False
        try:
            checking.refuse(self.check)
        except Invalid:
            return False
        return True


def look(session: Session, key_hash: str) -> Draft:
    """What this browser has typed; an empty draft when there is none or it is too old."""
    row = session.execute(select(Registration).where(Registration.key_hash == key_hash)).scalar()
    if row is None or row.updated_at < clock.now() - LIVES:
        return Draft()
    said = row.values
    sent_at = said.get("sent_at")
    return Draft(
        values={name: str(said[name]) for name in FIELDS if name in said},
        check=check_in(said),
        problem=tuple(said.get("problem", ("", ""))),
        sent_to=said.get("sent_to", ""),
        wait=seconds_left(datetime.fromisoformat(sent_at)) if sent_at else 0,
        is_verified=bool(said.get("is_verified")),
    )


def has_begun(session: Session, key_hash: str) -> bool:
    """Whether this visit has kept anything yet."""
    statement = select(Registration.id).where(Registration.key_hash == key_hash)
    return session.execute(statement).first() is not None


def account_of(session: Session, key_hash: str) -> int | None:
    """The id of the account that this visit has made and nobody has proven, without a lock."""
    statement = select(Registration.user_id).where(Registration.key_hash == key_hash)
    found: int | None = session.execute(statement).scalar()
    return found


def start_over(session: Session, key_hash: str) -> None:
    """새로 가입하기: an empty form after a sign-up that is done; one under way stays."""
    if not has_begun(session, key_hash):
        return
    row = held(session, key_hash)
    if row.values.get("is_verified"):
        row.user_id = None
        write(session, row, {})


def keep(session: Session, key_hash: str, typed: Mapping[str, str]) -> None:
    """Remember fields, each cut to its length. Raises NotFound without a visit, or for a field
    that there is not."""
    if not typed.keys() <= FIELDS.keys():
        raise NotFound
    row = held(session, key_hash)
    read = {name: _one_line(text) if name in COMPANY else text for name, text in typed.items()}
    cut = {name: text.strip()[: FIELDS[name]] for name, text in read.items()}
    write(session, row, {**row.values, **cut})


def keep_check(session: Session, key_hash: str, check: Check) -> None:
    """Remember what the tax office said of 사업자 정보 as it stands now."""
    row = held(session, key_hash)
    told = [check.standing.value, check.is_true, check.word]
    write(session, row, {**row.values, "check": told, "claim": claim_of(row.values)})


def keep_problem(session: Session, key_hash: str, problem: tuple[str, str]) -> None:
    """Remember why 회원가입 was refused, until it is tried again."""
    row = held(session, key_hash)
    write(session, row, {**row.values, "problem": list(problem)})


def company_problems(values: Mapping[str, str]) -> dict[str, str]:
    """What is missing or wrong in 사업자 정보, by field; empty when nothing is."""
    found = {name: said for name, said in REQUIRED.items() if not values.get(name, "").strip()}
    if problem := number_problem(values.get("business_number", "")):
        found["business_number"] = problem
    if problem := rules.company_name_problem(values.get("name", "")):
        found["name"] = problem
    if "opened_on" not in found and day_of(values["opened_on"]) is None:
        found["opened_on"] = WRONG_DAY
    if "postal_code" not in found and not re.fullmatch(r"[0-9]{5}", values["postal_code"]):
        found["postal_code"] = "우편번호 다섯 자리를 입력해 주세요."
    return {name: found[name] for name in COMPANY if name in found}


def number_problem(written: str) -> str:
    """Why a 사업자등록번호 cannot be one, judged without asking anybody; "" when it can."""
    digits = digits_of(written)
    if not digits:
        return REQUIRED["business_number"]
    if len(digits) != 10:
        return "사업자등록번호 10자리를 입력해 주세요."
    if not rules.is_business_number(digits):
        return f"사업자 상태: {checking.NO_SUCH}. 번호를 다시 확인해 주세요."
    return ""


def digits_of(written: str) -> str:
    """A number without the hyphens and spaces that people write."""
    return re.sub(r"[\s-]", "", written)


def day_of(written: str) -> date | None:
    """A day written as 20240101, with or without signs between; None for any other, or to come."""
    digits = re.sub(r"[\s./-]", "", written)
    if not re.fullmatch(r"[0-9]{8}", digits):
        return None
    try:
        found = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return found if rules.FIRST_DAY <= found <= clock.today() else None


def person_problem(name: str) -> str:
    """Why a name cannot stand in a mail; "" when it can."""
    if not name.strip():
        return "이름을 입력해 주세요."
    if len(name) > ACCOUNT["person"] or _LINKLIKE.search(name) or not name.isprintable():
        return "이름을 다시 확인해 주세요."
    return ""


def company_input(values: Mapping[str, str]) -> CompanyInput:
    """사업자 정보 and 사용자 유형 as a company. Raises Invalid with the first problem."""
    for name, sentence in company_problems(values).items():
        raise Invalid(sentence, field=name)
    is_buyer, is_seller = SIDES.get(values.get("side", ""), (False, False))
    if not (is_buyer or is_seller):
        raise Invalid("사용자 유형을 골라 주세요.", field="side")
    typed = {name: values.get(name, "").strip() for name in COMPANY if name != "opened_on"}
    return CompanyInput(
        **{**typed, "business_number": digits_of(typed["business_number"])},
        opened_on=day_of(values["opened_on"]),
        is_buyer=is_buyer,
        is_seller=is_seller,
    )


def claim_of(values: Mapping[str, Any]) -> list[str]:
    """What the tax office is asked to confirm: another claim needs another answer."""
    day = day_of(str(values.get("opened_on", "")))
    return [
        digits_of(str(values.get("business_number", ""))),
        day.isoformat() if day else "",
        str(values.get("representative_name", "")).strip(),
        str(values.get("name", "")).strip(),
    ]


def check_in(said: Mapping[str, Any]) -> Check | None:
    """The answer of the tax office, while it is about what stands in the form now."""
    if "check" not in said or said.get("claim") != claim_of(said):
        return None
    standing, is_true, word = said["check"]
    return Check(Standing(standing), is_true, word)


def seconds_left(sent_at: datetime) -> int:
    """Until the next mail may go."""
    return max(0, -(-int((sent_at + PAUSE - clock.now()).total_seconds() * 1000) // 1000))


def held(session: Session, key_hash: str) -> Registration:
    """The row of this visit, made when missing, locked until the end of the transaction.

    A row that is too old starts anew. Raises NotFound when there is no visit.
    """
    if not _HASH.fullmatch(key_hash):
        raise NotFound
    now = clock.now()
    empty = {"key_hash": key_hash, "values": {}, "created_at": now, "updated_at": now}
    session.connection().execute(insert_or_ignore(session, Registration, ["key_hash"]), empty)
    statement = (
        select(Registration)
        .where(Registration.key_hash == key_hash)
        .with_for_update(key_share=True)
    )
    row: Registration = session.execute(statement).scalar_one()
    if row.updated_at < now - LIVES:
        row.values, row.user_id, row.created_at = {}, None, now
    return row


def write(session: Session, row: Registration, values: dict[str, Any]) -> None:
    """Put new values into a row."""
    row.values, row.updated_at = values, clock.now()
    session.add(row)
    session.flush()


def forget(session: Session, now: datetime) -> int:
    """Drop what was left lying for a day; says how many."""
    done = session.execute(
        delete(Registration)
        .where(Registration.updated_at < now - LIVES)
        .execution_options(synchronize_session=False)
    )
    return int(getattr(done, "rowcount", 0))


def _one_line(text: str) -> str:
    """As people see it: signs that nobody sees, and lines, are spaces."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())

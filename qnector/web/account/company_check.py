"""상태조회 and 진위확인 of 회사 설정, over what stands in the fields when they are pressed."""

from typing import Any, Literal

import reflex as rx

from qnector.core import db
from qnector.core.errors import QnectorError
from qnector.domain.accounts import checking, company, registration, rules
from qnector.domain.accounts.checking import Check, Standing
from qnector.web import business_check
from qnector.web.account import company_form as forms
from qnector.web.account.company_form import NO_ERRORS, ClaimForm
from qnector.web.args import FieldText
from qnector.web.busy import busy
from qnector.web.guard import actor, attempt, require
from qnector.web.toasts import Toasts

LATER = "저장은 할 수 있어요. 확인되면 알려 드릴게요."
SILENT = {
    Standing.NOT_ASKED: f"국세청 조회가 연결되지 않았어요. {LATER}",
    Standing.UNREACHABLE: f"지금은 국세청에 물어볼 수 없어요. {LATER}",
}
ClaimField = Literal["business_number", "company_name", "representative_name", "opened_on"]
WAIT = "너무 자주 물어봤어요. 잠시 뒤 다시 눌러 주세요."


class CompanyCheck(rx.State, mixin=True):
    """What the tax office said of the fields as they are typed; only a true claim that equals
    what is stored is kept. Problems stand in the `errors` of the screen."""

    number_said: str = ""
    claim_said: str = ""
    is_active: bool = False
    is_confirmed: bool = False
    is_asking: str = ""

    _asked: dict[str, str] = {}  # what stood in the fields that the answers are about

    @rx.event
    @require("company.write")
    async def leave(self, field: ClaimField, text: FieldText):
        """A field was left: what was said of something else counts no more."""
        if text == self._asked.get(field, ""):
            return
        self.claim_said, self.is_confirmed = "", False
        if field == "business_number":
            self.number_said, self.is_active = "", False

    @rx.event
    @require("company.write")
    async def check_status(self, claim: ClaimForm):
        """상태조회."""
        self._ask_anew(claim)
        if problem := registration.number_problem(claim.business_number):
            yield self._complain({"business_number": problem})
            return
        if not _may_ask():
            self.number_said = WAIT
            return
        with busy(self, "is_asking", "status"):
            yield
            number = registration.digits_of(claim.business_number)
            check, failure = await attempt(business_check.status(number), QnectorError)
        yield _failed(failure) if check is None else self._say_status(check)

    @rx.event
    @require("company.write")
    async def verify_business(self, claim: ClaimForm):
        """진위확인."""
        self._ask_anew(claim)
        if problems := forms.claim_problems(claim):
            yield self._complain(problems)
            return
        if not _may_ask():
            self.claim_said = WAIT
            return
        with busy(self, "is_asking", "claim"):
            yield
            check, failure = await attempt(_ask(claim), QnectorError)
        yield _failed(failure) if check is None else self._say_claim(check)

    def _say_status(self, check: Check) -> None:
        self.is_active = check.standing is Standing.ACTIVE
        if check.is_answered and not self.is_active:
            return self._say_no(check)
        self.number_said = SILENT.get(check.standing, f"사업자 상태: {check.word}")
        return None

    def _say_claim(self, check: Check) -> None:
        self.is_confirmed = check.is_confirmed
        if check.is_answered and not check.is_confirmed:
            return self._say_no(check)
        self.claim_said = SILENT.get(check.standing, checking.TRUE)
        return None

    def _say_no(self, check: Check) -> None:
        """The answer comes late: whoever types somewhere else by then stays there."""
        if refusal := checking.problem(check):
            self.errors = {**NO_ERRORS, forms.box_of(refusal.field): refusal.sentence}

    def _complain(self, problems: dict[str, str]) -> Any:
        """Say each problem at its field, and go to the first."""
        said = {forms.box_of(field): sentence for field, sentence in problems.items()}
        self.errors = {**NO_ERRORS, **said}
        return rx.set_focus(next(iter(said)))

    def _ask_anew(self, claim: ClaimForm) -> None:
        self._begin()
        self._asked = claim.model_dump()

    def _begin(self) -> None:
        self.number_said = self.claim_said = ""
        self.is_active = self.is_confirmed = False
        self.errors = NO_ERRORS


def _may_ask() -> bool:
    return business_check.may_ask(f"company:{actor().company_id}")


def _failed(failure: QnectorError | None) -> Any:
    return Toasts.say(failure.sentence, kind="error") if failure else None


async def _ask(claim: ClaimForm) -> Check:
    """Ask, and keep the answer when it is about what is stored."""
    number, day = registration.digits_of(claim.business_number), forms.day_of(claim.opened_on)
    name, person = rules.one_line(claim.company_name), rules.one_line(claim.representative_name)
    if day is None:
        return Check(Standing.NOT_ASKED)
    check = await business_check.verify(number, day, person, name)
    await db.write(
        company.take_answer,
        actor(),
        check,
        business_number=number,
        name=name,
        representative_name=person,
        opened_on=day,
    )
    return check

"""What 회원가입 remembers of 사업자 정보, and whom it asks."""

from typing import Annotated, Any

import reflex as rx
from pydantic import StringConstraints

from qnector.core import db
from qnector.domain.accounts import checking, registration
from qnector.domain.accounts.checking import Check, Standing
from qnector.domain.accounts.registration import Draft
from qnector.web import business_check, urls, visits
from qnector.web.args import FieldText, Form
from qnector.web.busy import busy
from qnector.web.guard import Screen, public, visitor
from qnector.web.postcode import PostcodeState
from qnector.web.visits import PATH

FieldName = Annotated[str, StringConstraints(pattern=f"^({'|'.join(registration.FIELDS)})$")]
NONE = dict.fromkeys(registration.COMPANY, "")
CLAIM = ("opened_on", "representative_name", "name")
LATER = "가입은 계속할 수 있어요. 확인되면 알려 드릴게요."
FOCUSED = ("email", "password", "again", "person")
SILENT = {
    Standing.NOT_ASKED: f"국세청 조회가 연결되지 않았어요. {LATER}",
    Standing.UNREACHABLE: f"지금은 국세청에 물어볼 수 없어요. {LATER}",
}
CHOOSE = "주소찾기에서 주소를 골라 주세요."
WAIT = "너무 자주 물어봤어요. 잠시 뒤 다시 눌러 주세요."


def may_show(draft: Draft, step: int) -> bool:
    """Whether somebody is as far as this step."""
    if step == 3:
        return draft.sent_to != ""
    return step == 1 or draft.may_go_on


class BusinessForm(Form):
    """What 다음 sends."""

    business_number: FieldText = ""
    name: FieldText = ""
    representative_name: FieldText = ""
    opened_on: FieldText = ""
    business_item: FieldText = ""
    business_type: FieldText = ""
    postal_code: FieldText = ""
    street: FieldText = ""
    detail: FieldText = ""


class RegisterState(PostcodeState, Screen):
    """회원가입: 사업자 정보, and which of the three steps is shown."""

    step: int = 0
    has_visit: bool = False
    business_number: str = ""
    name: str = ""
    representative_name: str = ""
    opened_on: str = ""
    business_item: str = ""
    business_type: str = ""
    detail: str = ""
    errors: dict[str, str] = NONE
    number_said: str = ""
    claim_said: str = ""
    is_confirmed: bool = False
    is_active: bool = False
    is_asking: str = ""
    epoch: int = 0

    @rx.event
    @public
    async def load(self):
        """Show what this browser has typed so far, at the step that the address names."""
        draft = await db.read(registration.look, visitor())
        wanted = urls.Query(self.router.url).number("step", 1, most=3)
        self.has_visit = visitor() != ""
        if draft.is_verified:
            self.step = 3
            return None
        if not may_show(draft, wanted):
            self._lead(PATH, {}, replaces=True)
            return None
        await self._prepare_finder()
        self._show(draft)
        self.step = wanted
        return self._go_to_problem(draft, wanted)

    @rx.event
    @public
    async def keep(self, field: FieldName, text: FieldText):
        """A field was left: keep it, and judge a 사업자등록번호 at once."""
        if await self._keep({field: text}) and field in registration.COMPANY:
            said = registration.number_problem(text) if field == "business_number" and text else ""
            self.errors = {**self.errors, field: said}
        if field == "business_number":
            self.number_said = ""
        if field in (*CLAIM, "business_number"):
            self.claim_said = ""

    @rx.event
    @public
    async def check_status(self):
        """상태조회."""
        draft = await db.read(registration.look, visitor())
        number = draft.values.get("business_number", "")
        self.number_said = ""
        if problem := registration.number_problem(number):
            yield self._complain({"business_number": problem})
            return
        if not self._may_ask():
            self.number_said, self.is_active = WAIT, False
            return
        with busy(self, "is_asking", "status"):
            yield
            check = await business_check.status(registration.digits_of(number))
        yield self._say_status(check)

    @rx.event
    @public
    async def verify_business(self):
        """진위확인."""
        draft = await db.read(registration.look, visitor())
        found = registration.company_problems(draft.values)
        self.claim_said = ""
        if problems := {name: found[name] for name in ("business_number", *CLAIM) if name in found}:
            yield self._complain(problems)
            return
        if not self._may_ask():
            self.claim_said, self.is_confirmed = WAIT, False
            return
        with busy(self, "is_asking", "claim"):
            yield
            check = await self._ask(draft)
        yield self._say_claim(check)

    @rx.event
    @public
    async def go_on(self, form: BusinessForm):
        """다음: whatever is missing is said; only a clear no of the tax office stops."""
        await self._keep(form.model_dump())
        draft = await db.read(registration.look, visitor())
        if problems := registration.company_problems(draft.values):
            yield self._complain(problems)
            return
        with busy(self, "is_asking", "next"):
            yield
            check = draft.check or await self._ask(draft, is_paced=True)
        if refusal := checking.problem(check):
            yield self._complain({refusal.field: refusal.sentence})
            return
        self._lead(PATH, {"step": 2})

    def _may_ask(self) -> bool:
        return business_check.may_ask(self.router.session.client_ip)

    async def _ask(self, draft: Draft, *, is_paced: bool = False) -> Check:
        """진위확인 of what is kept; the answer is kept with it.

        `is_paced`: who has asked too often gets no answer, and goes on as 미확인.
        """
        number, _, person, name = registration.claim_of(draft.values)
        day = registration.day_of(draft.values.get("opened_on", ""))
        if day is None:
            return Check(Standing.NOT_ASKED)
        if is_paced and not self._may_ask():
            check = Check(Standing.UNREACHABLE)
        else:
            check = await business_check.verify(number, day, person, name)
        await db.write(registration.keep_check, visitor(), check)
        return check

    def _say_status(self, check: Check) -> Any:
        self.is_active = check.standing is Standing.ACTIVE
        self.number_said = SILENT.get(check.standing, f"사업자 상태: {check.word}")
        if check.is_answered and not self.is_active:
            return self._refused(check)
        self.errors = {**self.errors, "business_number": ""}
        return None

    def _say_claim(self, check: Check) -> Any:
        self.is_confirmed = check.is_confirmed
        self.claim_said = SILENT.get(check.standing, checking.TRUE)
        if check.is_answered and not check.is_confirmed:
            return self._refused(check)
        self.errors = {**self.errors, "opened_on": ""}
        return None

    def _refused(self, check: Check) -> Any:
        self.number_said = self.claim_said = ""
        refusal = checking.problem(check)
        return self._complain({refusal.field: refusal.sentence}) if refusal else None

    def _complain(self, problems: dict[str, str]) -> Any:
        """Say each problem at its field, and go to the first."""
        if not self.is_by_hand:
            problems |= {name: CHOOSE for name in ("postal_code", "street") if name in problems}
        self.errors = {**NONE, **problems}
        return rx.set_focus(next(name for name in NONE if name in problems))

    async def _keep(self, typed: dict[str, str]) -> bool:
        return await visits.keep(visitor(), self.router.session.client_ip, typed)

    async def _took_place(self) -> None:
        await self._keep({"postal_code": self.postal_code, "street": self.street})
        self.errors = {**self.errors, "postal_code": "", "street": ""}

    def _show(self, draft: Draft) -> None:
        for name in registration.COMPANY:
            setattr(self, name, draft.values.get(name, ""))
        self.errors, self.number_said, self.claim_said, self.is_asking = NONE, "", "", ""
        self.epoch += 1
        self.address_epoch += 1

    def _go_to_problem(self, draft: Draft, step: int) -> Any:
        """Where 회원가입 was refused: at a field of this step, or of the next."""
        field, sentence = draft.problem
        if step == 1 and field in NONE:
            return self._complain({field: sentence})
        return rx.set_focus(field) if step == 2 and field in FOCUSED else None

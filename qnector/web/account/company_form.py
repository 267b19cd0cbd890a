"""The form of a company: what its fields send, and how a company is written into them."""

import re
from datetime import date

from qnector.core.errors import Invalid
from qnector.domain.accounts import company, registration
from qnector.domain.accounts.company import CompanyFields
from qnector.ui import labels
from qnector.web.args import FieldText, Form, TurnForm

# The page has only one "name", and the browser fills a field called so with a person's.
BOXES = {"name": "company_name"}


class CompanyForm(Form):
    """회사 설정 as typed."""

    business_number: FieldText = ""
    company_name: FieldText = ""
    representative_name: FieldText = ""
    opened_on: FieldText = ""
    business_item: FieldText = ""
    business_type: FieldText = ""
    postal_code: FieldText = ""
    street: FieldText = ""
    detail: FieldText = ""
    contact_email: FieldText = ""
    phone: FieldText = ""
    contact_name: FieldText = ""
    contact_phone: FieldText = ""


class ClaimForm(Form):
    """What the tax office is asked about, as typed."""

    business_number: FieldText = ""
    company_name: FieldText = ""
    representative_name: FieldText = ""
    opened_on: FieldText = ""


class BankForm(TurnForm):
    """은행 계좌 as typed."""

    bank_name: FieldText = ""
    holder: FieldText = ""
    number: FieldText = ""


EMPTY = dict.fromkeys(CompanyForm.model_fields, "")
NO_ERRORS = dict(EMPTY)
NO_BANK_ERRORS = dict.fromkeys(("bank_name", "holder", "number"), "")


def box_of(field: str) -> str:
    """The name of the input in which a field of the company stands."""
    return BOXES.get(field, field)


def read(form: CompanyForm) -> CompanyFields:
    """What the owner says. Raises Invalid at the first field that cannot be so."""
    typed = form.model_dump()
    given = {name: typed[box_of(name)] for name in company.LABELS}
    return CompanyFields(**{**given, "opened_on": day_of(form.opened_on)})


def claim_problems(claim: ClaimForm) -> dict[str, str]:
    """Why the tax office cannot be asked about it, by field of the company."""
    typed = claim.model_dump()
    found = registration.company_problems({one: typed[box_of(one)] for one in company.REGISTERED})
    return {field: said for field, said in found.items() if field in company.REGISTERED}


def written(given: CompanyFields) -> dict[str, str]:
    """A company as its fields show it."""
    found = {box_of(name): str(getattr(given, name) or "") for name in company.LABELS}
    found["business_number"] = labels.business_number(given.business_number)
    found["opened_on"] = f"{given.opened_on:%Y%m%d}" if given.opened_on else ""
    return found


def merged(form: CompanyForm, shown: dict[str, str], now: CompanyFields) -> dict[str, str]:
    """What was typed where it was changed, and elsewhere what the company says now."""
    typed, fresh = form.model_dump(), written(now)
    return {box: typed[box] if typed[box] != shown.get(box, "") else fresh[box] for box in fresh}


def day_of(text: str) -> date | None:
    """20240101, with or without hyphens and dots."""
    digits = re.sub(r"[\s./-]", "", text)
    if not digits:
        return None
    if len(digits) != 8 or not (digits.isascii() and digits.isdecimal()):
        raise Invalid("개업일자 8자리를 입력해 주세요. 예: 20240101", field="opened_on")
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise Invalid("개업일자를 다시 확인해 주세요.", field="opened_on") from None

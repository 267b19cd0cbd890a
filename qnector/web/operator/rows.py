"""Companies and people as the operator reads them."""

from typing import TypedDict

from qnector.core import clock
from qnector.domain.accounts.directory import CompanyRow
from qnector.domain.accounts.models import Company, Verification
from qnector.domain.accounts.roster import PersonRow
from qnector.domain.reports.companies import Doings
from qnector.ui import labels
from qnector.web.orders.rows import address_text, phone_text


class CompanyText(TypedDict):
    """One company of the list."""

    id: int
    name: str
    email: str
    number: str
    representative: str
    sides: str
    people: str
    created: str
    is_verified: bool
    is_suspended: bool


class CompanyDetailText(TypedDict):
    """Everything about one company."""

    id: int
    name: str
    number: str
    representative: str
    opened: str
    business_type: str
    business_item: str
    sides: str
    email: str
    phone: str
    address: str
    contact: str
    bank: str
    vat: str
    created: str
    is_verified: bool
    check: str
    checked: str
    is_suspended: bool
    suspended: str
    reason: str
    products: str
    partners: str
    orders: str


class PersonText(TypedDict):
    """One login; `state` is one of active, waiting, unverified, inactive."""

    id: int
    name: str
    email: str
    role: str
    company: str
    company_path: str
    state: str
    seen: str
    created: str
    may_act: bool
    is_active: bool
    is_oneself: bool


NO_COMPANY = CompanyDetailText(
    id=0, name="", number="", representative="", opened="", business_type="", business_item="",
    sides="", email="", phone="", address="", contact="", bank="", vat="", created="",
    is_verified=False, check="", checked="", is_suspended=False, suspended="", reason="",
    products="", partners="", orders="",
)  # fmt: skip
NO_PERSON = PersonText(
    id=0, name="", email="", role="", company="", company_path="", state="active", seen="",
    created="", may_act=False, is_active=True, is_oneself=False,
)  # fmt: skip


def company_text(row: CompanyRow) -> CompanyText:
    """One company of the list."""
    return CompanyText(
        id=row.id,
        name=row.name,
        email=row.contact_email or "-",
        number=labels.business_number(row.business_number),
        representative=row.representative_name or "-",
        sides=_sides(row.is_buyer, row.is_seller, row.is_managed),
        people=f"{row.people:,}명",
        created=clock.day_text(clock.seoul_day(row.created_at)),
        is_verified=row.verification is Verification.VERIFIED,
        is_suspended=row.suspended_at is not None,
    )


def detail_text(row: Company, doings: Doings) -> CompanyDetailText:
    """Everything about one company. The account number stays sealed: an operator needs it not."""
    contact = " · ".join(filter(None, (row.contact_name, phone_text(row.contact_phone))))
    bank = " · ".join(filter(None, (row.bank_name, row.bank_holder)))
    return CompanyDetailText(
        id=row.id or 0,
        name=row.name,
        number=labels.business_number(row.business_number),
        representative=row.representative_name or "-",
        opened=clock.day_text(row.opened_on) if row.opened_on else "-",
        business_type=row.business_type or "-",
        business_item=row.business_item or "-",
        sides=_sides(row.is_buyer, row.is_seller, row.managed_by is not None),
        email=row.contact_email or "-",
        phone=phone_text(row.phone) or "-",
        address=address_text(row.postal_code, row.street, row.detail) or "-",
        contact=contact or "-",
        bank=f"{bank} · 계좌번호 등록됨" if row.bank_account else "-",
        vat=labels.VAT_MODE[row.vat_mode] if row.is_seller else "-",
        created=clock.moment_text(row.created_at),
        is_verified=row.verification is Verification.VERIFIED,
        check=row.check_note or ("국세청에서 확인했어요." if row.verified_at else "-"),
        checked=clock.moment_text(row.checked_at) if row.checked_at else "-",
        is_suspended=row.suspended_at is not None,
        suspended=clock.moment_text(row.suspended_at) if row.suspended_at else "",
        reason=row.suspended_reason,
        products=f"{doings.products:,}개",
        partners=f"판매자 {doings.sellers:,}곳 · 구매자 {doings.buyers:,}곳",
        orders=f"보낸 주문 {doings.placed:,}건 · 받은 주문 {doings.received:,}건",
    )


def person_text(row: PersonRow, own_id: int) -> PersonText:
    """One login."""
    return PersonText(
        id=row.id,
        name=row.name,
        email=row.email,
        role="운영자" if row.is_operator else labels.ROLE[row.role],
        company=row.company_name,
        company_path=f"/operator/companies?company={row.company_id}" if row.company_id else "",
        state=_state(row),
        seen=clock.moment_text(row.seen_at) if row.seen_at else "-",
        created=clock.day_text(clock.seoul_day(row.created_at)),
        may_act=not row.is_operator and row.is_active,
        is_active=row.is_active,
        is_oneself=row.id == own_id,
    )


def _state(row: PersonRow) -> str:
    if not row.is_active:
        return "inactive"
    if not row.is_verified:
        return "unverified"
    return "active" if row.has_password else "waiting"


def _sides(is_buyer: bool, is_seller: bool, is_managed: bool) -> str:
    if is_managed:
        return "전용 구매자"
    sides = (("buyer", is_buyer), ("seller", is_seller))
    return " · ".join(labels.SIDE[side] for side, has in sides if has)

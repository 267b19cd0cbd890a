"""Partners as printed text."""

from typing import TypedDict

from qnector.core import clock
from qnector.core.money import won_text
from qnector.domain.accounts.models import Verification
from qnector.domain.connections.models import ConnectionStatus, Terms
from qnector.domain.connections.queries import BuyerRow, SellerRow
from qnector.domain.reports.partners import Bought
from qnector.ui import labels
from qnector.web.orders.rows import address_text, phone_text

NO_LIMIT = "한도 없음"


class SellerText(TypedDict):
    """One seller of the list; `status` is "" where nothing was asked yet."""

    id: int
    name: str
    email: str
    number: str
    representative: str
    business_type: str
    business_item: str
    is_unverified: bool
    status: str
    note: str


class BuyerText(TypedDict):
    """One buyer of the list."""

    id: int
    name: str
    email: str
    number: str
    representative: str
    is_unverified: bool
    is_managed: bool
    status: str
    note: str
    terms: str
    limit: str
    bought: str


class BuyerDetailText(TypedDict):
    """Everything about one buyer."""

    id: int
    name: str
    email: str
    number: str
    representative: str
    business_type: str
    business_item: str
    phone: str
    address: str
    is_unverified: bool
    is_managed: bool
    status: str
    reason: str
    asked: str
    answered: str
    terms: str
    limit: str
    bought: str
    orders: str


NOBODY = BuyerDetailText(
    id=0, name="", email="", number="", representative="", business_type="", business_item="",
    phone="", address="", is_unverified=False, is_managed=False, status="requested", reason="",
    asked="", answered="", terms="", limit="", bought="", orders="",
)  # fmt: skip


def seller_text(seller: SellerRow, product_count: int) -> SellerText:
    """One seller; the count is of what the asker may order."""
    note = _reason(seller.status, seller.reason or "")
    if seller.status is ConnectionStatus.APPROVED:
        note = f"품목 {product_count:,}개"
    return SellerText(
        id=seller.id,
        name=seller.name,
        email=seller.contact_email or "-",
        number=labels.business_number(seller.business_number),
        representative=seller.representative_name or "-",
        business_type=seller.business_type or "-",
        business_item=seller.business_item or "-",
        is_unverified=seller.verification is Verification.UNVERIFIED,
        status=seller.status or "",
        note=note,
    )


def buyer_text(buyer: BuyerRow, bought: Bought | None) -> BuyerText:
    """One buyer of the list."""
    is_asking = buyer.status is ConnectionStatus.REQUESTED
    asked = f"{clock.day_text(clock.seoul_day(buyer.requested_at))} 요청" if is_asking else ""
    return BuyerText(
        id=buyer.id,
        name=buyer.name,
        email=buyer.contact_email or "-",
        number=labels.business_number(buyer.business_number),
        representative=buyer.representative_name or "-",
        is_unverified=buyer.verification is Verification.UNVERIFIED,
        is_managed=buyer.is_managed,
        status=buyer.status,
        note=asked or _reason(buyer.status, buyer.reason),
        terms=_if_trading(buyer, terms_text(buyer.terms_kind, buyer.terms_days)),
        limit=_if_trading(buyer, limit_text(buyer.credit_limit)),
        bought=bought_text(bought),
    )


def detail_text(buyer: BuyerRow, bought: Bought | None) -> BuyerDetailText:
    """Everything about one buyer."""
    return BuyerDetailText(
        id=buyer.id,
        name=buyer.name,
        email=buyer.contact_email or "-",
        number=labels.business_number(buyer.business_number),
        representative=buyer.representative_name or "-",
        business_type=buyer.business_type or "-",
        business_item=buyer.business_item or "-",
        phone=phone_text(buyer.phone) or "-",
        address=address_text(buyer.postal_code, buyer.street, buyer.detail) or "-",
        is_unverified=buyer.verification is Verification.UNVERIFIED,
        is_managed=buyer.is_managed,
        status=buyer.status,
        reason=buyer.reason,
        asked=clock.moment_text(buyer.requested_at),
        answered=clock.moment_text(buyer.answered_at) if buyer.answered_at else "-",
        terms=terms_text(buyer.terms_kind, buyer.terms_days),
        limit=limit_text(buyer.credit_limit),
        bought=bought_text(bought),
        orders=f"/seller/orders?partner={buyer.id}",
    )


def terms_text(kind: Terms, days: int) -> str:
    """즉시, 30일, 익월 10일, 익월 말일."""
    return labels.TERMS[kind].replace("N", str(days))


def limit_text(limit: int | None) -> str:
    """₩1,000,000, or that there is none."""
    return NO_LIMIT if limit is None else won_text(limit)


def bought_text(bought: Bought | None) -> str:
    """3건 · ₩120,000, or a dash."""
    if bought is None or not bought.order_count:
        return "-"
    return f"{bought.order_count:,}건 · {won_text(bought.total_amount)}"


def _reason(status: ConnectionStatus | None, reason: str) -> str:
    is_told = status in (ConnectionStatus.REJECTED, ConnectionStatus.SUSPENDED)
    return f"사유: {reason}" if is_told and reason else ""


def _if_trading(buyer: BuyerRow, text: str) -> str:
    is_trading = buyer.status in (ConnectionStatus.APPROVED, ConnectionStatus.SUSPENDED)
    return text if is_trading else "-"

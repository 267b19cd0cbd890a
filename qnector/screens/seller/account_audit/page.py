"""계정관리 › 감사 기록, as the seller sees it."""

import reflex as rx

from qnector.screens.seller.account_audit.state import SellerAuditState
from qnector.web.audit import parts
from qnector.web.screen import screen


@screen(
    route="/seller/account/audit",
    title="감사 기록",
    side="seller",
    on_load=SellerAuditState.load,
    nav="/seller/account",
)
def seller_account_audit() -> rx.Component:
    """The chain, the list, and one act."""
    return parts.company_audit(SellerAuditState, "seller")

"""계정관리 › 감사 기록, as the buyer sees it."""

import reflex as rx

from qnector.screens.buyer.account_audit.state import BuyerAuditState
from qnector.web.audit import parts
from qnector.web.screen import screen


@screen(
    route="/account/audit",
    title="감사 기록",
    side="buyer",
    on_load=BuyerAuditState.load,
    nav="/account",
)
def buyer_account_audit() -> rx.Component:
    """The chain, the list, and one act."""
    return parts.company_audit(BuyerAuditState, "buyer")

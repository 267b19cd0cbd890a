"""알림 관리 › 수/발신 내역, as the seller sees it."""

import reflex as rx

from qnector.screens.seller.messages.state import SellerMessagesState
from qnector.web.messages import parts
from qnector.web.screen import screen


@screen(
    route="/seller/messages", title="알림 관리", side="seller", on_load=SellerMessagesState.load
)
def seller_messages() -> rx.Component:
    """The cards and the list."""
    return parts.log_page(SellerMessagesState, "/seller/messages")

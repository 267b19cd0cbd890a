"""알림 관리 › 수/발신 내역, as the buyer sees it."""

import reflex as rx

from qnector.screens.buyer.messages.state import BuyerMessagesState
from qnector.web.messages import parts
from qnector.web.screen import screen


@screen(route="/messages", title="알림 관리", side="buyer", on_load=BuyerMessagesState.load)
def buyer_messages() -> rx.Component:
    """The cards and the list."""
    return parts.log_page(BuyerMessagesState, "/messages")

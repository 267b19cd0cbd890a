"""알림 관리 › 알림 설정, as the buyer sees it."""

import reflex as rx

from qnector.screens.buyer.message_settings.state import BuyerMessageSettingsState
from qnector.web.messages import parts
from qnector.web.screen import screen


@screen(
    route="/messages/settings",
    title="알림 설정",
    side="buyer",
    on_load=BuyerMessageSettingsState.load,
    nav="/messages",
)
def buyer_message_settings() -> rx.Component:
    """Kinds and channels, each with its switch."""
    return parts.switch_page(BuyerMessageSettingsState, "/messages")

"""알림 관리 › 알림 설정, as the seller sees it."""

import reflex as rx

from qnector.screens.seller.message_settings.state import SellerMessageSettingsState
from qnector.web.messages import parts
from qnector.web.screen import screen


@screen(
    route="/seller/messages/settings",
    title="알림 설정",
    side="seller",
    on_load=SellerMessageSettingsState.load,
    nav="/seller/messages",
)
def seller_message_settings() -> rx.Component:
    """Kinds and channels, each with its switch."""
    return parts.switch_page(SellerMessageSettingsState, "/seller/messages")

"""계정관리 › 보안, as the buyer sees it."""

import reflex as rx

from qnector.screens.buyer.account_security.state import BuyerSecurityState
from qnector.web.account import security_parts
from qnector.web.screen import screen


@screen(
    route="/account/security",
    title="보안",
    side="buyer",
    on_load=BuyerSecurityState.load,
    nav="/account",
)
def buyer_account_security() -> rx.Component:
    """비밀번호 관리, 접속 기기 관리, 로그인 기록."""
    return security_parts.security_page(BuyerSecurityState, "buyer")

"""계정관리 › 보안, as the seller sees it."""

import reflex as rx

from qnector.screens.seller.account_security.state import SellerSecurityState
from qnector.web.account import security_parts
from qnector.web.screen import screen


@screen(
    route="/seller/account/security",
    title="보안",
    side="seller",
    on_load=SellerSecurityState.load,
    nav="/seller/account",
)
def seller_account_security() -> rx.Component:
    """비밀번호 관리, 접속 기기 관리, 로그인 기록."""
    return security_parts.security_page(SellerSecurityState, "seller")

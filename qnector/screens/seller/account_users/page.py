"""계정관리 › 사용자 관리, as the seller sees it."""

import reflex as rx

from qnector.screens.seller.account_users.state import SellerUsersState
from qnector.web.account import users_parts
from qnector.web.screen import screen


@screen(
    route="/seller/account/users",
    title="사용자 관리",
    side="seller",
    on_load=SellerUsersState.load,
    nav="/seller/account",
)
def seller_account_users() -> rx.Component:
    """Who belongs to the company, and what they may."""
    return users_parts.users_page(SellerUsersState, "seller")

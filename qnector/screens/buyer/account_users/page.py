"""계정관리 › 사용자 관리, as the buyer sees it."""

import reflex as rx

from qnector.screens.buyer.account_users.state import BuyerUsersState
from qnector.web.account import users_parts
from qnector.web.screen import screen


@screen(
    route="/account/users",
    title="사용자 관리",
    side="buyer",
    on_load=BuyerUsersState.load,
    nav="/account",
)
def buyer_account_users() -> rx.Component:
    """Who belongs to the company, and what they may."""
    return users_parts.users_page(BuyerUsersState, "buyer")

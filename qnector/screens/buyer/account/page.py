"""계정관리 › 계정 설정, as the buyer sees it."""

import reflex as rx

from qnector.screens.buyer.account.state import BuyerAccountState
from qnector.web.account import profile_parts
from qnector.web.screen import screen


@screen(route="/account", title="계정관리", side="buyer", on_load=BuyerAccountState.load)
def buyer_account() -> rx.Component:
    """성명, 유형, 프로필 사진, 소셜 계정 연결."""
    return profile_parts.profile_page(BuyerAccountState, "buyer")

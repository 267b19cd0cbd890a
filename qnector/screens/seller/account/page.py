"""계정관리 › 계정 설정, as the seller sees it."""

import reflex as rx

from qnector.screens.seller.account.state import SellerAccountState
from qnector.web.account import profile_parts
from qnector.web.screen import screen


@screen(route="/seller/account", title="계정관리", side="seller", on_load=SellerAccountState.load)
def seller_account() -> rx.Component:
    """성명, 유형, 프로필 사진, 소셜 계정 연결."""
    return profile_parts.profile_page(SellerAccountState, "seller")

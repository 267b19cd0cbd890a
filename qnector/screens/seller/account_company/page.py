"""계정관리 › 회사 설정, as the seller sees it."""

import reflex as rx

from qnector.screens.seller.account_company.state import SellerCompanyState
from qnector.web.account import company_parts
from qnector.web.screen import screen


@screen(
    route="/seller/account/company",
    title="회사 설정",
    side="seller",
    on_load=SellerCompanyState.load,
    nav="/seller/account",
)
def seller_account_company() -> rx.Component:
    """What the company says of itself, 직인 and 은행 계좌."""
    return company_parts.company_page(SellerCompanyState, "seller")

"""계정관리 › 회사 설정, as the buyer sees it."""

import reflex as rx

from qnector.screens.buyer.account_company.state import BuyerCompanyState
from qnector.web.account import company_parts
from qnector.web.screen import screen


@screen(
    route="/account/company",
    title="회사 설정",
    side="buyer",
    on_load=BuyerCompanyState.load,
    nav="/account",
)
def buyer_account_company() -> rx.Component:
    """What the company says of itself, 직인 and 은행 계좌."""
    return company_parts.company_page(BuyerCompanyState, "buyer")

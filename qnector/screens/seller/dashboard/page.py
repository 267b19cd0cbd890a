"""Dashboard, as the seller sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.seller.dashboard.state import SellerDashboardState
from qnector.web.dashboard import parts
from qnector.web.screen import screen

LINKS = [
    ("품목 관리", "품목과 가격, 재고를 관리하세요.", "/seller/products", "package"),
    ("주문 관리", "받은 주문을 확인하고 출고하세요.", "/seller/orders", "clipboard-list"),
    ("구매자 관리", "승인요청에 답하고 조건을 정하세요.", "/seller/buyers", "users"),
]


@screen(
    route="/seller/dashboard", title="Dashboard", side="seller", on_load=SellerDashboardState.load
)
def seller_dashboard() -> rx.Component:
    """The seller's figures, and the ways to what it does most."""
    return parts.dashboard(
        SellerDashboardState,
        action=ui.link_button(
            "주문 관리", to="/seller/orders", variant="primary", before="clipboard-list"
        ),
        usage=("품목 등록 수", "package"),
        links=LINKS,
        notices="/seller/notices",
        empty=ui.empty("아직 받은 주문이 없어요", "구매자가 주문을 보내면 달마다 여기에 쌓여요."),
    )

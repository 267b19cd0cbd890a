"""Dashboard, as the buyer sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.buyer.dashboard.state import BuyerDashboardState
from qnector.web.dashboard import parts
from qnector.web.screen import screen

LINKS = [
    ("주문 생성", "새로운 주문을 생성하세요.", "/orders/new", "circle-plus"),
    ("주문 관리", "주문 현황을 확인하세요.", "/orders", "clipboard-list"),
    ("판매자 목록/검색", "판매자를 찾아 승인을 요청하세요.", "/sellers", "store"),
]


@screen(route="/dashboard", title="Dashboard", side="buyer", on_load=BuyerDashboardState.load)
def dashboard() -> rx.Component:
    """The buyer's figures, and the ways to what it does most."""
    return parts.dashboard(
        BuyerDashboardState,
        action=ui.link_button("주문 생성", to="/orders/new", variant="primary", before="plus"),
        usage=("플랜 사용량", "gauge"),
        links=LINKS,
        notices="/notices",
        empty=ui.empty("아직 주문이 없어요", "첫 주문을 보내면 달마다 여기에 쌓여요."),
    )

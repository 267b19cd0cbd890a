"""운영 현황, as the operator sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.operator.overview.state import OverviewState
from qnector.web.screen import screen


@screen(route="/operator", title="운영 현황", side="operator", on_load=OverviewState.load)
def overview() -> rx.Component:
    """Four figures, and the way to look again."""
    state = OverviewState
    return ui.page(
        ui.page_header(
            "운영 현황",
            ui.button("새로고침", before="rotate-ccw", on_click=state.load),
            note="이 서버에서 거래하는 회사와 오늘의 움직임이에요.",
        ),
        rx.cond(
            state.is_loaded,
            ui.stats(
                ui.stat("회사", state.companies, before="building-2"),
                ui.stat("사용자", state.users, before="users"),
                ui.stat("오늘 주문", state.orders_today, before="clipboard-list"),
                ui.stat("보낼 메일", state.waiting_mails, note=state.failed_mails, before="mail"),
            ),
            ui.skeleton_lines(4),
        ),
    )

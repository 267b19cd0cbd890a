"""공지사항, as the buyer sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.buyer.notices.state import NoticesState
from qnector.web.board import notice_parts as parts
from qnector.web.screen import screen


@screen(route="/notices", title="공지사항", side="buyer", on_load=NoticesState.load)
def notices() -> rx.Component:
    """The list, and the window of one notice."""
    return ui.page(
        ui.page_header("공지사항", note="큐넥터와 거래하는 판매자의 소식이에요."),
        parts.notice_list(NoticesState, first_use=_first_use()),
        parts.notice_window(NoticesState),
    )


def _first_use() -> rx.Component:
    return ui.empty(
        "아직 공지가 없어요",
        "판매자나 큐넥터가 소식을 올리면 바로 여기에 보여요.",
        before="megaphone",
    )

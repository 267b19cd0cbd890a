"""공지사항, as the seller sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.seller.notices.state import SellerNoticesState
from qnector.web.board import notice_parts as parts
from qnector.web.screen import screen

ONLY_MANAGERS = "직원은 읽을 수만 있어요. 공지는 대표나 관리자가 올릴 수 있어요."


@screen(route="/seller/notices", title="공지사항", side="seller", on_load=SellerNoticesState.load)
def seller_notices() -> rx.Component:
    """The list, the window of one notice, and the form."""
    state = SellerNoticesState
    return ui.page(
        ui.page_header(
            "공지사항",
            parts.publish_button(state),
            note="거래하는 구매자에게 소식을 알리고, 큐넥터의 소식을 읽으세요.",
        ),
        rx.cond(state.is_loaded & ~state.may_write, ui.callout("info", ONLY_MANAGERS)),
        parts.notice_list(state, first_use=_first_use(), shelves=True),
        parts.notice_window(state, parts.writers_actions(state)),
        parts.notice_form(state, readers="거래하는 모든 구매자가 바로 볼 수 있어요."),
    )


def _first_use() -> rx.Component:
    return ui.empty(
        "아직 공지가 없어요",
        "휴무나 가격 변동처럼 구매자가 알아야 할 소식을 올려 보세요.",
        parts.publish_button(SellerNoticesState),
        before="megaphone",
    )

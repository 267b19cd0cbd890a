"""문의, as the buyer sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.buyer.inquiries.state import InquiriesState
from qnector.web.board import inquiry_parts as parts
from qnector.web.screen import screen


@screen(route="/inquiries", title="문의", side="buyer", on_load=InquiriesState.load)
def inquiries() -> rx.Component:
    """The list, the window of one inquiry, and 문의 등록."""
    state = InquiriesState
    return ui.page(
        ui.page_header(
            "문의", parts.ask_button(state), note="큐넥터와 거래하는 판매자에게 물어보세요."
        ),
        parts.inquiry_list(state, partner="판매자명", first_use=_first_use()),
        parts.inquiry_window(state),
        parts.inquiry_form(state),
    )


def _first_use() -> rx.Component:
    return ui.empty(
        "아직 문의가 없어요",
        "궁금한 점을 판매자나 큐넥터에 물어보세요.",
        parts.ask_button(InquiriesState),
        before="message-circle",
    )

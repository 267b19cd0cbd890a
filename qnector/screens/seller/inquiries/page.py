"""문의, as the seller sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.seller.inquiries.state import SellerInquiriesState
from qnector.web.board import inquiry_parts as parts
from qnector.web.screen import screen


@screen(route="/seller/inquiries", title="문의", side="seller", on_load=SellerInquiriesState.load)
def seller_inquiries() -> rx.Component:
    """The list, the window of one inquiry with the answer, and 문의 등록 to 큐넥터."""
    state = SellerInquiriesState
    return ui.page(
        ui.page_header(
            "문의",
            parts.ask_button(state),
            note="구매자의 문의에 답하고, 궁금한 점은 큐넥터에 물어보세요.",
        ),
        parts.inquiry_list(state, partner="구매자명", first_use=_first_use(), parts=parts.PARTS),
        parts.answer_window(state),
        parts.inquiry_form(state),
    )


def _first_use() -> rx.Component:
    return ui.empty(
        "아직 문의가 없어요",
        "구매자가 문의를 보내면 바로 여기에 보여요.",
        before="message-circle",
    )

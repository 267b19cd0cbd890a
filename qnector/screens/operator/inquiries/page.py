"""문의, as the operator sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.operator.inquiries.state import OperatorInquiriesState
from qnector.web.board import inquiry_parts as parts
from qnector.web.screen import screen


@screen(
    route="/operator/inquiries",
    title="문의",
    side="operator",
    on_load=OperatorInquiriesState.load,
)
def operator_inquiries() -> rx.Component:
    """The list, and the window of one inquiry with the answer."""
    state = OperatorInquiriesState
    return ui.page(
        ui.page_header("문의", note="회사들이 큐넥터에 보낸 문의에 답하세요."),
        parts.inquiry_list(state, partner="회사명", first_use=_first_use()),
        parts.answer_window(state),
    )


def _first_use() -> rx.Component:
    return ui.empty(
        "아직 문의가 없어요",
        "구매자나 판매자가 문의를 보내면 바로 여기에 보여요.",
        before="message-circle",
    )

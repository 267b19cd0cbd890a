"""공지사항, as the operator sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.operator.notices.state import OperatorNoticesState
from qnector.web.board import notice_parts as parts
from qnector.web.screen import screen


@screen(
    route="/operator/notices",
    title="공지사항",
    side="operator",
    on_load=OperatorNoticesState.load,
)
def operator_notices() -> rx.Component:
    """The list, the window of one notice, and the form."""
    state = OperatorNoticesState
    return ui.page(
        ui.page_header(
            "공지사항",
            parts.publish_button(state),
            note="모든 회사에 큐넥터의 소식을 알리세요.",
        ),
        parts.notice_list(state, first_use=_first_use(), shelves=True),
        parts.notice_window(state, parts.writers_actions(state)),
        parts.notice_form(state, readers="모든 구매자와 판매자가 바로 볼 수 있어요."),
    )


def _first_use() -> rx.Component:
    return ui.empty(
        "아직 공지가 없어요",
        "점검이나 새 기능처럼 모두가 알아야 할 소식을 올려 보세요.",
        parts.publish_button(OperatorNoticesState),
        before="megaphone",
    )

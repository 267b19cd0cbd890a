"""계정관리 › 계정 설정, as the operator sees it."""

import reflex as rx

from qnector.screens.operator.account.state import OperatorAccountState
from qnector.web.account import profile_parts
from qnector.web.screen import screen


@screen(
    route="/operator/account", title="계정관리", side="operator", on_load=OperatorAccountState.load
)
def operator_account() -> rx.Component:
    """성명, 유형, 프로필 사진, 소셜 계정 연결."""
    return profile_parts.profile_page(OperatorAccountState, "operator")

"""계정관리 › 보안, as the operator sees it."""

import reflex as rx

from qnector.screens.operator.account_security.state import OperatorSecurityState
from qnector.web.account import security_parts
from qnector.web.screen import screen


@screen(
    route="/operator/account/security",
    title="보안",
    side="operator",
    on_load=OperatorSecurityState.load,
    nav="/operator/account",
)
def operator_account_security() -> rx.Component:
    """비밀번호 관리, 접속 기기 관리, 로그인 기록."""
    return security_parts.security_page(OperatorSecurityState, "operator")

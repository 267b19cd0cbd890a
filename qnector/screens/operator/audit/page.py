"""감사 기록, as the operator sees it."""

import reflex as rx

from qnector.screens.operator.audit.state import OperatorAuditState
from qnector.web.audit import parts
from qnector.web.screen import screen


@screen(
    route="/operator/audit",
    title="감사 기록",
    side="operator",
    on_load=OperatorAuditState.load,
)
def operator_audit() -> rx.Component:
    """The chain, the list, and one act."""
    return parts.operator_audit(OperatorAuditState)

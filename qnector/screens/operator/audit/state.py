"""What 감사 기록 of the operator shows."""

from typing import ClassVar

from qnector.web.audit.state import OperatorAudit
from qnector.web.guard import Screen


class OperatorAuditState(OperatorAudit, Screen):
    """감사 기록: what was done in all companies."""

    _path: ClassVar[str] = "/operator/audit"

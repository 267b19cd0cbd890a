"""What 감사 기록 of the buyer shows."""

from typing import ClassVar

from qnector.web.audit.state import AuditLog
from qnector.web.guard import Screen


class BuyerAuditState(AuditLog, Screen):
    """계정관리 (감사 기록), as the buyer sees it."""

    _path: ClassVar[str] = "/account/audit"

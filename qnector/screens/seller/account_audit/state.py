"""What 감사 기록 of the seller shows."""

from typing import ClassVar

from qnector.web.audit.state import AuditLog
from qnector.web.guard import Screen


class SellerAuditState(AuditLog, Screen):
    """계정관리 (감사 기록), as the seller sees it."""

    _path: ClassVar[str] = "/seller/account/audit"

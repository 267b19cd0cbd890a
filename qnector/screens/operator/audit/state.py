"""What 감사 기록 of the operator shows."""

from typing import Any, ClassVar

import reflex as rx

from qnector.web.audit import looks
from qnector.web.audit.state import OperatorAudit
from qnector.web.guard import Screen, require


class OperatorAuditState(OperatorAudit, Screen):
    """감사 기록: what was done in all companies."""

    _path: ClassVar[str] = "/operator/audit"

    @rx.event
    @require("audit.read")
    async def load(self):
        """Show what the address asks for, and listen; who reads it is recorded too."""
        self.verdict = ""
        answer: Any = await self._arrive()
        # A company that is not there has nothing to look at.
        if self.company_name or not self._company_id():
            await looks.note("audit", self._company_id())
        return answer

"""What 운영 현황 shows."""

import reflex as rx

from qnector.core import db
from qnector.domain.reports import queries
from qnector.web.guard import Screen, actor, require


class OverviewState(Screen):
    """운영 현황: how much there is on this server."""

    is_loaded: bool = False
    companies: str = ""
    users: str = ""
    orders_today: str = ""
    waiting_mails: str = ""
    failed_mails: str = ""

    @rx.event
    @require("overview.read")
    async def load(self):
        """Count."""
        found = await db.read(queries.overview, actor(), slow=True)
        self.companies = f"{found.companies:,}곳"
        self.users = f"{found.users:,}명"
        self.orders_today = f"{found.orders_today:,}건"
        self.waiting_mails = f"{found.waiting_mails:,}통"
        self.failed_mails = f"보내지 못한 메일 {found.failed_mails:,}통"
        self.is_loaded = True

"""What the seller's Dashboard shows."""

from typing import ClassVar

from qnector.domain.reports.dashboard import Dashboard
from qnector.web.dashboard.state import DashboardState
from qnector.web.guard import Screen


class SellerDashboardState(DashboardState, Screen):
    """대시보드 (Dashboard) of the seller: what came in, from whom, and what is left to do."""

    _orders_path: ClassVar[str] = "/seller/orders"
    _notices_path: ClassVar[str] = "/seller/notices"

    def _usage(self, found: Dashboard) -> tuple[str, str]:
        """A seller's use is its products, of so many that the plan allows."""
        most = found.plan.product_limit if found.plan else None
        note = f"{found.plan.name} 플랜" if found.plan else ""
        limit = "등록 무제한" if most is None else f"{most:,}개까지"
        return f"{found.products:,}개", " · ".join(filter(None, (limit, note)))

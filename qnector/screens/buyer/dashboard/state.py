"""What the buyer's Dashboard shows."""

from qnector.web.dashboard.state import DashboardState
from qnector.web.guard import Screen


class BuyerDashboardState(DashboardState, Screen):
    """대시보드 (Dashboard) of the buyer: what was ordered, with whom, and where it stands."""

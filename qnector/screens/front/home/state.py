"""What 홈 has to ask for: the plans."""

import reflex as rx

from qnector.core import settings
from qnector.core.errors import Unavailable
from qnector.screens.front.home.offers import PlanText, plans
from qnector.web.guard import Screen, attempt, public


class HomeState(Screen):
    """홈: the plans as they stand in the database, or that everything is included."""

    pricing: str = ""  # "", "plans", "included", "failed"
    plans: list[PlanText] = []

    @rx.event
    @public
    async def load(self):
        """Show what it costs."""
        if not settings.current().has_billing:
            self.pricing = "included"
            return
        rows, failure = await attempt(plans(), Unavailable)
        self.plans = rows or []
        self.pricing = "plans" if failure is None else "failed"

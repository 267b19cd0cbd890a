"""Mail in the demo market: sent at once, sometimes late, sometimes not at all."""

from datetime import timedelta

from qnector.core import clock
from qnector.demo.partners import OPENED
from qnector.demo.stage import Stage
from qnector.domain.messages import service as messages
from qnector.domain.messages.service import Due

AT_ONCE = 100
A_DAY, FRESH = timedelta(days=1), timedelta(days=30)
SOON = timedelta(seconds=8)
FULL_BOX, BUSY = "SMTP 552", "SMTP 451"  # the words of outside.mail
EACH_FAILING, EACH_LATE = 41, 29


class Post:
    """Delivers what is due as the job would, with the failures that a real server has."""

    def __init__(self, stage: Stage) -> None:
        self._session = stage.session
        self._fresh = stage.now - FRESH
        self._next = stage.ago(OPENED)
        self._seen = 0

    def deliver(self) -> None:
        """Hand over every mail that is due now; of long ago, once a day is often enough."""
        if clock.now() < self._next:
            return
        self._next = clock.now() + (timedelta() if clock.now() > self._fresh else A_DAY)
        due = messages.claim(self._session, AT_ONCE)
        with clock.frozen(clock.now() + SOON):
            for one in due:
                self._hand_over(one)

    def _hand_over(self, due: Due) -> None:
        self._seen += 1
        if self._seen % EACH_FAILING == 0:
            messages.mark_failed(self._session, due, FULL_BOX, may_retry=False)
        elif self._seen % EACH_LATE == 0:
            messages.mark_failed(self._session, due, BUSY, may_retry=True)
        else:
            messages.mark_sent(self._session, due)

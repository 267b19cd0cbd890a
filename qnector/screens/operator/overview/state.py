"""What 운영 현황 shows."""

from datetime import datetime
from typing import TypedDict

import reflex as rx

from qnector.core import clock, db, loops
from qnector.core.loops import Loop
from qnector.domain.reports import queries
from qnector.web import live
from qnector.web.guard import Screen, actor, require

# Loops by what they do, for people; one without a word here goes by its own name.
JOBS = {
    "deliver messages": "메일 보내기",
    "end borrowed sessions": "시간이 다 된 대신 로그인 끝내기",
    "complete delivered orders": "배송이 끝난 주문 완료하기",
    "check businesses": "미확인 회사 다시 확인하기",
    "forget pictures": "쓰지 않는 사진 지우기",
    "prune": "지난 기록 지우기",
}
TOPICS = ("companies", "people", "placed", "deliveries", "inquiries")


class JobText(TypedDict):
    """One loop; `state` is one of ok, new, late, failing."""

    name: str
    every: str
    done: str
    state: str
    note: str


class OverviewState(Screen):
    """운영 현황: how much there is on this server, and what waits for the operator."""

    is_loaded: bool = False
    companies: str = ""
    users: str = ""
    orders_today: str = ""
    waiting_mails: str = ""
    failed_mails: str = ""
    unverified: str = ""
    suspended: str = ""
    inquiries: str = ""
    jobs: list[JobText] = []

    @rx.event
    @require("overview.read")
    async def load(self):
        """Count, and listen."""
        live.watch(self, dict.fromkeys(TOPICS, OverviewState.refresh))
        await self._show()

    @rx.event
    @require("overview.read")
    async def refresh(self):
        """Something that is counted here changed."""
        await self._show()

    async def _show(self) -> None:
        found = await db.read(queries.overview, actor(), slow=True)
        self.companies = f"{found.companies:,}곳"
        self.users = f"{found.users:,}명"
        self.orders_today = f"{found.orders_today:,}건"
        self.waiting_mails = f"{found.waiting_mails:,}통"
        self.failed_mails = f"{found.failed_mails:,}통"
        self.unverified = f"{found.unverified:,}곳"
        self.suspended = f"{found.suspended:,}곳"
        self.inquiries = f"{found.inquiries:,}건"
        now = clock.now()
        self.jobs = [_job_text(loop, now) for loop in loops.every()]
        self.is_loaded = True


def _job_text(loop: Loop, now: datetime) -> JobText:
    return JobText(
        name=JOBS.get(loop.name, loop.name),
        every=_every(loop.seconds),
        done=clock.moment_text(loop.done_at) if loop.done_at else "-",
        state=_state(loop, now),
        note=f"{loop.failures:,}번 이어서 실패 ({loop.problem})" if loop.failures else "",
    )


def _state(loop: Loop, now: datetime) -> str:
    if loop.failures:
        return "failing"
    if loop.is_late(now):
        return "late"
    return "ok" if loop.done_at else "new"


def _every(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f}초마다"
    minutes = round(seconds / 60)
    return f"{minutes}분마다" if minutes < 60 else f"{round(minutes / 60)}시간마다"

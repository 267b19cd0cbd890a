"""Notices and inquiries as printed text."""

from datetime import datetime
from typing import TypedDict

from qnector.core import clock
from qnector.domain.board.queries import InquiryDetail, InquiryRow, NoticeDetail, NoticeRow


class NoticeText(TypedDict):
    """One notice of a list."""

    id: int
    kind: str
    title: str
    excerpt: str
    note: str
    is_pinned: bool
    is_unread: bool


class NoticeDetailText(TypedDict):
    """One notice, whole."""

    id: int
    kind: str
    title: str
    body: str
    note: str
    is_pinned: bool
    is_own: bool
    is_retired: bool


class InquiryText(TypedDict):
    """One inquiry of a list."""

    id: int
    title: str
    answer: str
    note: str
    status: str
    is_unread: bool


class InquiryDetailText(TypedDict):
    """One inquiry, whole; `answer` is "" while there is none."""

    id: int
    title: str
    body: str
    answer: str
    asked: str
    answered: str
    status: str


NO_NOTICE = NoticeDetailText(
    id=0, kind="news", title="", body="", note="", is_pinned=False, is_own=False, is_retired=False
)
NO_INQUIRY = InquiryDetailText(
    id=0, title="", body="", answer="", asked="", answered="", status="waiting"
)
WAITING = "답변을 기다리고 있어요."


def notice_text(notice: NoticeRow) -> NoticeText:
    """One notice of a list; white space in its excerpt is closed up."""
    return NoticeText(
        id=notice.id,
        kind=notice.kind,
        title=notice.title,
        excerpt=" ".join(notice.excerpt.split()),
        note=f"{notice.author} · {_day(notice.published_at)}",
        is_pinned=notice.is_pinned,
        is_unread=notice.is_unread,
    )


def notice_detail(notice: NoticeDetail) -> NoticeDetailText:
    """One notice, whole; a later day of change is told."""
    days = [_day(notice.published_at)]
    if (changed := _day(notice.updated_at)) != days[0]:
        days.append(f"수정 {changed}")
    return NoticeDetailText(
        id=notice.id,
        kind=notice.kind,
        title=notice.title,
        body=notice.body,
        note=" · ".join([notice.author, *days]),
        is_pinned=notice.is_pinned,
        is_own=notice.is_own,
        is_retired=notice.is_retired,
    )


def inquiry_text(inquiry: InquiryRow) -> InquiryText:
    """One inquiry of a list; whom it is with is told from this side."""
    partner = f"{inquiry.partner}에 문의" if inquiry.is_asked else inquiry.partner
    return InquiryText(
        id=inquiry.id,
        title=inquiry.title,
        answer=" ".join(inquiry.answer.split()) or WAITING,
        note=f"{partner} · {_day(inquiry.asked_at)}",
        status=inquiry.status,
        is_unread=inquiry.is_unread,
    )


def inquiry_detail(inquiry: InquiryDetail) -> InquiryDetailText:
    """One inquiry, whole."""
    answered = inquiry.answered_at and clock.moment_text(inquiry.answered_at)
    return InquiryDetailText(
        id=inquiry.id,
        title=inquiry.title,
        body=inquiry.body,
        answer=inquiry.answer,
        asked=f"{inquiry.asker} → {inquiry.seller} · {clock.moment_text(inquiry.asked_at)}",
        answered=f"{inquiry.seller} · {answered}" if answered else "",
        status=inquiry.status,
    )


def _day(moment: datetime) -> str:
    return clock.day_text(clock.seoul_day(moment))

"""공지 and 문의: what companies tell and ask each other, and the operator of the server."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from qnector.core.db import UtcDateTime, by_value


class NoticeKind(StrEnum):
    """분류: 안내, 업데이트, 점검, 이벤트."""

    NEWS = "news"
    UPDATE = "update"
    MAINTENANCE = "maintenance"
    EVENT = "event"


class InquiryStatus(StrEnum):
    """답변 대기중, 답변완료."""

    WAITING = "waiting"
    ANSWERED = "answered"


class Notice(SQLModel, table=True):
    """공지사항. Without a company it is 큐넥터's own, for everybody; else for a seller's buyers."""

    __tablename__ = "notices"
    __table_args__ = (Index("notices_by_company", "company_id", "published_at", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    company_id: int | None = Field(default=None, foreign_key="companies.id")
    user_id: int = Field(foreign_key="users.id")
    kind: NoticeKind = Field(sa_type=by_value(NoticeKind))
    title: str = Field(max_length=100)
    body: str = Field(max_length=5000)
    is_pinned: bool = False
    published_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    retired_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class NoticeRead(SQLModel, table=True):
    """A user has opened a notice."""

    __tablename__ = "notice_reads"

    user_id: int = Field(primary_key=True, foreign_key="users.id")
    notice_id: int = Field(primary_key=True, foreign_key="notices.id")
    at: datetime = Field(sa_type=UtcDateTime)


class Inquiry(SQLModel, table=True):
    """문의 of a company to a seller, or to 큐넥터 when nobody is named. One answer."""

    __tablename__ = "inquiries"
    __table_args__ = (
        CheckConstraint(
            "(status = 'answered') = (answered_at IS NOT NULL)", name="inquiries_answer"
        ),
        Index("inquiries_by_asker", "from_company_id", "status", "id"),
        Index("inquiries_by_seller", "to_company_id", "status", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    from_company_id: int = Field(foreign_key="companies.id")
    from_user_id: int = Field(foreign_key="users.id")
    to_company_id: int | None = Field(default=None, foreign_key="companies.id")
    title: str = Field(max_length=100)
    body: str = Field(max_length=1000)
    status: InquiryStatus = Field(default=InquiryStatus.WAITING, sa_type=by_value(InquiryStatus))
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answer: str = Field(default="", max_length=2000)
    answered_by: int | None = Field(default=None, foreign_key="users.id")
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # by who is asked
    answer_seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # by who asked

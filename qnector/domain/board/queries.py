"""What the board shows, under one name: `from qnector.domain.board import queries`."""

from qnector.domain.board.inquiry_list import (
    InquiryDetail,
    InquiryFilter,
    InquiryRow,
    inquiries,
    inquiry,
    may_ask,
    newer_inquiries,
    unread_inquiries,
)
from qnector.domain.board.notice_list import (
    NoticeDetail,
    NoticeFilter,
    NoticeRow,
    latest,
    newer_notices,
    notice,
    notices,
    unread_notices,
)

__all__ = [
    "InquiryDetail",
    "InquiryFilter",
    "InquiryRow",
    "NoticeDetail",
    "NoticeFilter",
    "NoticeRow",
    "inquiries",
    "inquiry",
    "latest",
    "may_ask",
    "newer_inquiries",
    "newer_notices",
    "notice",
    "notices",
    "unread_inquiries",
    "unread_notices",
]

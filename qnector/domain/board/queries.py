"""What the board shows, under one name: `from qnector.domain.board import queries`."""

from qnector.domain.board.inquiry_list import (
    PARTS,
    InquiryDetail,
    InquiryFilter,
    InquiryRow,
    inquiries,
    inquiry,
    may_ask,
    newer_inquiries,
    newest_inquiry,
    unread_inquiries,
)
from qnector.domain.board.notice_list import (
    NoticeDetail,
    NoticeFilter,
    NoticeRow,
    latest,
    newer_notices,
    newest_notice,
    notice,
    notices,
    unread_notices,
)

__all__ = [
    "PARTS",
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
    "newest_inquiry",
    "newest_notice",
    "notice",
    "notices",
    "unread_inquiries",
    "unread_notices",
]

"""The verbs of the board, under one name: `from qnector.domain.board import service as board`."""

from qnector.domain.board.inquiries import InquiryInput, answer, ask, see
from qnector.domain.board.notices import (
    NoticeInput,
    edit_notice,
    publish_notice,
    read_notice,
    restore_notice,
    retire_notice,
)

__all__ = [
    "InquiryInput",
    "NoticeInput",
    "answer",
    "ask",
    "edit_notice",
    "publish_notice",
    "read_notice",
    "restore_notice",
    "retire_notice",
    "see",
]

"""What 수/발신 내역 of the seller shows."""

from typing import ClassVar

from qnector.web.guard import Screen
from qnector.web.messages.log_state import MessageLog


class SellerMessagesState(MessageLog, Screen):
    """알림 관리 (수/발신 내역), as the seller sees it."""

    _path: ClassVar[str] = "/seller/messages"

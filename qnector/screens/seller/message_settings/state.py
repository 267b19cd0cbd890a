"""What 알림 설정 of the seller shows."""

from qnector.web.guard import Screen
from qnector.web.messages.switch_state import MessageSwitches


class SellerMessageSettingsState(MessageSwitches, Screen):
    """알림 관리 (알림 설정), as the seller sees it."""

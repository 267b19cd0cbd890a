"""What 알림 설정 of the buyer shows."""

from qnector.web.guard import Screen
from qnector.web.messages.switch_state import MessageSwitches


class BuyerMessageSettingsState(MessageSwitches, Screen):
    """알림 관리 (알림 설정), as the buyer sees it."""

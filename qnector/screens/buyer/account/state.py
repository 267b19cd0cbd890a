"""What 계정 설정 of the buyer shows."""

from qnector.web.account.profile_state import ProfileDesk
from qnector.web.guard import Screen


class BuyerAccountState(ProfileDesk, Screen):
    """계정관리 (계정 설정), as the buyer sees it."""

"""What 계정 설정 of the operator shows."""

from qnector.web.account.profile_state import ProfileDesk
from qnector.web.guard import Screen


class OperatorAccountState(ProfileDesk, Screen):
    """계정관리 (계정 설정), as the operator sees it."""

"""What 보안 of the buyer shows."""

from typing import ClassVar

from qnector.web.account.security_state import SecurityDesk
from qnector.web.guard import Screen


class BuyerSecurityState(SecurityDesk, Screen):
    """계정관리 (보안), as the buyer sees it."""

    _path: ClassVar[str] = "/account/security"

"""What 보안 of the operator shows."""

from typing import ClassVar

from qnector.web.account.security_state import SecurityDesk
from qnector.web.guard import Screen


class OperatorSecurityState(SecurityDesk, Screen):
    """계정관리 (보안), as the operator sees it."""

    _path: ClassVar[str] = "/operator/account/security"

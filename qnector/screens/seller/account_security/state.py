"""What 보안 of the seller shows."""

from typing import ClassVar

from qnector.web.account.security_state import SecurityDesk
from qnector.web.guard import Screen


class SellerSecurityState(SecurityDesk, Screen):
    """계정관리 (보안), as the seller sees it."""

    _path: ClassVar[str] = "/seller/account/security"

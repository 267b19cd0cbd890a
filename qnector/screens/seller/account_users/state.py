"""What 사용자 관리 of the seller shows."""

from typing import ClassVar

from qnector.web.account.users_state import UsersDesk
from qnector.web.guard import Screen


class SellerUsersState(UsersDesk, Screen):
    """계정관리 (사용자 관리), as the seller sees it."""

    _path: ClassVar[str] = "/seller/account/users"

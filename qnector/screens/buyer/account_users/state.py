"""What 사용자 관리 of the buyer shows."""

from typing import ClassVar

from qnector.web.account.users_state import UsersDesk
from qnector.web.guard import Screen


class BuyerUsersState(UsersDesk, Screen):
    """계정관리 (사용자 관리), as the buyer sees it."""

    _path: ClassVar[str] = "/account/users"

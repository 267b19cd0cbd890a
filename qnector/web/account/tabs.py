"""The tabs of 계정관리, an address each."""

import reflex as rx

from qnector import ui
from qnector.web.screen import PageSide
from qnector.web.shell import Shell

ROOTS: dict[PageSide, str] = {
    "buyer": "/account",
    "seller": "/seller/account",
    "operator": "/operator/account",
}
OWN = (("계정 설정", ""), ("보안", "/security"))
COMPANY = (("회사 설정", "/company"), ("사용자 관리", "/users"))
AUDIT = ("감사 기록", "/audit")


def account_tabs(side: PageSide, here: str) -> rx.Component:
    """The tabs of one side; `here` is the part of the address after the root: "/security".

    An operator has an account and no company. 감사 기록 is the owner's.
    """
    root = ROOTS[side]
    tabs: list[tuple[str, str, rx.Var | bool]] = [(word, root + part, True) for word, part in OWN]
    if side != "operator":
        tabs += [(word, root + part, True) for word, part in COMPANY]
        tabs.append((AUDIT[0], root + AUDIT[1], Shell.is_owner))
    return ui.tabs("계정관리", tabs, root + here)

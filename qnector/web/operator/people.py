"""How a login is marked, for every screen that shows people to the operator."""

from typing import Any

import reflex as rx

from qnector import ui

LOOKS = {
    "active": ("사용 중", "ok", "check"),
    "waiting": ("초대 중", "warn", "clock-3"),
    "unverified": ("인증 전", "warn", "mail"),
    "inactive": ("사용 중지", "off", "ban"),
}


def person_badge(state: Any) -> rx.Component:
    """사용 중, 초대 중 (no password yet), 인증 전, 사용 중지."""
    drawn = [
        (code, ui.badge(word, tone=tone, before=icon)) for code, (word, tone, icon) in LOOKS.items()
    ]
    return rx.match(state, *drawn, rx.fragment())

"""Icons by name, one small import each."""

from __future__ import annotations

import reflex as rx
from reflex_components_lucide.icon import LUCIDE_ICON_LIST


def icon(name: str, size: int = 16, *, spin: bool = False) -> rx.Component:
    """A decorative lucide icon: 16 in controls, 18 in navigation, 14 in notes.

    Raises ValueError for an unknown name, TypeError for a Var: a name that is only known in
    the browser would pull the whole icon set into the page.
    """
    if not isinstance(name, str):
        raise TypeError("an icon is named in the source, never by a Var")
    if name.replace("-", "_") not in LUCIDE_ICON_LIST:
        raise ValueError(f"lucide has no icon named {name}")
    return rx.icon(
        name.replace("-", "_"),
        size=size,
        aria_hidden="true",
        class_name="shrink-0 busy-spin" if spin else "shrink-0",
    )

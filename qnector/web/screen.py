"""Registers pages: each says its address, title, side and what it loads, and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Literal

import reflex as rx

from qnector import ui
from qnector.core.actor import Side
from qnector.web.bell import Bell, bell
from qnector.web.messages.rows import ROOT
from qnector.web.palette import palette
from qnector.web.shell import Shell

PageSide = Literal["buyer", "seller", "operator"]
Draw = Callable[[], rx.Component]


@dataclass(frozen=True)
class Page:
    """One screen as the app needs it."""

    route: str
    title: str
    draw: Draw
    side: PageSide | None = None
    on_load: list[Any] = field(default_factory=list)
    description: str = ""
    head: list[rx.Component] = field(default_factory=list)


pages: dict[str, Page] = {}


def screen(
    *,
    route: str,
    title: str,
    side: PageSide | None,
    on_load: Any = (),
    wide: bool = False,
    nav: str = "",
    description: str = "",
    head: Sequence[rx.Component] = (),
) -> Callable[[Draw], Draw]:
    """Register a page. With a side it is framed and only for who works on that side.

    `nav` is the entry of the menu that is lit, by default the route itself. `description` is
    what search engines show, `head` stands in the page's head.
    """

    def register(draw: Draw) -> Draw:
        if route in pages and pages[route].draw.__module__ != draw.__module__:
            raise ValueError(f"two pages at {route}")
        loads = list(on_load) if isinstance(on_load, Sequence) else [on_load]
        # The page shows itself first; the bell counts when it is there.
        loads += [Bell.enter] if side in ("buyer", "seller") else []
        first = Shell.enter(side or "")
        drawn = draw if side is None else _framed(draw, side, nav or route, wide=wide)
        pages[route] = Page(
            route, f"{title} · Qnector", drawn, side, [first, *loads], description, list(head)
        )
        return draw

    return register


def _framed(draw: Draw, side: PageSide, current: str, *, wide: bool) -> Draw:
    # wraps keeps the module's name: Reflex bundles a page by the module of its function.
    @wraps(draw)
    def framed() -> rx.Component:
        return ui.frame(
            draw(),
            side=side,
            current=current,
            company=Shell.company_name,
            person=Shell.person_name,
            picture=Shell.picture,
            has_both_sides=Shell.has_both_sides,
            wide=wide,
            banner=None
            if side == "operator"
            else ui.acting_banner(Shell.acting_as, Shell.acting_by, Shell.acting_note),
            bell=None if side == "operator" else bell(all_path=f"{ROOT[Side(side)]}/messages"),
            search=None if side == "operator" else rx.fragment(ui.palette_button(), palette()),
        )

    return framed

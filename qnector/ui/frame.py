"""The frame around every signed-in screen: sidebar, top bar, bottom navigation, drawer.

It knows no state: names come in as values or Vars, moves out as plain form posts.
"""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from qnector.ui import browser, labels
from qnector.ui.avatar import avatar
from qnector.ui.button import icon_button, route_link
from qnector.ui.icon import icon
from qnector.ui.menu import menu, menu_item, menu_label, menu_link, menu_separator
from qnector.ui.nav import LOGOUT_FORM, NAV, NavItem, bottom_nav, drawer, mark, sidebar
from qnector.ui.posted import PlainForm, hidden_input
from qnector.ui.segmented import FREE, PRESSED, SEGMENT, TRACK

FrameSide = Literal["buyer", "seller", "operator"]
NAV_DRAWER = "nav_open"
ACCOUNT = "계정관리"


def frame(
    *children: Any,
    side: FrameSide,
    current: str,
    company: Any,
    person: Any = "",
    picture: Any = "",
    has_both_sides: Any = False,
    wide: bool = False,
    nav: tuple[NavItem, ...] | None = None,
    search: Any = None,
    bell: Any = None,
    banner: Any = "",
) -> rx.Component:
    """Draws `children` as the main region of a screen of one side.

    `current` is the route of the screen, `company` and `person` are names, `picture` is the
    address of the person's. The side switch is drawn when `has_both_sides`. `search` opens the
    palette, `bell` the notifications; both stand in the top bar, `banner` above everything.
    """
    entries = NAV[side] if nav is None else nav
    is_open = ClientStateVar.create(NAV_DRAWER, default=False)
    return rx.el.div(
        _skip(),
        sidebar(entries, current),
        rx.el.div(
            _top_bar(
                rx.cond(has_both_sides, _side_switch(side)),
                [] if bell is None else [bell],
                _company_menu(company, person, picture, _account(entries)),
                start=_start(entries[0].to, is_open, [] if search is None else [search]),
                banner=banner,
            ),
            _main(children, wide),
            class_name="flex-1 min-w-0",
        ),
        bottom_nav(entries, current, is_open),
        drawer(entries, current, is_open),
        class_name="flex min-h-dvh",
    )


def _account(entries: tuple[NavItem, ...]) -> str:
    return next(entry.to for entry in entries if entry.label == ACCOUNT)


def _skip() -> rx.Component:
    link = rx.el.a("본문으로 건너뛰기", href="#main", class_name=_SKIP)
    return rx.el.nav(link, aria_label="바로가기")


_SKIP = (
    "sr-only focus:not-sr-only focus:fixed focus:z-toast focus:left-3 focus:top-3 focus:px-4 "
    "focus:py-2 focus:rounded-md focus:bg-brand focus:text-onbrand no-print"
)


def _main(children: tuple[Any, ...], wide: bool) -> rx.Component:
    return rx.el.main(
        rx.el.div(*children, class_name="w-full" if wide else "w-full max-w-[1280px]"),
        id="main",
        tab_index=-1,
        class_name="p-4 pb-36 sm:p-6 sm:pb-36 lg:pb-6 outline-none",
    )


def _top_bar(switch: Any, bell: list[Any], menu: Any, *, start: Any, banner: Any) -> rx.Component:
    """It stays in sight while the page is scrolled, and so does the banner above it."""
    return rx.el.div(
        banner,
        rx.el.header(
            start,
            rx.el.div(switch, *bell, menu, class_name="ml-auto flex items-center gap-1.5 sm:gap-3"),
            class_name="flex items-center gap-2 h-14 px-3 sm:px-6 bg-surface border-b border-line",
        ),
        class_name="sticky top-0 z-nav no-print",
    )


def _start(home: str, is_open: Any, search: list[Any]) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            icon_button("menu", "메뉴 열기", on_click=is_open.set_value(True)),
            route_link(mark(), to=home, aria_label="Qnector 처음으로", class_name="rounded-md"),
            class_name="flex items-center gap-2 lg:hidden",
        ),
        *search,
        class_name="flex items-center gap-2 min-w-0 grow",
    )


def _side_switch(side: FrameSide) -> rx.Component:
    other: FrameSide = "seller" if side == "buyer" else "buyer"
    return PlainForm.create(
        hidden_input("side", other),
        hidden_input("next", NAV[other][0].to),
        *[_side(code, code == side) for code in ("buyer", "seller")],
        action="/auth/side",
        method="post",
        id="side-switch",
        aria_label="구매자·판매자 전환",
        class_name=TRACK,
    )


def _side(code: str, is_here: bool) -> rx.Component:
    if is_here:
        return rx.el.span(labels.SIDE[code], aria_current="true", class_name=SEGMENT + PRESSED)
    return rx.el.button(
        labels.SIDE[code],
        type="submit",
        title=f"{labels.josa(labels.SIDE[code], '으로/로')} 전환",
        class_name=SEGMENT + FREE,
    )


def _company_menu(company: Any, person: Any, picture: Any, account: str) -> rx.Component:
    return menu(
        rx.el.button(
            avatar(picture, company),
            rx.el.span(company, class_name="max-sm:sr-only text-base font-medium truncate"),
            # The name is on its way for a moment; the button has one all the same.
            rx.el.span("계정 메뉴", class_name="sr-only"),
            rx.el.span(icon("chevron-down", 14), class_name="max-sm:hidden text-muted flex"),
            type="button",
            class_name=(
                "flex items-center gap-2 h-9 max-w-56 px-1.5 rounded-md text-fg hover:bg-hover"
            ),
        ),
        menu_label(rx.el.span(company, class_name="block font-medium text-fg"), person),
        menu_separator(),
        menu_link(ACCOUNT, to=account, before="settings"),
        menu_item("화면 모드 바꾸기", before="sun-moon", on_select=rx.toggle_color_mode),
        menu_item("Logout", before="log-out", on_select=browser.submit(LOGOUT_FORM)),
    )

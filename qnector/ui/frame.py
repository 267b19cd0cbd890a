"""The frame around every signed-in screen: sidebar, top bar, bottom navigation, drawer.

It knows no state: names come in as values or Vars, moves out as plain form posts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from qnector.ui import browser, labels
from qnector.ui.button import icon_button, route_link
from qnector.ui.dialog import dialog
from qnector.ui.form import PlainForm, hidden_input
from qnector.ui.icon import icon
from qnector.ui.menu import menu, menu_item, menu_label, menu_separator
from qnector.ui.segmented import FREE, PRESSED, SEGMENT, TRACK

FrameSide = Literal["buyer", "seller", "operator"]
LOGOUT_FORM = "logout"
NAV_DRAWER = "nav_open"


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation."""

    label: str
    to: str
    icon: str


NAV: dict[str, tuple[NavItem, ...]] = {
    "buyer": (
        NavItem("주문 생성", "/orders/new", "circle-plus"),
        NavItem("주문 관리", "/orders", "clipboard-list"),
    ),
    "seller": (NavItem("주문 관리", "/seller/orders", "clipboard-list"),),
    "operator": (NavItem("운영 현황", "/operator", "gauge"),),
}


def frame(
    *children: Any,
    side: FrameSide,
    current: str,
    company: Any,
    person: Any = "",
    has_both_sides: Any = False,
    wide: bool = False,
    nav: tuple[NavItem, ...] | None = None,
) -> rx.Component:
    """Draws `children` as the main region of a screen of one side.

    `current` is the route of the screen, `company` and `person` are names. The side switch is
    drawn when `has_both_sides`.
    """
    entries = NAV[side] if nav is None else nav
    is_open = ClientStateVar.create(NAV_DRAWER, default=False)
    return rx.el.div(
        rx.el.nav(
            rx.el.a("본문으로 건너뛰기", href="#main", class_name=_SKIP), aria_label="바로가기"
        ),
        _sidebar(entries, current),
        rx.el.div(
            _top_bar(side, company, person, has_both_sides, entries[0].to, is_open),
            rx.el.main(
                rx.el.div(*children, class_name="w-full" if wide else "w-full max-w-[1280px]"),
                id="main",
                tab_index=-1,
                class_name="p-4 pb-36 sm:p-6 sm:pb-36 lg:pb-6 outline-none",
            ),
            class_name="flex-1 min-w-0",
        ),
        _bottom_nav(entries, current, is_open),
        _drawer(entries, current, is_open),
        class_name="flex min-h-dvh",
    )


_SKIP = (
    "sr-only focus:not-sr-only focus:fixed focus:z-toast focus:left-3 focus:top-3 focus:px-4 "
    "focus:py-2 focus:rounded-md focus:bg-brand focus:text-onbrand no-print"
)


def brand(to: str) -> rx.Component:
    """Mark and name."""
    return route_link(
        mark(),
        rx.el.span("Qnector", class_name="text-lg font-bold tracking-tight"),
        to=to,
        class_name="inline-flex items-center gap-2 text-fg no-underline rounded-md",
    )


def mark() -> rx.Component:
    """The mark alone."""
    return rx.el.span(
        aria_hidden="true",
        class_name=(
            "grid place-items-center size-7 rounded-md bg-brand text-onbrand text-md font-bold "
            "before:content-['Q']"
        ),
    )


def _sidebar(entries: tuple[NavItem, ...], current: str) -> rx.Component:
    return rx.el.aside(
        rx.el.div(brand(entries[0].to), class_name="flex items-center h-14 px-5 shrink-0"),
        rx.el.nav(
            *[_entry(item, current) for item in entries],
            aria_label="주 메뉴",
            class_name="flex flex-col gap-0.5 px-3 py-2 grow overflow-y-auto",
        ),
        PlainForm.create(
            rx.el.button(
                icon("log-out", 18),
                "Logout",
                type="submit",
                class_name=_ENTRY + " w-full text-muted hover:bg-hover",
            ),
            id=LOGOUT_FORM,
            action="/auth/logout",
            method="post",
            class_name="px-3 py-2 border-t border-line",
        ),
        aria_label="메뉴",
        class_name=(
            "max-lg:hidden flex flex-col sticky top-0 h-dvh w-[232px] shrink-0 bg-surface "
            "border-r border-line no-print"
        ),
    )


_ENTRY = (
    "flex items-center gap-2.5 h-9 px-2.5 rounded-md text-base font-medium no-underline "
    "transition-colors duration-[120ms]"
)


def _entry(item: NavItem, current: str, **props: Any) -> rx.Component:
    is_here = item.to == current
    here = {"aria_current": "page"} if is_here else {}
    tone = " bg-brand-soft text-brand-fg" if is_here else " text-muted hover:bg-hover hover:text-fg"
    return route_link(
        icon(item.icon, 18), item.label, to=item.to, class_name=_ENTRY + tone, **here, **props
    )


def _top_bar(
    side: FrameSide, company: Any, person: Any, has_both: Any, home: str, is_open: Any
) -> rx.Component:
    return rx.el.header(
        rx.el.div(
            icon_button("menu", "메뉴 열기", on_click=is_open.set_value(True)),
            route_link(mark(), to=home, aria_label="Qnector 처음으로", class_name="rounded-md"),
            class_name="flex items-center gap-2 lg:hidden",
        ),
        rx.el.div(
            rx.cond(has_both, _side_switch(side)),
            _company_menu(company, person),
            class_name="ml-auto flex items-center gap-2 sm:gap-3",
        ),
        class_name=(
            "sticky top-0 z-nav flex items-center gap-2 h-14 px-3 sm:px-6 bg-surface "
            "border-b border-line no-print"
        ),
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


def _company_menu(company: Any, person: Any) -> rx.Component:
    return menu(
        rx.el.button(
            rx.el.span(
                rx.Var.create(company).to(str)[0:1],
                aria_hidden="true",
                class_name=(
                    "grid place-items-center size-7 rounded-full bg-brand-soft text-brand-fg "
                    "text-sm font-semibold"
                ),
            ),
            rx.el.span(company, class_name="max-sm:sr-only text-base font-medium truncate"),
            rx.el.span(icon("chevron-down", 14), class_name="max-sm:hidden text-muted flex"),
            type="button",
            class_name=(
                "flex items-center gap-2 h-9 max-w-56 px-1.5 rounded-md text-fg hover:bg-hover"
            ),
        ),
        menu_label(rx.el.span(company, class_name="block font-medium text-fg"), person),
        menu_separator(),
        menu_item("화면 모드 바꾸기", before="sun-moon", on_select=rx.toggle_color_mode),
        menu_item("Logout", before="log-out", on_select=browser.submit(LOGOUT_FORM)),
    )


def _bottom_nav(entries: tuple[NavItem, ...], current: str, is_open: Any) -> rx.Component:
    return rx.el.nav(
        *[_bottom_entry(item, current) for item in entries[:4]],
        rx.el.button(
            icon("menu", 20),
            "전체",
            type="button",
            on_click=is_open.set_value(True),
            class_name=_BOTTOM + "text-muted",
        ),
        aria_label="빠른 메뉴",
        class_name=(
            "lg:hidden fixed z-nav inset-x-0 bottom-0 flex bg-surface border-t border-line "
            "pb-[env(safe-area-inset-bottom)] no-print"
        ),
    )


_BOTTOM = (
    "flex-1 flex flex-col items-center justify-center gap-0.5 h-14 text-2xs font-medium "
    "no-underline focus-visible:-outline-offset-2 "
)


def _bottom_entry(item: NavItem, current: str) -> rx.Component:
    is_here = item.to == current
    here = {"aria_current": "page"} if is_here else {}
    tone = "text-brand-fg" if is_here else "text-muted"
    return route_link(
        icon(item.icon, 20), item.label, to=item.to, class_name=_BOTTOM + tone, **here
    )


def _drawer(entries: tuple[NavItem, ...], current: str, is_open: Any) -> rx.Component:
    close = is_open.set_value(False)
    return dialog(
        rx.el.nav(
            *[_entry(item, current, on_click=close) for item in entries],
            aria_label="전체 메뉴",
            class_name="flex flex-col gap-0.5 -mx-2",
        ),
        title="Qnector",
        description="전체 메뉴",
        describe=False,
        name="nav",
        side="left",
        open=is_open.value,
        on_open_change=is_open.set,
        footer=[
            rx.el.button(
                icon("log-out", 18),
                "Logout",
                type="submit",
                form=LOGOUT_FORM,
                class_name=_ENTRY + " w-full -mx-2 text-muted hover:bg-hover",
            )
        ],
    )

"""The ways through the app: sidebar, bottom bar and drawer, from one list of entries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import reflex as rx

from qnector.ui.button import route_link
from qnector.ui.dialog import dialog
from qnector.ui.icon import icon
from qnector.ui.posted import PlainForm

LOGOUT_FORM = "logout"


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation; with a `quick` word it stands in a phone's bottom bar too."""

    label: str
    to: str
    icon: str
    group: str = ""
    quick: str = ""


GROUPS = {"주문": "shopping-cart", "공지/소식": "megaphone"}
NAV: dict[str, tuple[NavItem, ...]] = {
    "buyer": (
        NavItem("Dashboard", "/dashboard", "layout-dashboard", quick="홈"),
        NavItem("판매자 목록/검색", "/sellers", "store"),
        NavItem("주문 생성", "/orders/new", "circle-plus", "주문", "주문 생성"),
        NavItem("주문 관리", "/orders", "clipboard-list", "주문", "주문 관리"),
        NavItem("공지사항", "/notices", "megaphone", "공지/소식"),
        NavItem("문의", "/inquiries", "message-circle", "공지/소식"),
        NavItem("알림 관리", "/messages", "bell", quick="알림"),
        NavItem("계정관리", "/account", "settings"),
    ),
    "seller": (
        NavItem("Dashboard", "/seller/dashboard", "layout-dashboard", quick="홈"),
        NavItem("구매자 관리", "/seller/buyers", "users"),
        NavItem("품목 관리", "/seller/products", "package", "주문", "품목 관리"),
        NavItem("주문 관리", "/seller/orders", "clipboard-list", "주문", "주문 관리"),
        NavItem("공지사항", "/seller/notices", "megaphone", "공지/소식"),
        NavItem("문의", "/seller/inquiries", "message-circle", "공지/소식"),
        NavItem("알림 관리", "/seller/messages", "bell", quick="알림"),
        NavItem("계정관리", "/seller/account", "settings"),
    ),
    "operator": (
        NavItem("운영 현황", "/operator", "gauge", quick="운영 현황"),
        NavItem("회사 관리", "/operator/companies", "building-2", quick="회사"),
        NavItem("사용자 관리", "/operator/users", "users"),
        NavItem("공지사항", "/operator/notices", "megaphone", quick="공지사항"),
        NavItem("문의", "/operator/inquiries", "message-circle", quick="문의"),
        NavItem("보낼 메일", "/operator/outbox", "mail"),
        NavItem("감사 기록", "/operator/audit", "scroll-text"),
        NavItem("연동 키 설정", "/operator/services", "key-round"),
        NavItem("계정관리", "/operator/account", "settings"),
    ),
}


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


def sidebar(entries: tuple[NavItem, ...], current: str) -> rx.Component:
    """The menu at the left of a wide screen."""
    return rx.el.aside(
        rx.el.div(brand(entries[0].to), class_name="flex items-center h-14 px-5 shrink-0"),
        rx.el.nav(
            *_entries(entries, current),
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


def _entries(entries: tuple[NavItem, ...], current: str, **props: Any) -> list[rx.Component]:
    drawn = []
    for group, items in groupby(entries, key=lambda item: item.group):
        if group:
            drawn.append(
                rx.el.div(icon(GROUPS[group], 18), group, class_name=_ENTRY + " text-muted")
            )
        drawn += [_entry(item, current, **props) for item in items]
    return drawn


def _entry(item: NavItem, current: str, **props: Any) -> rx.Component:
    is_here = item.to == current
    here = {"aria_current": "page"} if is_here else {}
    tone = " bg-brand-soft text-brand-fg" if is_here else " text-muted hover:bg-hover hover:text-fg"
    # Under the head of its group an entry needs no picture of its own.
    inside = [item.label] if item.group else [icon(item.icon, 18), item.label]
    look = _ENTRY + (" pl-[38px] text-sm" if item.group else "") + tone
    return route_link(*inside, to=item.to, class_name=look, **here, **props)


def bottom_nav(entries: tuple[NavItem, ...], current: str, is_open: Any) -> rx.Component:
    """The bar under a small screen; its last button opens the drawer."""
    return rx.el.nav(
        *[_bottom_entry(item, current) for item in entries if item.quick],
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
        icon(item.icon, 20), item.quick, to=item.to, class_name=_BOTTOM + tone, **here
    )


def drawer(entries: tuple[NavItem, ...], current: str, is_open: Any) -> rx.Component:
    """전체: the whole menu on a small screen."""
    close = is_open.set_value(False)
    return dialog(
        rx.el.nav(
            *_entries(entries, current, on_click=close),
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

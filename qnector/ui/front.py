"""The frame of the public pages: top bar, footer, and the way in that stays in reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import reflex as rx

from qnector.ui import browser
from qnector.ui.button import ANEW, icon_button, look, route_link
from qnector.ui.icon import icon
from qnector.ui.nav import brand

MENU = "front-menu"
LOG_IN = "/login"

FRONT_NAV = (("기능", "/#features"), ("요금", "/#pricing"), ("유용한 정보", "/guide"))
FOOTER = (
    (
        "서비스",
        (("기능", "/#features"), ("요금", "/#pricing"), ("자주 묻는 질문", "/#questions")),
    ),
    (
        "유용한 정보",
        (
            ("처음 시작하기", "/guide/start"),
            ("주문하기", "/guide/order"),
            ("외부 연동 가이드", "/guide/ecount"),
            ("직접 설치하기", "/guide/self-host"),
        ),
    ),
    ("약관", (("이용약관", "/terms"), ("개인정보 처리방침", "/privacy"))),
)


@dataclass(frozen=True)
class Host:
    """Who runs this place, as text or Vars; empty is left out."""

    name: Any = ""
    number: Any = ""
    note: Any = ""
    email: Any = ""


def front_frame(
    *children: Any, current: str, home: Any, begin: Any, host: Host, sticky: bool = False
) -> rx.Component:
    """A public page: its parts between top bar and footer.

    `home` is where a signed-in visitor works, "" for everybody else; `begin` is where
    무료로 시작하기 leads, by loading that page anew. `sticky` keeps that button at the foot of a
    phone.
    """
    return rx.el.div(
        rx.el.nav(
            # reloadDocument leaves the jump to the browser, which moves the focus as well.
            rx.el.a(
                "본문으로 건너뛰기",
                href="#main",
                custom_attrs={"reloadDocument": True},
                class_name=_SKIP,
            ),
            aria_label="바로가기",
        ),
        _top_bar(current, home, begin),
        rx.el.main(*children, id="main", tab_index=-1, class_name="grow outline-none"),
        _footer(host, room=sticky),
        *([_way_in(home, begin)] if sticky else []),
        class_name="flex flex-col min-h-dvh bg-surface",
    )


_SKIP = (
    "sr-only focus:not-sr-only focus:fixed focus:z-toast focus:left-3 focus:top-3 focus:px-4 "
    "focus:py-2 focus:rounded-md focus:bg-brand focus:text-onbrand no-print"
)
WIDTH = "w-full max-w-[1160px] mx-auto px-4 sm:px-6"


def _top_bar(current: str, home: Any, begin: Any) -> rx.Component:
    return rx.el.header(
        rx.el.div(
            rx.el.div(brand("/"), class_name="flex-1 flex"),
            rx.el.nav(
                *[_entry(word, to, current) for word, to in FRONT_NAV],
                aria_label="주 메뉴",
                class_name="max-md:hidden flex items-center gap-1",
            ),
            rx.el.div(
                rx.el.span(
                    icon_button("sun-moon", "화면 모드 바꾸기", on_click=rx.toggle_color_mode),
                    class_name="max-md:hidden",
                ),
                rx.cond(home != "", _go_home(home), _come_in(begin)),
                _menu_button(),
                class_name="flex-1 flex items-center justify-end gap-1 sm:gap-2",
            ),
            class_name=f"{WIDTH} flex items-center gap-2 h-16",
        ),
        _phone_menu(current),
        class_name="sticky top-0 z-nav bg-surface border-b border-line no-print",
    )


_ENTRY = (
    "inline-flex items-center h-9 px-3 rounded-md text-md font-medium no-underline "
    "transition-colors duration-[120ms] hover:bg-hover "
)


def _entry(word: str, to: str, current: str, **props: Any) -> rx.Component:
    is_here = to == current or current.startswith(f"{to}/")
    mark = {"aria_current": "page" if to == current else "true"} if is_here else {}
    tone = "text-brand-fg" if is_here else "text-muted hover:text-fg"
    return route_link(word, to=to, class_name=_ENTRY + tone, **mark, **props)


def _go_home(home: Any) -> rx.Component:
    return route_link("내 화면으로", icon("arrow-right"), to=home, class_name=look("primary"))


def _come_in(begin: Any) -> rx.Component:
    return rx.fragment(
        route_link("로그인", to=LOG_IN, class_name=look("ghost")),
        rx.el.a(
            "무료로 시작하기",
            href=begin,
            custom_attrs=ANEW,
            class_name=f"{look('primary')} max-sm:hidden",
        ),
    )


def _menu_button() -> rx.Component:
    return rx.el.span(
        icon_button("menu", "메뉴", custom_attrs={"popoverTarget": MENU}), class_name="md:hidden"
    )


def _phone_menu(current: str) -> rx.Component:
    """The browser's own popover: Esc, a press outside and the focus are its business."""
    close = browser.close_popover(MENU)
    return rx.el.div(
        rx.el.nav(
            *[_entry(word, to, current, on_click=close) for word, to in FRONT_NAV],
            rx.el.button(
                icon("sun-moon"),
                "화면 모드 바꾸기",
                type="button",
                on_click=rx.toggle_color_mode,
                class_name=f"{_ENTRY} gap-2 text-muted",
            ),
            aria_label="전체 메뉴",
            class_name="flex flex-col items-stretch gap-1 p-3",
        ),
        id=MENU,
        custom_attrs={"popover": "auto"},
        class_name=(
            "md:hidden fixed inset-x-0 top-16 bottom-auto m-0 w-full max-w-none p-0 border-0 "
            "border-b border-line bg-raised text-fg shadow-2"
        ),
    )


def _way_in(home: Any, begin: Any) -> rx.Component:
    """The one button of the page, within reach of the thumb."""
    wide = look("primary", "lg", full=True)
    return rx.el.div(
        rx.cond(
            home != "",
            route_link("내 화면으로", to=home, class_name=wide),
            rx.el.a("무료로 시작하기", href=begin, custom_attrs=ANEW, class_name=wide),
        ),
        role="region",
        aria_label="시작하기",
        class_name=(
            "sm:hidden fixed z-nav inset-x-0 bottom-0 px-4 py-3 bg-surface border-t border-line "
            "pb-[calc(12px+env(safe-area-inset-bottom))] no-print"
        ),
    )


def _footer(host: Host, *, room: bool) -> rx.Component:
    below = " max-sm:pb-28" if room else ""
    return rx.el.footer(
        rx.el.div(
            rx.el.div(
                rx.el.div(
                    brand("/"),
                    rx.el.p(
                        "여러 거래처 주문을 장바구니 하나로.",
                        class_name="m-0 mt-3 text-sm text-muted",
                    ),
                ),
                *[_column(title, links) for title, links in FOOTER],
                class_name="grid gap-8 grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr]",
            ),
            _imprint(host),
            class_name=f"{WIDTH} py-12{below}",
        ),
        class_name="bg-bg border-t border-line no-print",
    )


def _column(title: str, links: tuple[tuple[str, str], ...]) -> rx.Component:
    return rx.el.nav(
        rx.el.p(title, class_name="m-0 mb-2 text-sm font-semibold"),
        rx.el.ul(
            *[
                rx.el.li(
                    route_link(
                        word,
                        to=to,
                        class_name=(
                            "inline-flex items-center min-h-8 text-sm text-muted no-underline "
                            "hover:text-fg hover:underline underline-offset-2"
                        ),
                    )
                )
                for word, to in links
            ],
            class_name="m-0 p-0 list-none flex flex-col",
        ),
        aria_label=title,
    )


def _imprint(host: Host) -> rx.Component:
    """Who runs the place; the line keeps its height while that is not known yet."""
    return rx.el.p(
        rx.cond(host.name != "", rx.el.span(host.name, class_name="font-medium text-fg")),
        rx.cond(host.number != "", rx.el.span("사업자등록번호 ", host.number)),
        rx.cond(host.note != "", rx.el.span(host.note)),
        rx.cond(
            host.email != "",
            rx.el.a(
                host.email,
                href=f"mailto:{host.email}",
                class_name="text-muted underline underline-offset-2 hover:text-fg",
            ),
        ),
        rx.el.span("Qnector로 운영해요."),
        class_name=(
            "m-0 mt-10 pt-6 border-t border-line flex flex-wrap gap-x-4 gap-y-1 min-h-6 text-sm "
            "text-muted num"
        ),
    )

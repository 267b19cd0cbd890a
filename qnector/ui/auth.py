"""The layout of login, sign-up and one-time links: form left, brand panel right."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.button import look
from qnector.ui.form import text_field
from qnector.ui.icon import icon
from qnector.ui.nav import brand
from qnector.ui.posted import hidden_input, post_form

PROMISES = (
    "품목을 누르면 바로 주문서에 담겨요",
    "판매자가 확인하면 화면에 바로 보여요",
    "판매자별로 주문서를 나눠 보내 드려요",
)


def auth_page(title: Any, note: Any, *children: Any) -> rx.Component:
    """Title, one sentence and a form of 400 px; the panel is there from 1024 px on."""
    return rx.el.div(
        rx.el.main(
            rx.el.div(brand("/"), class_name="flex"),
            rx.el.div(
                rx.el.h1(title, class_name="text-2xl font-semibold"),
                rx.el.p(note, class_name="m-0 mt-1 mb-6 text-base text-muted"),
                *children,
                class_name="w-full max-w-[400px] mx-auto mt-12",
            ),
            id="main",
            class_name="flex-1 min-w-0 bg-surface p-6 sm:p-10",
        ),
        _promises(),
        class_name="flex min-h-dvh",
    )


def announced(*children: Any) -> rx.Component:
    """What is said above a form; takes no room while nothing is."""
    return rx.el.div(*children, class_name="flex flex-col gap-3 mb-4 empty:hidden")


def sign_in_email(value: Any, error: Any) -> rx.Component:
    """The address somebody signs in with: the first field, drawn anew with what was posted."""
    return text_field(
        "이메일",
        "email",
        type="email",
        placeholder="name@company.co.kr",
        auto_complete="username",
        default_value=value,
        error=error,
        auto_focus=True,
        required=True,
        key=value,
    )


def auth_foot(*children: Any) -> rx.Component:
    """What stands under a form: another way."""
    return rx.el.p(*children, class_name="m-0 my-6 text-center text-base text-muted")


def social_buttons(
    rows: rx.Var, next_path: Any, *, purpose: str = "log_in", verb: str = "계속하기"
) -> rx.Component:
    """A button for each provider that is set up; `rows` have `name` and `label`.

    Each is a plain form: its answer leads to another site, which no event may do.
    """
    return rx.el.div(
        rx.foreach(rows, lambda row: _social(row, next_path, purpose, verb)),
        class_name="flex flex-col gap-2",
    )


def _social(row: Any, next_path: Any, purpose: str, verb: str) -> rx.Component:
    is_kakao = row["name"] == "kakao"
    return post_form(
        hidden_input("next", next_path),
        hidden_input("purpose", purpose),
        rx.el.button(
            rx.cond(is_kakao, icon("message-circle")),
            row["label"],
            f"로 {verb}",
            type="submit",
            class_name=rx.cond(
                is_kakao, look("kakao", "lg", full=True), look("secondary", "lg", full=True)
            ),
        ),
        action="/auth/social/" + row["name"].to(str),
        id="social-" + row["name"].to(str),
        key=row["name"],
    )


def _promises() -> rx.Component:
    return rx.el.aside(
        rx.el.div(
            rx.el.p(
                "주문서 한 장이면",
                rx.el.br(),
                "거래가 끝나요.",
                class_name="m-0 text-3xl font-semibold text-onbrand",
            ),
            rx.el.p(
                "카톡과 전화로 받던 주문을 큐넥터 한곳에서 보내고, 확인하세요.",
                class_name="m-0 mt-3 text-md",
            ),
            rx.el.ul(
                *[_promise(sentence) for sentence in PROMISES],
                class_name="m-0 mt-6 p-0 list-none flex flex-col gap-2.5",
            ),
            class_name="max-w-[360px]",
        ),
        aria_label="큐넥터 소개",
        class_name=(
            "max-lg:hidden flex-1 grid place-items-center bg-brand-deep text-onbrand-soft p-10"
        ),
    )


def _promise(sentence: str) -> rx.Component:
    return rx.el.li(icon("check"), sentence, class_name="flex items-center gap-2.5 text-base")


def or_line() -> rx.Component:
    """ "또는" between two ways in."""
    return rx.el.div(
        "또는",
        class_name=(
            "flex items-center gap-3 my-4 text-xs text-muted before:content-[''] before:grow "
            "before:border-t before:border-line after:content-[''] after:grow after:border-t "
            "after:border-line"
        ),
    )

"""계정 정보 of 회원가입: rules that tick while one types, consents, and why one cannot go on yet.

All of it happens in the browser: nothing that is typed here is sent before the form is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_base.event import no_args_event_spec

from qnector.ui import browser
from qnector.ui.button import submit
from qnector.ui.icon import icon

FORM = "account"
# What is looked at, in the order of the form; `WHY` says what is missing.
LOOKED_AT = (
    "email", "long", "varied", "own", "same", "person", "side", "terms", "privacy", "news",
)  # fmt: skip
WHY = {
    "email": "이메일을 입력해 주세요.",
    "long": "비밀번호를 8자 이상 입력해 주세요.",
    "varied": "비밀번호에 세 가지가 넘는 글자를 써 주세요.",
    "own": "이메일이나 이름과 다른 비밀번호를 입력해 주세요.",
    "same": "비밀번호 확인에 같은 비밀번호를 입력해 주세요.",
    "person": "이름을 입력해 주세요.",
    "side": "사용자 유형을 골라 주세요.",
    "terms": "이용약관에 동의해 주세요.",
    "privacy": "개인정보 수집·이용에 동의해 주세요.",
}
RULES = (
    ("long", "8자 이상 128자 이하"),
    ("varied", "서로 다른 글자 세 가지 이상"),
    ("own", "이메일·이름과 다르게"),
)

_seen = ClientStateVar.create("account_seen", default=[False] * len(LOOKED_AT))


class _Typing(rx.el.Div):
    """A div that hears when something is typed or ticked inside it."""

    on_input: rx.EventHandler[no_args_event_spec]


def account_watch(*children: Any, key: Any) -> rx.Component:
    """Looks at the fields of the form whenever one changes, and once when it is drawn.

    The form inside has the id FORM; change the `key` when it is filled anew.
    """
    return rx.el.div(_watch(rx.fragment(*children)), key=key, class_name="contents")


@rx.memo
def _watch(children: rx.Var[rx.Component]) -> rx.Component:
    look = _seen.set_value(browser.account_rules(FORM))
    return _Typing.create(
        _seen, children, on_input=look, on_mount=look, class_name="flex flex-col gap-4 min-w-0"
    )


def account_rules() -> rx.Component:
    """The rules of a password, each ticked as soon as it is kept."""
    return _ticks(RULES, "비밀번호 규칙")


def account_match() -> rx.Component:
    """Whether both passwords are the same."""
    return _ticks((("same", "두 비밀번호가 같아요"),), "비밀번호 확인 규칙")


def account_all(label: Any, names: Sequence[str], on_turn: Any) -> rx.Component:
    """전체 동의: ticks the boxes of these names together, and is ticked when they all are."""
    are_all = _is("terms") & _is("privacy") & _is("news")
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            checked=are_all,
            on_change=[browser.tick_all(FORM, names), on_turn],
        ),
        rx.el.span(label),
        class_name="flex items-center gap-2.5 min-h-11 rounded-md bg-sunken px-3 font-medium",
    )


def account_submit(label: Any) -> rx.Component:
    """The button, and in words what is still missing while it cannot be pressed."""
    why: Any = rx.Var.create("")
    for name in reversed(list(WHY)):
        why = rx.cond(_is(name), why, WHY[name])
    return rx.el.div(
        submit(
            label,
            size="lg",
            full=True,
            form=FORM,
            disabled=why != "",
            aria_describedby=f"{FORM}-why",
        ),
        rx.el.p(
            why,
            id=f"{FORM}-why",
            aria_live="polite",
            class_name="m-0 min-h-4 text-xs text-muted text-center",
        ),
        class_name="flex flex-col gap-1.5",
    )


def _is(name: str) -> Any:
    return _seen.value[LOOKED_AT.index(name)].bool()


def _ticks(rules: Sequence[tuple[str, str]], label: str) -> rx.Component:
    return rx.el.ul(
        *[_tick(name, words) for name, words in rules],
        aria_label=label,
        class_name="m-0 -mt-2 p-0 list-none flex flex-wrap gap-x-4 gap-y-1 text-xs",
    )


def _tick(name: str, words: str) -> rx.Component:
    return rx.el.li(
        rx.cond(_is(name), icon("circle-check", 14), icon("circle", 14)),
        words,
        rx.el.span(rx.cond(_is(name), " 맞음", " 아직"), class_name="sr-only"),
        class_name=rx.cond(
            _is(name),
            "flex items-center gap-1 text-ok",
            "flex items-center gap-1 text-muted",
        ),
    )

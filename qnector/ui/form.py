"""Form controls: native ones, uncontrolled, each with its label, hint and error wired.

A `*_field` draws label, control and one line below for hint or error. Inside a form the
`name` is the key of the submitted dict; the control's id is `id` or else the name.
"""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_base.vars.base import Var

from qnector.ui.icon import icon
from qnector.ui.posted import hidden_input

Text = str | rx.Var

_CONTROL = (
    "w-full rounded-md border border-field bg-surface text-base max-sm:text-[16px] text-fg "
    "transition-colors duration-[120ms] "
    "focus-visible:border-ring focus-visible:outline-offset-0 "
    "aria-invalid:border-bad disabled:opacity-50 disabled:cursor-not-allowed "
    "[&[readonly]]:bg-sunken "
)
_INPUT = _CONTROL + "h-9 px-3"


def form(
    *children: Any, on_submit: Any = None, turn: rx.Var | None = None, **props: Any
) -> rx.Component:
    """A form; `on_submit` gets a dict of name → text. Errors are ours, not the browser's.

    `turn` is for what must not be written twice: it is sent along, and with another one the form
    is drawn anew, unless that hangs on a `key` of its own.
    """
    if turn is not None:
        children = (*children, hidden_input("turn", turn))
        props.setdefault("key", turn)
    # A lambda, because Reflex would refuse a handler that says more exactly than "a dict" what
    # it takes.
    handler = {} if on_submit is None else {"on_submit": lambda data: on_submit(data)}
    return rx.el.form(
        *children,
        no_validate=True,
        class_name="flex flex-col gap-4",
        **handler,
        **props,
    )


def text_field(label: Text, name: str, **props: Any) -> rx.Component:
    """Label, one-line input, hint or error. Takes what `text_input` and `_field` take."""
    return _field(label, name, text_input, props)


def password_field(label: Text, name: str, **props: Any) -> rx.Component:
    """Like text_field, with a 보기 toggle that stays in the browser."""
    return _field(label, name, password_input, props)


def area_field(label: Text, name: str, **props: Any) -> rx.Component:
    """Label, several lines of text, hint or error."""
    return _field(label, name, textarea, props)


def select_field(label: Text, name: str, options: Any, **props: Any) -> rx.Component:
    """Label, native select of at most a dozen options, hint or error."""
    return _field(label, name, lambda **more: select(options=options, **more), props)


def text_input(*, name: str, **props: Any) -> rx.Component:
    """A bare one-line input; it needs a label of its own (`aria_label` or a field)."""
    props.setdefault("id", name)
    return rx.el.input(name=name, class_name=_INPUT, **props)


def textarea(*, name: str, rows: int = 3, **props: Any) -> rx.Component:
    """A bare text area; the same rules."""
    props.setdefault("id", name)
    return rx.el.textarea(
        name=name, rows=str(rows), class_name=_CONTROL + "px-3 py-2 min-h-20", **props
    )


def select(*, name: str, options: Any, **props: Any) -> rx.Component:
    """A bare native select. `options`: (value, word) pairs, or a list var of such dicts.

    A list var holds rows with the keys `value` and `label`.
    """
    props.setdefault("id", name)
    width = props.pop("width", "w-full")
    return rx.el.div(
        rx.el.select(
            *_options(options),
            name=name,
            class_name=_CONTROL + "h-9 pl-3 pr-9 appearance-none truncate",
            **props,
        ),
        rx.el.span(
            icon("chevron-down"),
            class_name="absolute right-3 top-1/2 -translate-y-1/2 text-muted pointer-events-none",
        ),
        class_name=f"relative {width}",
    )


def _options(options: Any) -> list[Any]:
    if isinstance(options, Var):
        return [
            rx.foreach(
                options,
                lambda row: rx.el.option(row["label"], value=row["value"], key=row["value"]),
            )
        ]
    return [rx.el.option(word, value=value) for value, word in options]


def password_input(*, name: str, **props: Any) -> rx.Component:
    """A bare password input with its 보기 toggle, which never leaves the browser."""
    box_id = props.setdefault("id", name)
    props.setdefault("auto_complete", "current-password")
    shown = ClientStateVar.create(f"shown_{box_id.replace('-', '_')}", default=False)
    return rx.el.div(
        rx.el.input(
            type=rx.cond(shown.value, "text", "password"),
            name=name,
            class_name=_INPUT + " pr-14",
            **props,
        ),
        rx.el.button(
            rx.cond(shown.value, "숨김", "보기"),
            rx.el.span("비밀번호", class_name="sr-only"),
            type="button",
            on_click=shown.set_value(~shown.value),
            class_name=(
                "absolute right-1 top-1 h-7 px-2 rounded-sm text-xs font-medium text-muted "
                "hover:bg-hover hover:text-fg"
            ),
        ),
        class_name="relative",
    )


def checkbox(label: Any, *, name: str | None = None, boxed: bool = False, **props: Any) -> Any:
    """A native checkbox with its words; `boxed` sets it on a sunken strip."""
    if name is not None:
        props["name"] = name
        props.setdefault("id", name)
    return rx.el.label(
        rx.el.input(type="checkbox", **props),
        rx.el.span(label),
        class_name="flex items-center gap-2.5 min-h-8 text-base "
        + ("rounded-md bg-sunken px-3 py-2" if boxed else "py-1"),
    )


def radio_card(
    title: Any,
    *lines: Any,
    name: str,
    value: Text,
    aside: Any = None,
    **props: Any,
) -> rx.Component:
    """One choice of several as a card; the chosen one is tinted by CSS."""
    return rx.el.div(
        rx.el.label(
            rx.el.input(type="radio", name=name, value=value, **props),
            rx.el.span(
                rx.el.span(title, class_name="flex items-center gap-2 font-medium"),
                *[rx.el.span(line, class_name="block text-sm text-muted") for line in lines],
                class_name="min-w-0 flex flex-col gap-0.5 -mt-0.5",
            ),
            class_name="flex flex-1 min-w-0 items-start gap-3 p-3",
        ),
        *([rx.el.span(aside, class_name="p-2 shrink-0")] if aside is not None else []),
        class_name=(
            "flex items-start rounded-lg border border-line bg-surface has-checked:border-brand "
            "has-checked:bg-brand-soft"
        ),
    )


def labelled_group(label: Text, *children: Any, error: Any = None) -> rx.Component:
    """Controls that belong together under a label that everybody sees."""
    return rx.el.fieldset(
        rx.el.legend(label, _star(), class_name="text-sm font-medium text-fg mb-1.5 p-0"),
        rx.el.div(*children, class_name="flex flex-col gap-2"),
        *(
            [rx.el.p(rx.cond(_is_there(error), _complaint(error)), class_name="m-0 mt-1.5 text-xs")]
            if error is not None
            else []
        ),
        class_name="m-0 min-w-0 border-0 p-0",
    )


def radio_group(
    label: Text, *cards: Any, columns: int = 1, is_seen: bool = False, error: Any = None
) -> rx.Component:
    """Radio cards under one name; with `is_seen` it is drawn, else only said aloud."""
    legend = "text-sm font-medium text-fg mb-1.5" if is_seen else "sr-only"
    layout = "grid gap-2 sm:grid-cols-3" if columns == 3 else "flex flex-col gap-2"
    described = {} if error is None else {"aria_describedby": "radio-note"}
    return rx.el.fieldset(
        rx.el.legend(label, class_name=legend),
        rx.el.div(*cards, class_name=layout),
        *([] if error is None else [_radio_note(error)]),
        class_name="m-0 min-w-0 border-0 p-0",
        **described,
    )


def _radio_note(error: Any) -> rx.Component:
    return rx.el.p(
        rx.cond(_is_there(error), _complaint(error)),
        id="radio-note",
        aria_live="polite",
        class_name="m-0 mt-1.5 text-xs empty:hidden",
    )


def _field(label: Text, name: str, control: Any, props: dict[str, Any]) -> rx.Component:
    error, hint = props.pop("error", None), props.pop("hint", None)
    required, aside = props.pop("required", False), props.pop("aside", None)
    box_id = props.setdefault("id", name)
    note_id = f"{box_id}-note"
    if error is not None or hint is not None:
        props["aria_describedby"] = note_id
    if error is not None:
        props["aria_invalid"] = _is_there(error)
    if required:
        props["aria_required"] = "true"
    return rx.el.div(
        rx.el.label(
            label,
            *([_star()] if required else []),
            html_for=box_id,
            class_name="text-sm font-medium text-fg",
        ),
        _beside(control(name=name, **props), aside),
        *_note(note_id, error, hint),
        class_name="flex flex-col gap-1.5 min-w-0",
    )


def _star() -> rx.Component:
    return rx.el.span(" *", aria_hidden="true", class_name="text-bad")


def _beside(control: Any, aside: Any) -> Any:
    if aside is None:
        return control
    return rx.el.div(
        rx.el.div(control, class_name="flex-1 min-w-0"), aside, class_name="flex gap-2"
    )


def _note(note_id: str, error: Text | None, hint: Any) -> list[rx.Component]:
    if error is None and hint is None:
        return []
    calm = rx.el.span(hint, class_name="text-muted") if hint is not None else rx.fragment()
    line = calm if error is None else rx.cond(_is_there(error), _complaint(error), calm)
    return [
        rx.el.p(line, id=note_id, aria_live="polite", class_name="text-xs empty:hidden"),
    ]


def _complaint(error: Text) -> rx.Component:
    return rx.el.span(
        icon("circle-alert", 14), error, class_name="flex items-center gap-1 text-bad"
    )


def _is_there(text: Text) -> Any:
    return text != "" if isinstance(text, Var) else bool(text)

"""A text area that says how many letters stand in it."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_base.event import no_args_event_spec
from reflex_base.vars.base import Var

from qnector.ui import browser
from qnector.ui.form import area_field

PASTE = 10_000  # no more fits: what is too long is said, not silently cut, but a frame has an end


class _Typing(rx.el.Div):
    """A div that hears when something is typed inside it."""

    on_input: rx.EventHandler[no_args_event_spec]


def counted_field(label: str, name: str, most: int, **props: Any) -> rx.Component:
    """Like area_field, with "12/1,000자" below it; more than `most` is red and not cut.

    It counts from `default_value` anew whenever it is drawn anew: change the form's key.
    """
    value = props.get("default_value", "")
    start = value.length() if isinstance(value, Var) else len(value)
    return _counted(
        area_field(label, name, max_length=max(PASTE, most), **props),
        start=start,
        most=most,
        limit=f"{most:,}자",
    )


@rx.memo
def _counted(
    children: rx.Var[rx.Component],
    start: rx.Var[int],
    most: rx.Var[int],
    limit: rx.Var[str],
) -> rx.Component:
    letters = ClientStateVar.create("letters", default=start, global_ref=False)
    return _Typing.create(
        letters,
        children,
        rx.el.p(
            letters.value.to(int).to_string() + "/" + limit,
            class_name=rx.cond(
                letters.value.to(int) > most,
                "m-0 mt-1 text-xs text-right num text-bad font-medium",
                "m-0 mt-1 text-xs text-right num text-muted",
            ),
        ),
        on_input=browser.count_letters("setLetters"),
    )

"""What stands where nothing is: never used yet, nothing found, could not be loaded."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.button import button
from qnector.ui.icon import icon


def empty(title: Any, sentence: Any = None, *actions: Any, before: str = "inbox") -> rx.Component:
    """First use: what is not there yet, one sentence, at most two actions."""
    return rx.el.div(
        rx.el.span(
            icon(before, 20),
            class_name="grid place-items-center size-12 rounded-full bg-sunken text-muted mb-2",
        ),
        rx.el.p(title, class_name="m-0 text-md font-semibold"),
        *([rx.el.p(sentence, class_name="m-0 text-sm text-muted")] if sentence is not None else []),
        *(
            [rx.el.div(*actions, class_name="flex flex-wrap justify-center gap-2 mt-3")]
            if actions
            else []
        ),
        class_name="flex flex-col items-center justify-center gap-1 px-4 py-12 text-center",
    )


def no_result(title: Any, *, on_clear: Any) -> rx.Component:
    """A filter found nothing."""
    return empty(
        title,
        "검색어나 조건을 바꿔 보세요.",
        button("조건 지우기", before="rotate-ccw", on_click=on_clear),
        before="search-x",
    )


def failed(*, on_retry: Any) -> rx.Component:
    """Loading did not work."""
    return empty(
        "불러오지 못했어요",
        "연결을 확인한 뒤 다시 시도해 주세요.",
        button("다시 시도", before="rotate-ccw", on_click=on_retry),
        before="cloud-off",
    )

"""How every list is drawn: toolbar, news, its states, rows, page numbers."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from qnector import ui

Options = Sequence[tuple[str, str]]
Filter = tuple[str, str, Options | rx.Var]
SIZES = [("10", "10건씩"), ("20", "20건씩"), ("50", "50건씩")]


def list_card(
    state: Any,
    *,
    placeholder: str,
    rows: Any,
    first_use: Any,
    nothing: str,
    filters: Sequence[Filter] = (),
    sorts: Options = (),
    is_any: Any = None,
    waiting: Any = None,
    news: Any = None,
    tools: Sequence[Any] = (),
) -> rx.Component:
    """A ListState as a card: see `toolbar` and `body` for what it takes."""
    return ui.card(
        ui.list_head(
            toolbar(state, placeholder, filters=filters, sorts=sorts, tools=tools),
            ui.live(state.found),
        ),
        *([news] if news is not None else []),
        body(state, rows, first_use=first_use, nothing=nothing, is_any=is_any, waiting=waiting),
        flush=True,
    )


def parts(state: Any, name: str, label: str, options: Options) -> rx.Component:
    """A filter as tabs, each with how many rows it lets through (`state.counts`)."""
    return ui.choice_tabs(
        label,
        [(value, word, state.counts[value]) for value, word in options],
        state.filters[name],
        lambda value: state.choose(name, value),
    )


def toolbar(
    state: Any,
    placeholder: str,
    *,
    filters: Sequence[Filter] = (),
    sorts: Options = (),
    tools: Sequence[Any] = (),
) -> rx.Component:
    """Search, `filters` (name, label, options), sort, size, and what else a list has."""
    return ui.toolbar(
        ui.search(state.text, state.search, placeholder, key=state.epoch),
        *[_filter(state, *one) for one in filters],
        *([_sort(state, sorts)] if sorts else []),
        _size(state),
        *tools,
    )


def body(
    state: Any,
    rows: Any,
    *,
    first_use: Any,
    nothing: str,
    is_any: Any = None,
    waiting: Any = None,
) -> rx.Component:
    """Failed, waiting, nothing, or `rows` over `state.rows` and the page numbers.

    `is_any` says whether there are rows when they have another name. `first_use` is drawn while
    there is nothing at all, `nothing` is said when the filter lets nothing through.
    """
    return rx.cond(
        state.has_failed,
        ui.failed(on_retry=state.load),
        rx.cond(
            state.is_loaded,
            rx.cond(
                state.rows if is_any is None else is_any,
                rx.fragment(rows, pages(state)),
                rx.cond(state.is_filtered, ui.no_result(nothing, on_clear=state.clear), first_use),
            ),
            ui.skeleton_rows() if waiting is None else waiting,
        ),
    )


def pages(state: Any) -> rx.Component:
    """전체 32건 중 1–20, and the page numbers."""
    return ui.pagination(
        state.summary, state.numbers, state.page_number, state.last_page, state.turn_to
    )


def _filter(state: Any, name: str, label: str, options: Any) -> rx.Component:
    return ui.select(
        name=name,
        options=options,
        value=state.filters[name],
        on_change=state.choose(name),
        aria_label=label,
        width="w-32",
    )


def _sort(state: Any, options: Options) -> rx.Component:
    return ui.select(
        name="sort",
        options=options,
        value=state.sort,
        on_change=state.choose_sort,
        aria_label="정렬",
        width="w-32",
    )


def _size(state: Any) -> rx.Component:
    return ui.select(
        name="size",
        options=SIZES,
        value=state.size,
        on_change=state.choose_size,
        aria_label="한 쪽에",
        width="w-32",
    )

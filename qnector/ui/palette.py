"""The search palette: one field, what it finds below, arrow keys and Enter.

The list is cmdk's: roving selection, roles and announcements are its own. What is found comes
from the server, so its own filter is off.
"""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_base.event import no_args_event_spec, passthrough_event_spec
from reflex_components_radix.primitives.dialog import dialog as radix

from qnector.ui import browser
from qnector.ui.icon import icon

WAIT_MS = 150
OPEN = "palette_open"


class Hit(TypedDict):
    """Something found: its key among all, what it is, a note, where it leads."""

    key: str
    label: str
    note: str
    path: str


class _Command(rx.Component):
    library = "cmdk@1.1.1"


class _Root(_Command):
    tag = "CommandRoot"
    label: rx.Var[str]
    should_filter: rx.Var[bool]
    loop: rx.Var[bool]
    vim_bindings: rx.Var[bool]
    value: rx.Var[str]
    on_value_change: rx.EventHandler[passthrough_event_spec(str)]


class _Input(_Command):
    tag = "CommandInput"
    placeholder: rx.Var[str]
    max_length: rx.Var[int]
    on_value_change: rx.EventHandler[passthrough_event_spec(str)]


class _List(_Command):
    tag = "CommandList"
    label: rx.Var[str]


class _Group(_Command):
    tag = "CommandGroup"
    heading: rx.Var[str]


class _Empty(_Command):
    tag = "CommandEmpty"


class _Item(_Command):
    tag = "CommandItem"
    value: rx.Var[str]
    on_select: rx.EventHandler[no_args_event_spec]


def palette_button() -> rx.Component:
    """What stands in the top bar: looks like a field, opens the palette."""
    return rx.el.button(
        icon("search"),
        rx.el.span("주문, 품목, 메뉴 검색", class_name="max-sm:sr-only grow text-left truncate"),
        rx.el.kbd(
            "Ctrl K",
            aria_hidden="true",
            class_name=(
                "max-md:hidden rounded-sm border border-line bg-surface px-1.5 py-0.5 text-2xs"
            ),
        ),
        type="button",
        on_click=_open().set_value(True),
        aria_keyshortcuts="Control+K",
        class_name=(
            "flex items-center gap-2 h-9 max-sm:w-9 max-sm:justify-center sm:px-3 sm:w-full "
            "sm:max-w-[360px] rounded-md sm:border sm:border-line sm:bg-sunken text-base "
            "text-muted hover:bg-hover"
        ),
    )


def palette(*groups: Any, first: Any, epoch: Any, on_search: Any, on_open: Any) -> rx.Component:
    """The palette itself. `groups` are palette_group(…); Ctrl K opens it anywhere.

    `first` is the key of the first hit, which is chosen whenever `epoch` changes.
    """
    is_open = _open()
    opener = ClientStateVar.create("opener_palette", default=None, global_ref=True)
    return rx.fragment(
        rx.window_event_listener(on_key_down=browser.on_hot_key("k", is_open.set_value(True))),
        radix.root(
            radix.portal(
                radix.overlay(class_name="fixed inset-0 z-overlay bg-scrim qn-fade no-print"),
                radix.content(
                    radix.title(rx.el.h2("검색", class_name="sr-only"), as_child=True),
                    radix.description(
                        rx.el.p("위아래 화살표로 고르고 Enter로 열어요.", class_name="sr-only"),
                        as_child=True,
                    ),
                    _command(groups, first, epoch, on_search),
                    on_open_auto_focus=[opener.set_value(browser.focused_element()), on_open],
                    on_close_auto_focus=browser.focus_now(opener.value),
                    class_name=_SURFACE,
                ),
            ),
            open=is_open.value,
            on_open_change=is_open.set,
        ),
    )


_SURFACE = (
    "fixed z-dialog inset-x-3 top-3 sm:inset-x-auto sm:left-1/2 sm:-translate-x-1/2 sm:top-[12vh] "
    "sm:w-[560px] max-h-[76dvh] flex flex-col rounded-xl bg-raised text-fg shadow-3 outline-none "
    "overflow-hidden"
)


def _command(groups: tuple[Any, ...], first: Any, epoch: Any, on_search: Any) -> rx.Component:
    chosen = _chosen()
    return _Root.create(
        # cmdk does not choose anew among hits that arrive later: this mounts with each answer.
        rx.el.div(choose_first(first=first), key=epoch, hidden=True),
        rx.el.div(
            rx.el.span(icon("search"), class_name="text-muted"),
            _Input.create(
                placeholder="화면·주문번호·품목·회사를 입력하세요",
                max_length=100,
                on_value_change=on_search.debounce(WAIT_MS),
                class_name=(
                    "grow min-w-0 h-12 bg-transparent text-md max-sm:text-[16px] outline-none "
                    "placeholder:text-subtle"
                ),
            ),
            class_name="flex items-center gap-3 px-4 border-b border-line",
        ),
        _List.create(
            _Empty.create("찾는 것이 없어요", class_name="py-10 text-center text-base text-muted"),
            *groups,
            label="찾은 것",
            class_name="p-2 overflow-y-auto overscroll-contain max-h-[60dvh]",
        ),
        label="검색",
        should_filter=False,
        loop=True,
        vim_bindings=False,
        value=chosen.value,
        on_value_change=chosen.set,
        class_name="flex flex-col min-h-0",
    )


def palette_group(heading: str, hits: Any, before: str) -> rx.Component:
    """One kind of things found, drawn when there are some. `hits` is a list var of Hit."""
    return rx.cond(
        hits,
        _Group.create(
            rx.foreach(hits, lambda hit: _item(hit, before)),
            heading=heading,
            class_name=(
                "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-2 "
                "[&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
            ),
        ),
    )


def _item(hit: Any, before: str) -> rx.Component:
    return _Item.create(
        rx.el.span(icon(before), class_name="text-muted shrink-0"),
        rx.el.span(hit["label"], class_name="truncate"),
        rx.el.span(hit["note"], class_name="ml-auto pl-3 text-sm text-muted truncate"),
        value=hit["key"],
        key=hit["key"],
        on_select=[rx.redirect(hit["path"]), _open().set_value(False)],
        class_name=(
            "flex items-center gap-3 min-h-10 px-2.5 rounded-md text-base cursor-pointer "
            "data-[selected=true]:bg-active"
        ),
    )


@rx.memo
def choose_first(first: rx.Var[str]) -> rx.Component:
    """When it is mounted, this hit is the chosen one."""
    return rx.fragment(on_mount=_chosen().set_value(first))


def _chosen() -> ClientStateVar:
    return ClientStateVar.create("palette_chosen", default="")


def _open() -> ClientStateVar:
    return ClientStateVar.create(OPEN, default=False)

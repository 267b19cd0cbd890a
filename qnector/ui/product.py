"""A product as its seller keeps it: a cell of a table, a tile, and the field for its picture."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from qnector.ui import browser
from qnector.ui.button import look
from qnector.ui.icon import icon
from qnector.ui.posted import PlainForm, hidden_input
from qnector.ui.tile import photo, stock_note, thumb

PICTURE_KINDS = "image/png,image/jpeg,image/webp"


def product_cell(picture: Any, name: Any, note: Any, *, on_click: Any) -> rx.Component:
    """The first cell of a row: picture, name and a note; pressing it opens the product."""
    return rx.el.th(
        rx.el.button(
            thumb(picture),
            rx.el.span(
                rx.el.span(name, class_name="block text-sm font-medium line-clamp-2"),
                rx.el.span(note, class_name="block text-xs text-muted line-clamp-1"),
                class_name="min-w-0",
            ),
            type="button",
            on_click=on_click,
            class_name=(
                "flex items-center gap-3 w-full text-left rounded-sm text-fg hover:underline "
                "underline-offset-2"
            ),
        ),
        scope="row",
        class_name="px-3 py-1.5 min-w-56 text-left font-normal",
    )


def product_tile(
    *,
    name: Any,
    note: Any,
    price: Any,
    stock: Any,
    level: Any,
    picture: Any,
    badge: Any,
    tick: Any,
    on_click: Any,
    **props: Any,
) -> rx.Component:
    """A tile of the seller's own: pressing it opens it, also when it is sold out or hidden."""
    return rx.el.li(
        rx.el.button(
            rx.el.span(photo(picture, "w-full aspect-[4/3]", 32), class_name="block"),
            rx.el.span(
                rx.el.span(note, class_name="block text-xs text-muted truncate"),
                rx.el.span(name, class_name="block text-base font-medium line-clamp-2 min-h-10"),
                _sale(price, stock_note(stock, level), badge),
                class_name="block p-3",
            ),
            type="button",
            on_click=on_click,
            class_name="block w-full text-left hover:bg-hover focus-visible:-outline-offset-2",
        ),
        rx.el.div(
            tick,
            class_name="absolute left-2 top-2 rounded-md bg-surface p-1.5 shadow-1",
        ),
        class_name=(
            "relative min-w-0 rounded-lg border border-line bg-surface overflow-hidden "
            "has-checked:border-brand has-checked:bg-brand-soft"
        ),
        **props,
    )


def _sale(price: Any, stock: Any, badge: Any) -> rx.Component:
    return rx.fragment(
        rx.el.span(
            rx.el.span(price, class_name="won text-md font-semibold"),
            stock,
            class_name="flex flex-wrap items-baseline justify-between gap-x-2 mt-1.5",
        ),
        rx.el.span(badge, class_name="block mt-2"),
    )


def picture_field(
    picture: Any,
    owner_id: Any,
    *,
    action: str,
    on_remove: Any,
    name: str = "picture",
    shown: Any = None,
    more: Any = None,
) -> rx.Component:
    """The picture of something, sent as soon as a file is chosen.

    The browser posts it into a frame of one line, where the answer is read; nothing else on the
    page moves, so nothing that is typed is lost. `owner_id` travels as `product_id`. `shown` draws
    the picture otherwise than as a photo, `more` is another way to bring one.
    """
    sent = ClientStateVar.create(f"sent_{name}", default=False)
    form_id, frame = f"{name}-form", f"{name}-answer"
    return rx.el.div(
        sent,
        _with_picture(
            photo(picture, "w-28 aspect-[4/3] rounded-md", 24) if shown is None else shown,
            _choose(picture, owner_id, action, form_id, frame, sent),
            rx.cond(picture != "", _remove(on_remove)),
        ),
        *([] if more is None else [more]),
        rx.el.iframe(
            name=frame,
            title="이미지 올리기 결과",
            class_name=rx.cond(sent.value, "block", "hidden") + " w-full h-14 border-0 rounded-md",
        ),
        class_name="flex flex-col gap-2",
        on_mount=sent.set_value(False),
    )


def _with_picture(shown: Any, choose: Any, remove: Any) -> rx.Component:
    return rx.el.div(
        rx.el.span(shown, class_name="block shrink-0"),
        rx.el.div(
            choose,
            remove,
            rx.el.p(
                "PNG, JPG, WEBP. 8MB까지 올릴 수 있어요.",
                class_name="m-0 w-full text-xs text-muted",
            ),
            class_name="flex flex-wrap items-center gap-2 min-w-0",
        ),
        class_name="flex items-center gap-3",
    )


def _choose(
    picture: Any, owner_id: Any, action: str, form_id: str, frame: str, sent: Any
) -> rx.Component:
    return PlainForm.create(
        *([] if owner_id is None else [hidden_input("product_id", owner_id)]),
        rx.el.label(
            icon("image-plus"),
            rx.cond(picture != "", "이미지 바꾸기", "이미지 올리기"),
            rx.el.input(
                type="file",
                name="picture",
                accept=PICTURE_KINDS,
                # Choosing the same file once more is a choice too.
                on_click=browser.forget_choice(),
                on_change=[sent.set_value(True), browser.submit(form_id)],
                class_name="sr-only",
            ),
            class_name=(
                look("secondary")
                + " cursor-pointer hover:bg-hover focus-within:outline-2 "
                + "focus-within:outline-offset-2 focus-within:outline-ring"
            ),
        ),
        id=form_id,
        action=action,
        method="post",
        target=frame,
        custom_attrs={"encType": "multipart/form-data"},
        class_name="contents",
    )


def _remove(on_remove: Any) -> rx.Component:
    return rx.el.button("이미지 빼기", type="button", on_click=on_remove, class_name=look("ghost"))

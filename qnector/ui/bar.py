"""Strips that say something about what is below them."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.core.banner import connection_banner

from qnector.ui.button import button, icon_button
from qnector.ui.icon import icon


def bulk_bar(count: Any, *actions: Any, on_clear: Any, label: str = "선택한 주문") -> rx.Component:
    """Shown while rows are chosen: "2건 선택 · 선택 해제 … actions"."""
    return rx.cond(
        count > 0,
        rx.el.div(
            rx.el.span(count, "건 선택", class_name="text-base font-medium text-brand-fg num"),
            button("선택 해제", variant="ghost", size="sm", on_click=on_clear),
            rx.el.div(*actions, class_name="ml-auto flex flex-wrap gap-2"),
            role="region",
            aria_label=label,
            class_name=(
                "flex flex-wrap items-center gap-2 px-4 py-2 min-h-12 bg-brand-soft border-y "
                "border-line no-print"
            ),
        ),
    )


def undo_bar(sentence: Any, *, on_undo: Any, on_close: Any) -> rx.Component:
    """What was just done to the list below, and the way back; nothing while it is ""."""
    return rx.el.div(
        rx.cond(
            sentence != "",
            rx.el.div(
                icon("check"),
                rx.el.span(sentence, class_name="min-w-0"),
                button("되돌리기", variant="link", size="sm", before="undo-2", on_click=on_undo),
                rx.el.span(
                    icon_button("x", "알림 닫기", size="sm", on_click=on_close),
                    class_name="ml-auto flex",
                ),
                class_name=(
                    "flex flex-wrap items-center gap-2 px-4 py-1.5 min-h-12 bg-ok-soft text-ok "
                    "text-sm font-medium border-y border-line qn-fade"
                ),
            ),
        ),
        aria_live="polite",
        class_name="no-print",
    )


def news_bar(count: Any, sentence: Any, *, on_show: Any) -> rx.Component:
    """ "새 주문 3건 보기": new rows wait until they are asked for."""
    return rx.el.div(
        rx.cond(
            count > 0,
            rx.el.button(
                icon("arrow-up"),
                sentence,
                type="button",
                on_click=on_show,
                class_name=(
                    "flex items-center justify-center gap-2 w-full min-h-10 px-4 text-base "
                    "font-medium text-brand-fg bg-brand-soft border-y border-line qn-fade "
                    "hover:underline focus-visible:-outline-offset-2"
                ),
            ),
        ),
        aria_live="polite",
        class_name="no-print",
    )


def offline_bar() -> rx.Component:
    """Shown while the connection to the server is lost. Belongs into the app's overlay wrap."""
    return connection_banner(
        rx.el.div(
            icon("wifi-off"),
            "연결이 끊겼어요. 다시 연결하고 있어요.",
            role="status",
            class_name=(
                "fixed top-16 left-1/2 -translate-x-1/2 z-toast flex items-center gap-2 min-h-9 "
                "px-4 rounded-full bg-warn-soft text-warn text-sm font-medium whitespace-nowrap "
                "shadow-2 no-print"
            ),
        )
    )

"""Whole pages that say what went wrong and where to go."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.app import default_error_boundary

from qnector.ui import browser
from qnector.ui.button import button, link_button
from qnector.ui.icon import icon


def problem_page(code: str, title: Any, sentence: Any, *actions: Any, before: str) -> rx.Component:
    """A centred page of its own, without the frame."""
    return rx.el.main(
        rx.el.p(code, class_name="m-0 text-sm text-muted num"),
        rx.el.span(icon(before, 40), class_name="text-subtle my-3"),
        rx.el.h1(title, class_name="text-2xl font-semibold"),
        rx.el.p(sentence, class_name="m-0 mt-2 text-base text-muted max-w-96 text-balance"),
        rx.el.div(*actions, class_name="flex flex-wrap justify-center gap-2 mt-6"),
        id="main",
        class_name="min-h-dvh flex flex-col items-center justify-center px-4 py-12 text-center",
    )


def not_found_page(home: str = "/") -> rx.Component:
    """404, also for what somebody may not know to exist."""
    return problem_page(
        "404",
        "찾는 화면이 없어요",
        "주소가 바뀌었거나 지워진 화면이에요. 주소를 확인하거나 처음으로 돌아가 주세요.",
        link_button("처음으로 가기", to=home, variant="primary"),
        before="compass",
    )


def forbidden_page(home: str = "/") -> rx.Component:
    """403."""
    return problem_page(
        "403",
        "볼 수 있는 권한이 없어요",
        "관리자에게 권한을 요청하거나 처음으로 돌아가 주세요.",
        link_button("처음으로 가기", to=home, variant="primary"),
        before="lock",
    )


def crash_page() -> rx.Component:
    """The screen itself broke."""
    return problem_page(
        "오류",
        "화면을 그리지 못했어요",
        "새로고침해도 같으면 잠시 뒤에 다시 시도해 주세요.",
        button("새로고침", variant="primary", before="rotate-ccw", on_click=browser.reload()),
        before="cloud-off",
    )


def error_boundary() -> rx.Component:
    """For app_wraps[(55, "ErrorBoundary")]: shows crash_page when a screen breaks."""
    return default_error_boundary(fallback_render=crash_page())

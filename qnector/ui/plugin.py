"""Writes the design's stylesheet into the front end."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui import tokens


class QnectorDesign(rx.plugins.Plugin):
    """Adds styles/qn.css, made from tokens.py, to every build."""

    def get_stylesheet_paths(self, **context: Any) -> tuple[str, ...]:
        return ("./qn.css",)

    def pre_compile(self, **context: Any) -> None:
        context["add_save_task"](lambda: ("styles/qn.css", tokens.stylesheet()))

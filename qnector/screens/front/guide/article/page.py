"""One article of 유용한 정보, each at an address of its own."""

from collections.abc import Callable

import reflex as rx

from qnector import ui
from qnector.screens.front.guide.articles import ARTICLES, GUIDE, TITLE, Article, grouped
from qnector.web.public import Front, framed
from qnector.web.screen import screen

LIST = [(name, [(one.title, one.path) for one in articles]) for name, articles in grouped()]


def article(number: int) -> rx.Component:
    """The text between its neighbours."""
    shown = ARTICLES[number]
    return framed(
        ui.reading_page(
            shown.title,
            ui.prose(shown.text),
            ui.onward(_entry(number - 1), _entry(number + 1)),
            above=ui.trail(TITLE, GUIDE),
            aside=ui.reading_list("글 목록", LIST, shown.path),
            note=shown.summary,
        ),
        current=shown.path,
    )


def _entry(number: int) -> tuple[str, str] | None:
    if not 0 <= number < len(ARTICLES):
        return None
    return ARTICLES[number].title, ARTICLES[number].path


def _drawn(number: int) -> Callable[[], rx.Component]:
    # A function of this module, not a partial: Reflex bundles a page by its function's module.
    def draw() -> rx.Component:
        return article(number)

    return draw


def _register(number: int, one: Article) -> None:
    screen(
        route=one.path,
        title=one.title,
        description=one.summary,
        side=None,
        on_load=Front.enter,
    )(_drawn(number))


for _number, _one in enumerate(ARTICLES):
    _register(_number, _one)

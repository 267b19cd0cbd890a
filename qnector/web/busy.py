"""What a screen shows while it waits for the world."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import reflex as rx

T = TypeVar("T", str, bool)


@contextmanager
def busy(state: rx.State, name: str, value: T) -> Iterator[None]:
    """A var says `value` inside the block and nothing after it, also when the block fails.

    `yield` first inside the block, so that the browser sees it.
    """
    setattr(state, name, value)
    try:
        yield
    finally:
        setattr(state, name, type(value)())

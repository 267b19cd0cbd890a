"""Long texts: guides and terms, written in a small markup and drawn with our own pieces.

## heading      ### smaller heading
paragraph       (a blank line ends it)
- point         1. step
> note          >! warning
| a | b |       a table; its first row is the head
```             code until the next ```
**strong**  `code`  [words](/own/path)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import reflex as rx

from qnector.ui.button import link
from qnector.ui.layout import callout

FENCE = "```"
_INLINE = re.compile(
    r"\*\*(?P<strong>[^*]+)\*\*|`(?P<code>[^`]+)`|\[(?P<word>[^]]+)\]\((?P<to>/(?!/)[^)\s]*)\)"
)
_MARKS = (
    ("### ", "part"),
    ("## ", "title"),
    ("- ", "point"),
    (">! ", "warning"),
    ("> ", "note"),
    ("|", "row"),
)
_STEP = re.compile(r"\d{1,2}\. ")


@dataclass
class Block:
    """One part of a text: its kind and its lines, without their marks."""

    kind: str
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def blocks(text: str) -> list[Block]:
    """A text as its parts, in order. Nothing is refused: what has no mark is a paragraph."""
    found: list[Block] = []
    for is_code, lines in _fenced(text):
        if is_code:
            found.append(Block("code", lines))
            continue
        for kind, group in groupby(map(_read, _joined(lines)), key=lambda one: one[0]):
            told = [line for _, line in group]
            if kind in ("title", "part"):
                found += [Block(kind, [line]) for line in told]
            elif kind:
                found.append(Block(kind, told))
    return found


def headings(text: str) -> list[tuple[str, str]]:
    """(id, words) of every large heading, for a list of contents."""
    titles = (block.text for block in blocks(text) if block.kind == "title")
    return [(f"s{number}", title) for number, title in enumerate(titles, 1)]


def prose(text: str) -> rx.Component:
    """The text, drawn."""
    number = 0
    drawn = []
    for block in blocks(text):
        number += block.kind == "title"
        drawn.append(_DRAW[block.kind](block, f"s{number}"))
    return rx.el.div(*drawn, class_name=_PROSE)


_PROSE = (
    "flex flex-col gap-4 min-w-0 text-md leading-[26px] [&_h2]:mt-6 [&_h3]:mt-2 "
    "[&>h2:first-child]:mt-0"
)


def rich(words: str) -> list[Any]:
    """The parts of a line: plain words, strong words, code, links to own pages."""
    parts: list[Any] = []
    end = 0
    for found in _INLINE.finditer(words):
        parts += [words[end : found.start()]] if found.start() > end else []
        parts.append(_inline(found))
        end = found.end()
    return [*parts, words[end:]] if end < len(words) else parts


def _inline(found: re.Match[str]) -> rx.Component:
    if found["strong"]:
        return rx.el.strong(found["strong"], class_name="font-semibold")
    if found["code"]:
        return rx.el.code(found["code"], class_name=_CODE)
    return link(found["word"], to=found["to"])


_CODE = "rounded-sm bg-sunken px-1.5 py-0.5 text-sm font-mono break-words"


def _fenced(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Runs of lines inside and outside of code, in turn."""
    is_code = False
    held: list[str] = []
    for line in text.strip("\n").splitlines():
        if line.strip() != FENCE:
            held.append(line)
            continue
        yield is_code, held
        is_code, held = not is_code, []
    yield is_code, held


def _joined(lines: list[str]) -> list[str]:
    """Lines with their continuations."""
    whole: list[str] = []
    for line in lines:
        if line.startswith("  ") and line.strip() and whole and whole[-1].strip():
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line)
    return whole


def _read(line: str) -> tuple[str, str]:
    """The kind of a line and what it says; a blank line is of no kind."""
    bare = line.strip()
    for mark, kind in _MARKS:
        if bare.startswith(mark):
            return kind, bare.removeprefix(mark).strip()
    if step := _STEP.match(bare):
        return "step", bare[step.end() :]
    return ("paragraph" if bare else ""), bare


def _title(block: Block, anchor: str) -> rx.Component:
    return rx.el.h2(
        *rich(block.text),
        id=anchor,
        class_name="scroll-mt-24 text-xl font-semibold break-after-avoid",
    )


def _part(block: Block, _: str) -> rx.Component:
    return rx.el.h3(*rich(block.text), class_name="text-lg font-semibold break-after-avoid")


def _paragraph(block: Block, _: str) -> rx.Component:
    return rx.el.p(*rich(block.text), class_name="m-0 text-pretty")


def _points(block: Block, _: str) -> rx.Component:
    return rx.el.ul(*_items(block), class_name="m-0 pl-5 list-disc flex flex-col gap-1.5")


def _steps(block: Block, _: str) -> rx.Component:
    return rx.el.ol(*_items(block), class_name="m-0 pl-6 list-decimal flex flex-col gap-1.5")


def _items(block: Block) -> list[rx.Component]:
    return [rx.el.li(*rich(line), class_name="pl-1 marker:text-muted keep") for line in block.lines]


def _note(block: Block, _: str) -> rx.Component:
    return callout("warn" if block.kind == "warning" else "info", *rich(block.text))


def _code(block: Block, _: str) -> rx.Component:
    return rx.el.pre(
        rx.el.code("\n".join(block.lines)),
        tab_index=0,
        role="group",
        aria_label="명령",
        class_name=(
            "m-0 rounded-lg bg-sunken border border-line px-4 py-3 overflow-x-auto font-mono "
            "text-sm"
        ),
    )


def _table(block: Block, _: str) -> rx.Component:
    head, *rows = [
        [cell.strip() for cell in line.removesuffix("|").split("|")] for line in block.lines
    ]
    return rx.el.div(
        rx.el.table(
            rx.el.thead(
                rx.el.tr(*[rx.el.th(*rich(cell), scope="col", class_name=_TH) for cell in head])
            ),
            rx.el.tbody(
                *[
                    rx.el.tr(*[rx.el.td(*rich(cell), class_name=_TD) for cell in row])
                    for row in rows
                ]
            ),
            class_name="w-full border-collapse text-base leading-5",
        ),
        tab_index=0,
        role="group",
        aria_label=head[0],
        class_name="overflow-x-auto rounded-lg border border-line",
    )


_TH = "px-3 py-2.5 text-left text-sm font-medium text-muted bg-sunken whitespace-nowrap"
_TD = "px-3 py-2.5 align-top border-t border-line [overflow-wrap:normal]"

_DRAW: dict[str, Callable[[Block, str], rx.Component]] = {
    "title": _title,
    "part": _part,
    "paragraph": _paragraph,
    "point": _points,
    "step": _steps,
    "note": _note,
    "warning": _note,
    "code": _code,
    "row": _table,
}

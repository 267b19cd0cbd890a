"""The parts of the landing page, from the opening to the last word."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from qnector.ui.badge import badge
from qnector.ui.front import WIDTH
from qnector.ui.icon import icon
from qnector.ui.prose import rich
from qnector.ui.shot import Picture, shot


def opening(
    title: tuple[str, ...],
    sentence: str,
    *actions: Any,
    promises: tuple[str, ...],
    wide: Picture,
    narrow: Picture,
) -> rx.Component:
    """The top of the landing page: one sentence, the way in, and the app itself."""
    lines = [part for line in title for part in (line, rx.el.br())][:-1]
    return rx.el.section(
        rx.el.div(
            rx.el.h1(
                *lines,
                class_name="text-4xl sm:text-5xl font-bold tracking-tight text-fg",
            ),
            rx.el.p(
                sentence,
                class_name=(
                    "m-0 mt-4 sm:mt-5 max-w-[600px] text-md sm:text-lg text-muted text-balance"
                ),
            ),
            rx.el.div(*actions, class_name="flex flex-wrap justify-center gap-2.5 mt-7"),
            rx.el.ul(
                *[_promise(one) for one in promises],
                class_name=(
                    "m-0 mt-5 p-0 list-none flex flex-wrap justify-center gap-x-5 gap-y-1.5"
                ),
            ),
            _shots(wide, narrow),
            class_name=(f"{WIDTH} py-12 sm:pt-20 sm:pb-16 flex flex-col items-center text-center"),
        ),
        class_name="bg-linear-to-b from-brand-soft to-surface overflow-hidden",
    )


def _promise(sentence: str) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("check", 14), class_name="text-brand-fg flex"),
        sentence,
        class_name="flex items-center gap-1.5 text-sm text-muted",
    )


def _shots(wide: Picture, narrow: Picture) -> rx.Component:
    return rx.el.div(
        shot(wide, class_name="max-sm:hidden"),
        shot(narrow, class_name="sm:hidden"),
        class_name="w-full mt-10 sm:mt-14",
    )


def band(
    *children: Any,
    id: str,
    title: str,
    sentence: str = "",
    tone: Literal["surface", "bg"] = "surface",
) -> rx.Component:
    """A part of the landing page over its whole width, with an address of its own."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(title, id=f"{id}-title", class_name="text-3xl font-bold text-center"),
            *(
                [rx.el.p(sentence, class_name="m-0 mt-2 text-md text-muted text-center")]
                if sentence
                else []
            ),
            rx.el.div(*children, class_name="mt-10"),
            class_name=f"{WIDTH} py-16 sm:py-24",
        ),
        id=id,
        aria_labelledby=f"{id}-title",
        class_name=f"scroll-mt-16 {_BANDS[tone]}",
    )


_BANDS = {"surface": "bg-surface", "bg": "bg-bg border-y border-line"}


def showcase(
    title: str, sentence: str, *points: str, picture: Picture, turned: bool = False
) -> rx.Component:
    """One strength with its picture beside it; `turned` puts the picture first."""
    order = " lg:order-first" if turned else ""
    columns = "lg:grid-cols-[3fr_2fr]" if turned else "lg:grid-cols-[2fr_3fr]"
    return rx.el.div(
        rx.el.div(
            rx.el.h3(title, class_name="text-2xl font-semibold"),
            rx.el.p(sentence, class_name="m-0 mt-2 text-md text-muted text-pretty"),
            rx.el.ul(
                *[_point(point) for point in points],
                class_name="m-0 mt-5 p-0 list-none flex flex-col gap-2.5",
            ),
            class_name="min-w-0",
        ),
        rx.el.div(shot(picture), class_name=f"min-w-0{order}"),
        class_name=(
            f"grid grid-cols-1 {columns} gap-8 lg:gap-14 items-center not-first:mt-16 "
            "lg:not-first:mt-24"
        ),
    )


def _point(sentence: str) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            icon("check", 14),
            class_name=(
                "grid place-items-center size-5 mt-px shrink-0 rounded-full bg-brand-soft "
                "text-brand-fg"
            ),
        ),
        sentence,
        class_name="flex items-start gap-2.5 text-md",
    )


def features(*cards: Any) -> rx.Component:
    """Strengths as cards, three beside each other."""
    return rx.el.ul(
        *cards,
        class_name=(
            "m-0 mt-16 lg:mt-24 p-0 list-none grid gap-3 grid-cols-1 sm:grid-cols-2 lg:grid-cols-3"
        ),
    )


def feature(title: str, sentence: str, before: str) -> rx.Component:
    """One strength as a card."""
    return rx.el.li(
        rx.el.span(
            icon(before, 20),
            class_name=(
                "grid place-items-center size-10 rounded-md bg-brand-soft text-brand-fg mb-4"
            ),
        ),
        rx.el.h3(title, class_name="text-lg font-semibold"),
        rx.el.p(sentence, class_name="m-0 mt-1.5 text-base text-muted text-pretty"),
        class_name="rounded-lg border border-line bg-surface p-5",
    )


def steps(*told: tuple[str, str]) -> rx.Component:
    """What happens one after the other: (title, sentence), numbered."""
    return rx.el.ol(
        *[_step(number, *one) for number, one in enumerate(told, 1)],
        class_name=(
            "m-0 p-0 list-none grid gap-x-6 gap-y-8 grid-cols-1 sm:grid-cols-2 lg:grid-cols-4"
        ),
    )


def _step(number: int, title: str, sentence: str) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            str(number),
            aria_hidden="true",
            class_name=(
                "grid place-items-center size-9 rounded-full bg-brand text-onbrand text-md "
                "font-semibold num mb-3"
            ),
        ),
        rx.el.h3(title, class_name="text-md font-semibold"),
        rx.el.p(sentence, class_name="m-0 mt-1 text-base text-muted text-pretty"),
    )


def coming(title: str, *names: str) -> rx.Component:
    """What is being worked on and not there yet, so that nobody looks for it."""
    return rx.el.div(
        badge(title, tone="warn", before="clock-3"),
        rx.el.p(" · ".join(names), class_name="m-0 text-sm text-muted"),
        class_name=(
            "mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-dashed "
            "border-line px-4 py-3"
        ),
    )


def questions(*pairs: tuple[str, str]) -> rx.Component:
    """Questions that open their answers, which may hold `prose` links; no script does that."""
    return rx.el.div(
        *[_question(asked, answered) for asked, answered in pairs],
        class_name=(
            "max-w-[760px] mx-auto rounded-lg border border-line bg-surface divide-y divide-line"
        ),
    )


def _question(asked: str, answered: str) -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            rx.el.h3(asked, class_name="grow text-md font-semibold"),
            rx.el.span(
                icon("chevron-down"),
                class_name="text-muted flex transition-transform group-open:rotate-180",
            ),
            class_name=(
                "flex items-center gap-3 min-h-14 px-5 py-3 list-none rounded-lg "
                "[&::-webkit-details-marker]:hidden hover:bg-hover"
            ),
        ),
        rx.el.p(*rich(answered), class_name="m-0 px-5 pb-5 text-base text-muted text-pretty"),
        class_name="group",
    )


def closing(title: str, *children: Any, id: str) -> rx.Component:
    """The last word of the landing page: how to begin."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(title, id=f"{id}-title", class_name="text-3xl font-bold text-onbrand"),
            *children,
            class_name=f"{WIDTH} py-16 sm:py-20 flex flex-col items-center gap-4 text-center",
        ),
        id=id,
        aria_labelledby=f"{id}-title",
        class_name="scroll-mt-16 bg-brand-deep text-onbrand-soft",
    )


def closing_text(sentence: str) -> rx.Component:
    """A sentence on the deep ground of `closing`."""
    return rx.el.p(sentence, class_name="m-0 max-w-[560px] text-md text-pretty")

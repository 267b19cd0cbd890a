"""Medians of interleaved repetitions, and tables of ratios."""

import statistics
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field


@dataclass
class Series:
    """Repetitions of one measurement: each a dict of rps, p50_ms, p95_ms."""

    name: str
    runs: list[dict[str, float]] = field(default_factory=list)

    def median(self, figure: str) -> float:
        return statistics.median(run[figure] for run in self.runs)


@dataclass(frozen=True)
class Bar:
    """What must hold: a figure, where it was measured, and whether it held."""

    name: str
    value: float
    limit: float
    is_least: bool = False
    unit: str = "×"

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.is_least else self.value <= self.limit

    def line(self) -> str:
        sign = "≥" if self.is_least else "≤"
        mark = "ok  " if self.holds else "MISS"
        return f"| {mark} | {self.name} | {self.value:.3g}{self.unit} | {sign} {self.limit}{self.unit} |"


async def interleave(
    repetitions: int, arms: dict[str, Callable[[], Awaitable[dict[str, float]]]]
) -> dict[str, Series]:
    """Run every arm once per repetition, in turn, so that a noisy minute hits all alike."""
    found = {name: Series(name) for name in arms}
    names = list(arms)
    for repetition in range(repetitions):
        for name in names if repetition % 2 == 0 else reversed(names):
            found[name].runs.append(await arms[name]())
    return found


def ratio(series: dict[str, Series], arm: str, floor: str, figure: str) -> float:
    """How one arm's median stands to the floor's, of the same run."""
    return series[arm].median(figure) / series[floor].median(figure)


def print_table(title: str, series: Sequence[Series]) -> None:
    print(f"\n### {title}\n\n| arm | events/s | p50 ms | p95 ms |\n|---|---|---|---|")
    for one in series:
        figures = (one.median("rps"), one.median("p50_ms"), one.median("p95_ms"))
        print(f"| {one.name} | {figures[0]:.0f} | {figures[1]:.2f} | {figures[2]:.2f} |")


def print_bars(bars: Sequence[Bar]) -> None:
    print("\n| | measure | found | bar |\n|---|---|---|---|")
    for bar in bars:
        print(bar.line())

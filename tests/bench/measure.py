"""Medians of interleaved repetitions, and tables of ratios."""

import statistics
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


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
        found = f"{self.value:.3g}{self.unit}"
        return f"- {mark} {self.name}: {found} (bar {sign} {self.limit}{self.unit})"


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


@dataclass
class Report:
    """Prints what was measured, and remembers it for docs/benchmarks.md."""

    is_quick: bool = False
    bars: list[Bar] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def say(self, line: str = "") -> None:
        print(line, flush=True)
        self.lines.append(line)

    def title(self, name: str) -> None:
        self.say(f"\n## {name}\n")

    def table(self, title: str, series: Sequence[Series]) -> None:
        self.say(f"\n**{title}**\n\n| arm | events/s | p50 ms | p95 ms |\n|---|---|---|---|")
        for one in series:
            rps, p50, p95 = (one.median(name) for name in ("rps", "p50_ms", "p95_ms"))
            self.say(f"| {one.name} | {rps:.0f} | {p50:.2f} | {p95:.2f} |")
        self.say()

    def check(self, *bars: Bar) -> None:
        for bar in bars:
            self.say(bar.line())
            self.bars.append(bar)

    def end(self, seconds: float) -> None:
        missed = [bar.name for bar in self.bars if not bar.holds]
        self.say(f"\n{len(self.bars)} bars, {len(missed)} missed, {seconds:.0f} s.")
        for name in missed:
            self.say(f"- missed: {name}")

    def keep(self, path: Path) -> None:
        head = (
            "# Benchmarks\n\nWritten by `make bench`. Ratios are against a counter of the same run:"
            " absolute times belong to the machine (2 cores, load client on the same cores).\n"
        )
        path.write_text(head + "\n".join(self.lines) + "\n", encoding="utf-8")

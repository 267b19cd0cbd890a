"""A sheet of 800 by 600 units with a few soft shapes; drawn three times as large."""

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT, FINE = 800, 600, 3
FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"

Point = tuple[float, float]
WHITE = "#ffffff"


class Sheet:
    """Shapes are laid one over the other; `alpha` 0 to 1, angles in degrees."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), ground)
        self.ellipse(400, 300, 285, 285, WHITE, alpha=0.34)

    def finished(self) -> Image.Image:
        return self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)

    def polygon(self, points: Sequence[Point], colour: str, *, alpha: float = 1) -> None:
        self._lay(points, colour, alpha)

    def blob(self, points: Sequence[Point], colour: str, *, alpha: float = 1) -> None:
        """A closed smooth curve through the points."""
        self._lay(smooth(points), colour, alpha)

    def ellipse(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        colour: str,
        *,
        turn: float = 0,
        alpha: float = 1,
    ) -> None:
        self._lay(oval(x, y, rx, ry, turn), colour, alpha)

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        colour: str,
        *,
        r: float = 0,
        turn: float = 0,
        alpha: float = 1,
    ) -> None:
        """A rounded rectangle around the middle (x, y)."""
        self._lay(turned(rounded(x, y, w, h, r), (x, y), turn), colour, alpha)

    def line(
        self,
        points: Sequence[Point],
        colour: str,
        width: float,
        *,
        alpha: float = 1,
        curved: bool = True,
    ) -> None:
        """A stroke with round ends."""
        path = open_curve(points) if curved and len(points) > 2 else list(points)
        mask = Image.new("L", self.image.size, 0)
        pen = ImageDraw.Draw(mask)
        scaled = [(x * FINE, y * FINE) for x, y in path]
        pen.line(scaled, fill=255, width=round(width * FINE), joint="curve")
        for x, y in scaled:
            r = width * FINE / 2
            pen.ellipse((x - r, y - r, x + r, y + r), fill=255)
        self._paste(mask, colour, alpha)

    def shadow(self, x: float, y: float, rx: float, ry: float, *, alpha: float = 0.2) -> None:
        mask = Image.new("L", (WIDTH, HEIGHT), 0)
        ImageDraw.Draw(mask).ellipse((x - rx, y - ry, x + rx, y + ry), fill=255)
        mask = mask.filter(ImageFilter.GaussianBlur(12)).resize(self.image.size)
        self._paste(mask, "#2b2740", alpha)

    def inside(
        self,
        outline: Sequence[Point],
        shapes: Sequence[Sequence[Point]],
        colour: str,
        *,
        alpha: float = 1,
    ) -> None:
        """Shapes cut off at an outline: stripes on a bag, a shade along one side."""
        edge = self._mask(outline)
        mask = Image.new("L", self.image.size, 0)
        for shape in shapes:
            mask = ImageChops.lighter(mask, self._mask(shape))
        self._paste(ImageChops.multiply(mask, edge), colour, alpha)

    def text(self, x: float, y: float, words: str, colour: str, size: float) -> None:
        """Bold words around the middle (x, y)."""
        pen = ImageDraw.Draw(self.image)
        letters = [(char, lettering(char, round(size * FINE))) for char in words]
        left = x * FINE - sum(font.getlength(char) for char, font in letters) / 2
        for char, font in letters:
            pen.text((left, y * FINE), char, colour, font, anchor="lm")
            left += font.getlength(char)

    def _mask(self, points: Sequence[Point]) -> Image.Image:
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon([(x * FINE, y * FINE) for x, y in points], fill=255)
        return mask

    def _lay(self, points: Sequence[Point], colour: str, alpha: float) -> None:
        self._paste(self._mask(points), colour, alpha)

    def _paste(self, mask: Image.Image, colour: str, alpha: float) -> None:
        if alpha < 1:
            mask = mask.point(lambda value: round(value * alpha))
        self.image.paste(colour, mask=mask)


def lettering(char: str, size: int) -> ImageFont.FreeTypeFont:
    """The file of our font that holds this character."""
    holder = next(path for path in sorted(FONTS.glob("*.woff2")) if ord(char) in held_by(path))
    font = ImageFont.truetype(str(holder), size)
    font.set_variation_by_axes([700])
    return font


@cache
def held_by(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def oval(x: float, y: float, rx: float, ry: float, turn: float = 0) -> list[Point]:
    steps = [math.tau * n / 180 for n in range(180)]
    return turned([(x + rx * math.cos(a), y + ry * math.sin(a)) for a in steps], (x, y), turn)


def rounded(x: float, y: float, w: float, h: float, r: float) -> list[Point]:
    r = min(r, w / 2, h / 2)
    corners = ((1, 1, 0), (-1, 1, 90), (-1, -1, 180), (1, -1, 270))
    return [
        (
            x + sx * (w / 2 - r) + r * math.cos(math.radians(start + step)),
            y + sy * (h / 2 - r) + r * math.sin(math.radians(start + step)),
        )
        for sx, sy, start in corners
        for step in range(0, 91, 6)
    ]


def turned(points: Sequence[Point], centre: Point, degrees: float) -> list[Point]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    cx, cy = centre
    return [
        (cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos)
        for x, y in points
    ]


def smooth(points: Sequence[Point]) -> list[Point]:
    n = len(points)
    return [
        between(points[i - 1], points[i], points[(i + 1) % n], points[(i + 2) % n], step / 16)
        for i in range(n)
        for step in range(16)
    ]


def open_curve(points: Sequence[Point]) -> list[Point]:
    ends = [points[0], *points, points[-1]]
    return [
        between(*ends[i : i + 4], step / 16) for i in range(len(points) - 1) for step in range(17)
    ]


def between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """Catmull-Rom: a point of the curve that runs from b to c."""
    x, y = (
        0.5
        * (
            2 * q
            + (r - p) * t
            + (2 * p - 5 * q + 4 * r - s) * t * t
            + (3 * q - p - 3 * r + s) * t**3
        )
        for p, q, r, s in zip(a, b, c, d, strict=True)
    )
    return x, y

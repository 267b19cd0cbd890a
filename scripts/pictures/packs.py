"""Packs that several products come in: sack, bottle, pouch, crate, tray."""

import math
from collections.abc import Sequence

from scripts.pictures.kit import WHITE, Sheet, oval, rounded, smooth


def sack(s: Sheet, paper: str, band: str, words: str, ink: str = WHITE) -> None:
    s.shadow(400, 520, 190, 22)
    body = smooth(
        [
            (265, 150),
            (400, 140),
            (535, 150),
            (556, 330),
            (545, 505),
            (400, 518),
            (255, 505),
            (244, 330),
        ]
    )
    s.polygon(body, paper)
    s.inside(body, [rounded(400, 335, 400, 150, 0)], band)
    s.inside(body, [rounded(560, 330, 90, 500, 0)], "#000000", alpha=0.06)
    s.inside(body, [rounded(268, 330, 26, 420, 13)], WHITE, alpha=0.35)
    s.box(400, 138, 284, 34, paper, r=10)
    s.box(400, 138, 284, 34, "#000000", r=10, alpha=0.1)
    s.line([(272, 138), (528, 138)], WHITE, 4, alpha=0.8)
    s.text(400, 335, words, ink, 62)


def bottle(
    s: Sheet,
    liquid: str,
    cap: str,
    label: str,
    words: str,
    *,
    ink: str = WHITE,
    wide: float = 1,
    x: float = 400,
) -> None:
    s.shadow(x, 528, 110 * wide, 16)
    w = 88 * wide
    body = smooth(
        [
            (x - 30, 120),
            (x + 30, 120),
            (x + 34, 190),
            (x + w, 270),
            (x + w + 2, 400),
            (x + w, 500),
            (x + w - 20, 524),
            (x, 528),
            (x - w + 20, 524),
            (x - w, 500),
            (x - w - 2, 400),
            (x - w, 270),
            (x - 34, 190),
        ]
    )
    s.polygon(body, liquid)
    s.inside(body, [rounded(x + w, 330, 50, 500, 0)], "#000000", alpha=0.1)
    s.inside(body, [rounded(x, 390, 400, 150, 0)], label)
    s.inside(body, [rounded(x - w * 0.62, 350, 16, 330, 8)], WHITE, alpha=0.4)
    s.box(x, 100, 78, 58, cap, r=12)
    s.box(x, 118, 86, 12, "#000000", r=6, alpha=0.15)
    s.text(x, 390, words, ink, 46 if len(words) < 4 else 38)


def pouch(s: Sheet, paper: str, words: str, ink: str = WHITE) -> None:
    s.shadow(400, 526, 170, 18)
    body = [(285, 110), (515, 110), (530, 300), (545, 520), (255, 520), (270, 300)]
    s.polygon(body, paper)
    s.inside(body, [[(515, 110), (545, 520), (485, 520), (478, 110)]], "#000000", alpha=0.1)
    s.inside(body, [[(300, 110), (322, 110), (300, 520), (276, 520)]], WHITE, alpha=0.22)
    s.box(400, 122, 236, 40, "#000000", r=4, alpha=0.14)
    s.text(400, 420, words, ink, 50)


def crate(s: Sheet, front: str, edge: str, words: str, ink: str) -> None:
    """The front of a crate; what lies in it was drawn before."""
    s.polygon([(175, 350), (625, 350), (600, 515), (200, 515)], front)
    s.polygon([(165, 335), (635, 335), (628, 372), (172, 372)], edge)
    s.polygon([(560, 372), (622, 372), (600, 515), (548, 515)], "#000000", alpha=0.07)
    s.text(392, 445, words, ink, 54)


def tray(s: Sheet, colour: str = "#f7f8fb") -> None:
    s.shadow(400, 470, 270, 30)
    s.box(400, 335, 560, 320, "#d4d8e2", r=56)
    s.box(400, 325, 560, 310, colour, r=54)
    s.box(400, 325, 500, 250, "#e6e9f0", r=40)


def shine(s: Sheet, x: float, y: float, rx: float, ry: float, turn: float = 0) -> None:
    s.ellipse(x, y, rx, ry, WHITE, turn=turn, alpha=0.45)


def leaves(s: Sheet, tips: Sequence[tuple[float, float, float]], colour: str) -> None:
    """Leaves as (x, y, turn)."""
    for x, y, turn in tips:
        s.ellipse(x, y, 44, 16, colour, turn=turn)


def roll(s: Sheet, x: float, y: float, r: float, h: float, colour: str, core: str) -> None:
    """A standing roll seen from slightly above."""
    s.box(x, y + h / 2, 2 * r, h, colour)
    s.polygon(oval(x, y + h, r, r * 0.34), colour)
    s.box(x + r * 0.72, y + h / 2, r * 0.56, h, "#000000", alpha=0.05)
    s.polygon(oval(x, y, r, r * 0.34), WHITE)
    s.polygon(oval(x, y, r * 0.66, r * 0.22), "#000000", alpha=0.05)
    s.polygon(oval(x, y, r * 0.32, r * 0.11), core)


def carton(
    s: Sheet, front: str, side: str, wave: str, words: str, ink: str, *, cap: str = ""
) -> None:
    """A gable-top carton; `cap` is the colour of its screw cap, or none."""
    s.shadow(410, 525, 160, 18)
    s.polygon([(300, 240), (345, 130), (465, 130), (420, 240)], front)
    s.polygon([(420, 240), (465, 130), (520, 240)], side)
    s.box(405, 118, 124, 34, side, r=4)
    s.polygon([(300, 240), (420, 240), (420, 520), (300, 520)], front)
    s.polygon([(420, 240), (520, 240), (520, 512), (420, 520)], side)
    s.polygon([(300, 420), (360, 400), (420, 425), (420, 520), (300, 520)], wave)
    s.polygon([(420, 425), (470, 402), (520, 418), (520, 512), (420, 520)], wave)
    s.polygon([(420, 425), (470, 402), (520, 418), (520, 512), (420, 520)], "#000000", alpha=0.12)
    s.text(360, 330, words, ink, 46 if len(words) < 3 else 34)
    if cap:
        s.box(352, 178, 54, 34, cap, r=8, turn=-14)
        s.box(352, 178, 54, 8, WHITE, r=4, turn=-14, alpha=0.4)


def jar(s: Sheet, content: str, lid: str, words: str, ink: str, *, x: float = 400) -> None:
    s.shadow(x, 522, 160, 20)
    body = rounded(x, 360, 270, 320, 48)
    s.polygon(body, content)
    s.inside(body, [rounded(x + 122, 360, 50, 340, 0)], "#000000", alpha=0.1)
    s.inside(body, [rounded(x - 106, 350, 20, 250, 10)], WHITE, alpha=0.45)
    s.box(x, 182, 270, 66, lid, r=16)
    s.box(x, 204, 270, 14, "#000000", r=7, alpha=0.14)
    s.box(x, 380, 190, 104, "#fffaf0", r=14)
    s.text(x, 380, words, ink, 44)


def tub(s: Sheet, body: str, lid: str, words: str, ink: str = WHITE) -> None:
    s.shadow(400, 500, 210, 22)
    side = [(215, 270), (585, 270), (550, 500), (250, 500)]
    s.polygon(side, body)
    s.inside(side, [rounded(580, 390, 90, 260, 0)], "#000000", alpha=0.1)
    s.inside(side, [[(232, 270), (262, 270), (284, 500), (254, 500)]], WHITE, alpha=0.3)
    s.box(400, 252, 410, 52, lid, r=22)
    s.ellipse(400, 232, 190, 34, lid)
    s.ellipse(400, 228, 168, 24, WHITE, alpha=0.35)
    s.text(400, 385, words, ink, 58)


def cuboid(s: Sheet, top: str, left: str, right: str, *, size: float = 1, y: float = 300) -> None:
    """A box seen from a corner above; its nearest upper corner lies at (400, y)."""
    w, d, h = 190 * size, 76 * size, 190 * size
    s.shadow(400, y + h + 6, 200 * size, 24)
    s.polygon([(400, y), (400 - w, y - d), (400, y - 2 * d), (400 + w, y - d)], top)
    s.polygon([(400, y), (400 - w, y - d), (400 - w, y - d + h), (400, y + h)], left)
    s.polygon([(400, y), (400 + w, y - d), (400 + w, y - d + h), (400, y + h)], right)


def ruffled(
    x: float, y: float, rx: float, ry: float, *, waves: int, depth: float = 0.06
) -> list[tuple[float, float]]:
    """An oval with a wavy rim: a leaf of lettuce, a heap."""
    return [
        (
            x + rx * (1 + depth * math.cos(waves * angle)) * math.cos(angle),
            y + ry * (1 + depth * math.cos(waves * angle)) * math.sin(angle),
        )
        for angle in (math.tau * n / 240 for n in range(240))
    ]

"""Packs that several products come in: sack, bottle, pouch, crate, tray."""

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

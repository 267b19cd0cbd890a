"""푸른이랑농산: what hangs on a vine and grows on wood."""

from scripts.pictures.kit import WHITE, Sheet, oval, smooth, turned
from scripts.pictures.packs import leaves, shine


def tomato(s: Sheet) -> None:
    s.shadow(400, 495, 240, 24)
    s.line([(215, 170), (400, 215), (590, 165)], "#4f8f3c", 12)
    for x, y, skin in ((250, 320, "#e2453c"), (545, 315, "#dc3d37"), (330, 400, "#ea5446"),
                       (475, 405, "#e2453c"), (400, 300, "#f0604f")):  # fmt: skip
        s.line([(x, y - 70), ((x + 400) / 2, 215)], "#4f8f3c", 8)
        s.ellipse(x, y, 84, 80, skin)
        s.ellipse(x + 22, y + 20, 52, 48, "#a81f22", alpha=0.2)
        for turn in range(0, 360, 72):
            s.polygon(turned(oval(x, y - 92, 10, 28), (x, y - 70), turn), "#5aa545")
        shine(s, x - 36, y - 26, 16, 24, 24)


def cucumber(s: Sheet) -> None:
    s.shadow(400, 490, 280, 22)
    for n, y in enumerate((230, 330, 430)):
        bend = (-34, 26, -20)[n]
        s.line([(165, y), (400, y + bend), (640, y - 8)], ("#3f8a45", "#4a9a4d", "#57a857")[n], 80)
        s.line([(175, y - 16), (400, y + bend - 20), (630, y - 24)], "#8fca82", 9)
        for k in range(11):
            x = 180 + k * 45
            lift = bend * (1 - ((x - 400) / 240) ** 2)
            s.ellipse(x, y + lift + (12 if k % 2 else -2), 5, 5, "#cfe9bf")
        s.ellipse(652, y - 8, 10, 10, "#e7d47a")
    s.ellipse(585, 476, 60, 60, "#4a9a4d")
    s.ellipse(585, 476, 50, 50, "#dff0c4")
    for turn in range(0, 360, 60):
        s.polygon(turned(oval(585, 452, 6, 14), (585, 476), turn), "#b5d694")


def zucchini(s: Sheet) -> None:
    s.shadow(400, 480, 280, 22)
    for y, dx, skin, stripe in ((265, 0, "#6fb04c", "#98cf74"), (395, 20, "#7fbd58", "#a9d985")):
        s.line([(190 + dx, y), (400 + dx, y + 14), (590 + dx, y)], skin, 118)
        for off in (-34, -10, 16, 38):
            s.line([(180 + dx, y + off), (400 + dx, y + off + 14), (600 + dx, y + off)], stripe, 7)
        s.box(676 + dx, y - 4, 60, 40, "#4d8a38", r=8, turn=-8)
        s.box(702 + dx, y - 8, 18, 50, "#3f7530", r=6, turn=-8)
    s.ellipse(205, 395, 56, 58, "#f2f5cf")
    s.ellipse(205, 395, 40, 42, "#e3eab2")
    for turn in range(0, 360, 60):
        s.polygon(turned(oval(205, 374, 5, 11), (205, 395), turn), "#c9d488")


def paprika(s: Sheet) -> None:
    s.shadow(400, 505, 260, 24)
    for x, y, size, skin, dark in ((250, 335, 0.92, "#f2b52c", "#d4951a"),
        (550, 335, 0.92, "#ef7f33", "#cf611b"),
                                   (400, 350, 1.12, "#dd3f3a", "#b52a2c")):  # fmt: skip
        body = smooth([(x, y - 112 * size), (x + 62 * size, y - 128 * size),
            (x + 118 * size, y - 70 * size),
                       (x + 104 * size, y + 60 * size), (x + 52 * size, y + 126 * size),
                       (x, y + 106 * size),
                       (x - 52 * size, y + 126 * size), (x - 104 * size, y + 60 * size),
                       (x - 118 * size, y - 70 * size), (x - 62 * size,
                       y - 128 * size)])  # fmt: skip
        s.polygon(body, skin)
        for bend in (-44, 44):
            s.line([(x + bend * 0.3, y - 100 * size), (x + bend * size, y),
                (x + bend * 0.7, y + 100 * size)],
                   dark, 8, alpha=0.6)  # fmt: skip
        s.line(
            [(x, y - 100 * size), (x + 4, y - 150 * size), (x + 26 * size, y - 178 * size)],
            "#4f9140",
            22,
        )
        s.ellipse(x, y - 108 * size, 46 * size, 18 * size, "#5ea44b")
        shine(s, x - 72 * size, y - 30 * size, 14 * size, 48 * size, 12)


def chili(s: Sheet) -> None:
    s.shadow(400, 490, 260, 20)
    for n, (x, y, turn) in enumerate(
        ((400, 220, 8), (390, 290, -6), (415, 360, 5), (395, 430, -8))
    ):
        body = smooth([(x - 240, y), (x - 120, y + 30), (x + 60, y + 36), (x + 170, y + 22),
            (x + 190, y),
                       (x + 170, y - 22), (x + 60, y - 30), (x - 120, y - 4)])  # fmt: skip
        s.polygon(turned(body, (x, y), turn), ("#3f9a46", "#cf3434", "#4fab53", "#348a3f")[n])
        s.polygon(turned(oval(x + 40, y - 12, 110, 7), (x, y), turn), WHITE, alpha=0.4)
        s.polygon(turned(oval(x + 184, y, 20, 26), (x, y), turn), "#6aa84a")
        s.line(
            turned([(x + 195, y), (x + 240, y - 10), (x + 268, y - 30)], (x, y), turn),
            "#6aa84a",
            12,
        )


def king_oyster(s: Sheet) -> None:
    s.shadow(400, 515, 230, 22)
    for x, y, size, turn in ((270, 330, 0.9, -12), (535, 330, 0.9, 12), (400, 310, 1.1, 0)):
        stem = smooth([(x - 52 * size, y - 90 * size), (x + 52 * size, y - 90 * size),
                       (x + 62 * size, y + 60 * size), (x + 78 * size, y + 150 * size),
                       (x, y + 185 * size), (x - 78 * size, y + 150 * size),
                       (x - 62 * size, y + 60 * size)])  # fmt: skip
        pivot = (x, y + 150)
        s.polygon(turned(stem, pivot, turn), "#f8f2e6")
        s.inside(turned(stem, pivot, turn), [turned(oval(x + 54 * size, y + 40, 30 * size,
            170 * size), pivot, turn)],
                 "#8f7a5c", alpha=0.14)  # fmt: skip
        cap = smooth([(x - 112 * size, y - 88 * size), (x - 70 * size, y - 140 * size),
            (x, y - 160 * size),
                      (x + 70 * size, y - 140 * size), (x + 112 * size, y - 88 * size),
                      (x, y - 66 * size)])  # fmt: skip
        s.polygon(turned(cap, pivot, turn), "#a98b66")
        s.polygon(
            turned(oval(x - 26 * size, y - 124 * size, 42 * size, 14 * size, -10), pivot, turn),
            WHITE,
            alpha=0.3,
        )


def shiitake(s: Sheet) -> None:
    s.shadow(400, 500, 260, 24)
    for x, y, size in ((265, 270, 0.85), (540, 275, 0.88), (400, 380, 1.15)):
        s.box(x, y + 84 * size, 62 * size, 110 * size, "#efe3cf", r=26 * size)
        s.ellipse(x, y + 34 * size, 128 * size, 30 * size, "#e3d0b2")
        cap = smooth([(x - 140 * size, y + 26 * size), (x - 110 * size, y - 60 * size),
            (x, y - 105 * size),
                      (x + 110 * size, y - 60 * size), (x + 140 * size, y + 26 * size),
                      (x, y + 50 * size)])  # fmt: skip
        s.polygon(cap, "#7d583a")
        for dx, dy, turn in (
            (-60, -30, 40),
            (0, -62, -20),
            (54, -36, 60),
            (-16, -8, 10),
            (36, 10, -40),
            (-84, 8, 80),
        ):
            s.inside(
                cap, [oval(x + dx * size, y + dy * size, 26 * size, 7 * size, turn)], "#e8cfa6"
            )
            s.inside(
                cap, [oval(x + dx * size, y + dy * size, 7 * size, 22 * size, turn)], "#e8cfa6"
            )


def grape(s: Sheet) -> None:
    s.shadow(400, 520, 170, 20)
    s.line([(400, 140), (408, 90), (430, 62)], "#7a5b34", 14)
    rows = (5, 6, 5, 4, 3, 2, 1)
    for row, count in enumerate(rows):
        for n in range(count):
            x, y = 400 + (n - (count - 1) / 2) * 66, 175 + row * 52
            s.ellipse(x, y, 41, 41, ("#6a4aa8", "#5c3e98", "#7857b8")[(n + row) % 3])
            s.ellipse(x - 12, y - 13, 11, 9, WHITE, alpha=0.45)
    s.blob([(410, 130), (470, 70), (560, 80), (580, 130), (540, 180), (460, 165)], "#5aa14a")
    leaves(s, [(330, 118, 18)], "#6bb257")


DRAWINGS = {
    "tomato": (tomato, "#fdebe6"),
    "cucumber": (cucumber, "#e8f6e6"),
    "zucchini": (zucchini, "#f1f7dd"),
    "paprika": (paprika, "#fef1de"),
    "chili": (chili, "#eaf6e4"),
    "king-oyster": (king_oyster, "#e2d4c0"),
    "shiitake": (shiitake, "#f3eadf"),
    "grape": (grape, "#f0eafa"),
}

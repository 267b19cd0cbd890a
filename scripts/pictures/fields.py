"""푸른이랑농산: leaves and roots."""

from scripts.pictures.kit import WHITE, Sheet, oval, smooth, turned
from scripts.pictures.packs import ruffled, sack, shine


def lettuce(s: Sheet) -> None:
    s.shadow(400, 505, 240, 24)
    for x, y, rx, ry, turn, leaf in (
        (270, 300, 150, 190, -24, "#5fa544"),
        (530, 300, 150, 190, 24, "#5fa544"),
        (330, 290, 150, 200, -8, "#79bd55"),
        (475, 290, 150, 200, 10, "#79bd55"),
        (400, 315, 150, 190, 0, "#97d06c"),
    ):
        s.polygon(turned(ruffled(x, y, rx, ry, waves=17), (x, 480), turn / 2), leaf)
    s.line([(400, 495), (402, 380), (398, 190)], "#dff2c8", 18)
    for dx, y in ((-80, 280), (80, 280), (-95, 370), (95, 370), (-50, 200), (50, 200)):
        s.line([(400, y + 60), (400 + dx * 0.5, y + 24), (400 + dx, y)], "#cbe8ab", 6)
    s.blob([(355, 455), (445, 455), (430, 510), (370, 510)], "#eef6dd")


def perilla(s: Sheet) -> None:
    s.shadow(400, 505, 240, 22)
    for x, y, turn, leaf, vein in (
        (300, 300, -30, "#3f7f3c", "#6aa95f"),
        (500, 300, 30, "#468a42", "#72b167"),
        (400, 290, 0, "#559a4e", "#8cc67f"),
    ):
        pivot = (400, 520)
        shape = [(x, y - 190), (x + 110, y - 60), (x + 120, y + 60), (x, y + 150),
                 (x - 120, y + 60), (x - 110, y - 60)]  # fmt: skip
        rim = smooth(shape)
        toothed = [
            (px + (px - x) * (0.05 if n % 4 < 2 else 0), py + (py - y) * (0.04 if n % 4 < 2 else 0))
            for n, (px, py) in enumerate(rim)
        ]
        s.polygon(turned(toothed, pivot, turn / 2), leaf)
        s.line(turned([(x, y - 165), (x, y + 215)], pivot, turn / 2), vein, 7)
        for side in (-1, 1):
            for n in range(4):
                start = (x, y + 110 - n * 62)
                end = (x + side * (92 - n * 14), y + 50 - n * 62)
                s.line(turned([start, end], pivot, turn / 2), vein, 4)


def cabbage(s: Sheet) -> None:
    s.shadow(400, 515, 180, 22)
    for lean, leaf in ((-70, "#8cc45f"), (70, "#8cc45f"), (-38, "#a9d67c"), (38, "#a9d67c")):
        body = ruffled(400 + lean, 290, 120, 215, waves=19, depth=0.035)
        s.polygon(turned(body, (400, 500), lean / 6), leaf)
    core = ruffled(400, 300, 112, 205, waves=15, depth=0.03)
    s.polygon(core, "#d6ec9f")
    s.inside(
        core, [smooth([(400, 170), (436, 330), (450, 520), (350, 520), (364, 330)])], "#fbfdf0"
    )
    for dx in (-64, -30, 30, 64):
        s.line([(400 + dx * 0.4, 440), (400 + dx, 250), (400 + dx * 0.8, 160)], "#b9d884", 5)
    s.blob([(345, 470), (455, 470), (440, 518), (360, 518)], "#f4f6e3")


def spinach(s: Sheet) -> None:
    s.shadow(400, 515, 180, 20)
    for x, y, turn in (
        (255, 250, -34),
        (545, 250, 34),
        (320, 200, -16),
        (480, 200, 16),
        (400, 180, 0),
    ):
        s.line([(400 + (x - 400) * 0.2, 490), ((400 + x) / 2, 380), (x, y + 60)], "#7cb766", 16)
        leaf = smooth([(x, y - 105), (x + 62, y - 40), (x + 70, y + 40), (x, y + 95),
        (x - 70, y + 40),
                       (x - 62, y - 40)])  # fmt: skip
        s.polygon(turned(leaf, (x, y), turn), "#2f7d3d" if turn else "#3a8f49")
        s.line(turned([(x, y - 80), (x, y + 85)], (x, y), turn), "#7fbf77", 5)
    s.box(400, 430, 150, 40, "#6f5bd0", r=12)
    s.blob([(362, 455), (438, 455), (424, 512), (376, 512)], "#d9678b")


def potato(s: Sheet) -> None:
    s.shadow(400, 490, 250, 24)
    for x, y, rx, ry, turn, skin in (
        (285, 330, 130, 98, -14, "#cfa05e"),
        (520, 335, 128, 96, 16, "#c99755"),
        (405, 400, 140, 98, -4, "#deb172"),
        (400, 250, 122, 92, 8, "#d6a867"),
    ):
        s.ellipse(x, y, rx, ry, skin, turn=turn)
        s.ellipse(x - 30, y - 34, 46, 20, WHITE, turn=turn - 14, alpha=0.28)
        for dx, dy in ((-62, 6), (10, -20), (52, 20), (-8, 42)):
            s.ellipse(x + dx, y + dy, 9, 5, "#a67a3c", turn=turn)


def sweet_potato(s: Sheet) -> None:
    s.shadow(400, 490, 270, 24)
    for x, y, turn, skin in (
        (390, 260, -12, "#a8405a"),
        (420, 345, 8, "#b94d66"),
        (390, 430, -5, "#c4586f"),
    ):
        body = smooth([(x - 255, y), (x - 170, y - 42), (x, y - 62), (x + 160, y - 44),
            (x + 255, y + 4),
                       (x + 150, y + 46), (x, y + 58), (x - 160, y + 40)])  # fmt: skip
        s.polygon(turned(body, (x, y), turn), skin)
        s.polygon(turned(oval(x - 40, y - 30, 120, 12), (x, y), turn), WHITE, alpha=0.3)
        for dx, dy in ((-140, 8), (-60, 24), (40, 6), (120, 20)):
            s.polygon(turned(oval(x + dx, y + dy, 18, 4), (x, y), turn), "#7d2840", alpha=0.7)


def radish(s: Sheet) -> None:
    s.shadow(400, 520, 190, 20)
    for lean in (-46, -24, 0, 24, 46):
        s.polygon(
            turned(oval(400, 110, 26, 92), (400, 200), lean), "#4f9d4a" if lean % 48 else "#66b35c"
        )
    body = smooth([(400, 180), (492, 205), (512, 320), (470, 450), (400, 530), (330, 450),
        (288, 320),
                   (308, 205)])  # fmt: skip
    s.polygon(body, "#fbfbf4")
    s.inside(body, [[(250, 150), (560, 150), (560, 265), (400, 300), (250, 265)]], "#b9dd8f")
    s.inside(body, [[(250, 150), (560, 150), (560, 215), (400, 240), (250, 215)]], "#93c767")
    s.inside(body, [oval(490, 360, 50, 190)], "#000000", alpha=0.06)
    s.inside(body, [oval(338, 320, 16, 110, 4)], WHITE, alpha=0.8)
    for y, w in ((360, 46), (410, 60), (452, 34)):
        s.line([(400 - w / 2, y), (400 + w / 2, y + 4)], "#d9dccb", 4)


def garlic(s: Sheet) -> None:
    s.shadow(400, 500, 240, 22)
    for x, y, size in ((285, 330, 0.95), (525, 335, 0.9), (405, 370, 1.15)):
        body = smooth([(x, y - 175 * size), (x + 22 * size, y - 105 * size),
            (x + 105 * size, y - 30 * size),
                       (x + 98 * size, y + 72 * size), (x, y + 105 * size),
                       (x - 98 * size, y + 72 * size),
                       (x - 105 * size, y - 30 * size), (x - 22 * size,
                       y - 105 * size)])  # fmt: skip
        s.polygon(body, "#f7f1ea")
        for bend in (-70, -26, 26, 70):
            s.line([(x, y - 120 * size), (x + bend * size, y - 10 * size),
                (x + bend * 0.6 * size, y + 92 * size)],
                   "#cdb3c4", 5)  # fmt: skip
        s.inside(body, [oval(x + 82 * size, y + 10, 40 * size, 120 * size)], "#9a7fa0", alpha=0.16)
        shine(s, x - 58 * size, y, 12 * size, 40 * size, 12)


def green_onion(s: Sheet) -> None:
    s.shadow(400, 500, 270, 20)
    for n in range(6):
        y = 235 + n * 44
        s.line([(150, y + 8), (330, y), (470, y - 4)], "#f6f8ec", 34)
        s.line(
            [(380, y - 2), (520, y - 14), (680, y - 40 + n * 8)],
            "#5aa84f" if n % 2 else "#4a9643",
            32,
        )
        s.line([(330, y), (420, y - 4)], "#bfe0a0", 34)
        for root in (-10, 0, 10):
            s.line([(150, y + 8), (112, y + 8 + root * 1.4)], "#e3d7b4", 4)
    s.box(430, 345, 52, 300, "#e2586b", r=14, turn=-4)


def black_bean(s: Sheet) -> None:
    sack(s, "#efe9dc", "#3b3a4a", "서리태")
    for n in range(26):
        x, y = 190 + (n * 97) % 430, 492 + (n * 37) % 42
        s.ellipse(x, y, 15, 12, "#2b2a38")
        s.ellipse(x - 4, y - 4, 4, 3, WHITE, alpha=0.6)


DRAWINGS = {
    "lettuce": (lettuce, "#eef7e2"),
    "perilla": (perilla, "#e7f4e4"),
    "cabbage": (cabbage, "#f6f8dc"),
    "spinach": (spinach, "#e6f4ea"),
    "potato": (potato, "#fbf2df"),
    "sweet-potato": (sweet_potato, "#fbe9ee"),
    "radish": (radish, "#d7ebc4"),
    "garlic": (garlic, "#dcd2ea"),
    "green-onion": (green_onion, "#d2ebd7"),
    "black-bean": (black_bean, "#eae8f0"),
}

"""반듯포장: what things are sent and served in."""

from scripts.pictures.kit import WHITE, Sheet, oval, rounded, smooth, turned
from scripts.pictures.packs import cuboid, roll

KRAFT, KRAFT_DARK, KRAFT_LIGHT = "#c99a66", "#b08150", "#ddb587"


def parcel_box(s: Sheet) -> None:
    cuboid(s, KRAFT_LIGHT, KRAFT_DARK, KRAFT, size=1.25, y=320)
    s.polygon(
        [(281.25, 177.5), (518.75, 272.5), (518.75, 330), (494, 340), (494, 282), (257, 187)],
        "#efe0c4",
    )
    s.box(590, 440, 90, 60, WHITE, r=6, turn=-22)
    for n in range(3):
        s.line([(560, 440 + n * 13), (610, 420 + n * 13)], "#9aa3b2", 4)


def small_boxes(s: Sheet) -> None:
    s.shadow(400, 505, 260, 22)
    for x, y, w, h in ((285, 420, 210, 150), (515, 420, 210, 150), (400, 265, 210, 150)):
        s.box(x, y, w, h, KRAFT, r=6)
        s.box(x, y - h / 2 + 12, w, 24, KRAFT_DARK, r=6)
        s.box(x, y, 34, h, "#efe0c4")
        s.box(x + w / 2 - 14, y, 28, h, "#000000", r=4, alpha=0.06)
        s.box(x - 62, y + 44, 56, 34, WHITE, r=4, alpha=0.9)


def bubble(s: Sheet) -> None:
    s.shadow(400, 510, 240, 22)
    s.box(470, 440, 380, 120, "#dcecf7", r=8)
    for col in range(11):
        for row in range(3):
            s.ellipse(300 + col * 35, 408 + row * 33, 13, 13, "#f4fafe")
            s.ellipse(297 + col * 35, 405 + row * 33, 5, 4, WHITE)
    s.box(310, 310, 240, 330, "#cfe3f2", r=30)
    for col in range(6):
        for row in range(8):
            x, y = 215 + col * 38 + (row % 2) * 10, 180 + row * 38
            s.ellipse(x, y, 14, 14, "#e9f4fb")
            s.ellipse(x - 4, y - 4, 5, 4, WHITE)
    s.ellipse(310, 150, 120, 42, "#e4f0f8")
    s.ellipse(310, 150, 84, 29, "#cfe3f2")
    s.ellipse(310, 150, 46, 16, "#b48a5c")
    s.ellipse(310, 150, 32, 11, "#7f5c36")


def tape(s: Sheet) -> None:
    s.shadow(400, 500, 240, 22)
    for x, y, r, skin, core in (
        (290, 350, 140, "#d8a35f", "#b9834a"),
        (520, 370, 120, "#cfd9e6", "#a9b7c9"),
    ):
        s.ellipse(x, y, r, r, skin)
        for ring in (0.93, 0.85, 0.77):
            s.ellipse(x, y, r * ring, r * ring, core, alpha=0.18)
        s.ellipse(x, y, r * 0.66, r * 0.66, "#efe3d0")
        s.ellipse(x, y, r * 0.58, r * 0.58, "#e7eefb")
        s.polygon(turned(oval(x, y - r * 0.83, r * 0.4, r * 0.06), (x, y), -24), WHITE, alpha=0.5)
    s.polygon([(290, 210), (520, 196), (536, 224), (520, 236), (536, 250), (300, 262)], "#d8a35f")


def shopping_bag(s: Sheet) -> None:
    s.shadow(410, 522, 190, 20)
    for dx in (0, 24):
        s.line([(330 + dx, 210), (345 + dx, 110), (430 + dx, 110), (445 + dx, 210)], "#8a6238", 11)
    s.polygon([(265, 200), (505, 200), (505, 520), (265, 520)], KRAFT_LIGHT)
    s.polygon([(505, 200), (560, 180), (560, 500), (505, 520)], KRAFT_DARK)
    s.polygon([(505, 200), (532, 260), (532, 510), (505, 520)], "#000000", alpha=0.08)
    s.box(385, 212, 240, 24, "#000000", alpha=0.05)
    s.ellipse(385, 370, 74, 74, "#fbf3e4")
    s.polygon(
        smooth([(385, 318), (424, 356), (414, 406), (385, 424), (356, 406), (346, 356)]), "#5aa457"
    )
    s.line([(385, 420), (385, 345)], "#dff2c8", 5)


def zip_bag(s: Sheet) -> None:
    s.shadow(400, 515, 190, 20)
    for dx, turn, tone in ((40, 7, "#d2e6f3"), (0, 0, "#e3f1fa")):
        s.box(400 + dx, 320, 300, 380, tone, r=14, turn=turn)
    s.box(400, 150, 300, 26, "#3f8ed6", r=6)
    s.box(400, 178, 300, 10, "#7cb6e6", r=4)
    s.box(520, 150, 40, 38, "#2f6fb0", r=8)
    for x, y, r, c in (
        (340, 400, 46, "#e2586b"),
        (430, 420, 50, "#f2a33c"),
        (380, 330, 42, "#6fb04c"),
        (462, 340, 38, "#9d86ea"),
    ):
        s.ellipse(x, y, r, r, c, alpha=0.75)
    s.polygon([(268, 200), (300, 200), (286, 500), (262, 500)], WHITE, alpha=0.6)


def lunch_box(s: Sheet) -> None:
    s.shadow(400, 490, 280, 24)
    s.box(400, 380, 560, 190, "#2f3440", r=34)
    s.box(400, 345, 560, 150, "#3d4350", r=34)
    for x, w in ((235, 170), (410, 150), (570, 140)):
        s.box(x, 345, w, 116, "#262a34", r=18)
    s.box(235, 345, 150, 96, "#fffdf6", r=16)
    for n in range(16):
        s.ellipse(175 + (n * 43) % 122, 312 + (n * 29) % 68, 9, 5, "#ece5d3", turn=n * 37)
    s.ellipse(235, 345, 13, 13, "#d9443c")
    for dx, c in ((-40, "#6fb04c"), (0, "#f2a33c"), (38, "#e2586b")):
        s.box(410 + dx, 345, 32, 84, c, r=12)
    for dx, dy in ((-26, -16), (24, -14), (0, 20)):
        s.ellipse(570 + dx, 345 + dy, 32, 24, "#b9713a")
        s.ellipse(563 + dx, 338 + dy, 12, 6, WHITE, alpha=0.35)
    s.polygon([(150, 180), (650, 180), (686, 262), (114, 262)], WHITE, alpha=0.55)
    s.polygon([(150, 180), (250, 180), (224, 262), (114, 262)], WHITE, alpha=0.5)


def salad_bowl(s: Sheet) -> None:
    s.shadow(400, 500, 220, 22)
    for x, y, r, c in ((270, 262, 60, "#79bd55"), (360, 230, 70, "#97d06c"),
        (460, 232, 66, "#5fa544"), (540, 264, 56, "#8ccb60"),
                       (320, 278, 40, "#e2453c"), (480, 284, 42, "#e2453c"),
                       (400, 270, 48, "#f7d46a")):  # fmt: skip
        s.ellipse(x, y, r, r * 0.8, c)
    s.ellipse(400, 270, 24, 20, "#f59a2c")
    bowl = smooth(
        [(185, 290), (400, 318), (615, 290), (560, 440), (500, 492), (300, 492), (240, 440)]
    )
    s.polygon(bowl, KRAFT_LIGHT)
    s.inside(bowl, [oval(580, 400, 70, 150)], "#000000", alpha=0.08)
    s.line([(185, 290), (400, 318), (615, 290)], KRAFT_DARK, 14)
    s.box(400, 412, 190, 62, "#fbf3e4", r=31)
    s.text(400, 412, "샐러드", "#5aa457", 40)


def cake_box(s: Sheet) -> None:
    s.shadow(400, 510, 240, 24)
    s.polygon([(190, 300), (610, 300), (590, 505), (210, 505)], "#fbe3ea")
    s.polygon([(190, 300), (260, 215), (540, 215), (610, 300)], "#f6c6d4")
    s.polygon([(300, 215), (350, 130), (450, 130), (500, 215)], "#fbe3ea")
    s.box(400, 160, 70, 22, "#f6c6d4", r=11)
    window = rounded(400, 405, 260, 140, 18)
    s.polygon(window, WHITE)
    s.inside(window, [rounded(400, 430, 170, 80, 10)], "#f7d9a4")
    s.inside(window, [rounded(400, 396, 170, 26, 10)], "#fffaf2")
    for x in (345, 400, 455):
        s.inside(window, [oval(x, 376, 15, 17)], "#e2414f")
    s.inside(window, [rounded(400, 446, 170, 10, 0)], "#e2586b")
    s.polygon([(285, 335), (320, 335), (290, 475), (270, 475)], WHITE, alpha=0.5)


def label_roll(s: Sheet) -> None:
    s.shadow(400, 505, 250, 22)
    s.polygon([(330, 420), (690, 420), (690, 500), (330, 500)], "#e7ecf5")
    for n in range(4):
        s.box(400 + n * 82, 460, 66, 56, ("#f2b84b", "#5d7df0", "#4fb38a", "#e2586b")[n], r=10)
        s.box(400 + n * 82, 460, 38, 8, WHITE, r=4)
    s.ellipse(310, 330, 170, 170, "#f4f6fb")
    for n in range(18):
        spot = turned([(310, 186)], (310, 330), n * 20)[0]
        s.box(*spot, 38, 26, ("#f2b84b", "#5d7df0", "#4fb38a", "#e2586b")[n % 4], r=6, turn=n * 20)
    s.ellipse(310, 330, 118, 118, "#e7ecf5")
    s.ellipse(310, 330, 70, 70, "#b48a5c")
    s.ellipse(310, 330, 54, 54, "#e9e2f6")


def honeycomb(s: Sheet) -> None:
    s.shadow(400, 505, 240, 22)
    s.polygon([(330, 330), (650, 380), (640, 505), (320, 500)], KRAFT_LIGHT)
    for col in range(8):
        for row in range(4):
            x, y = 352 + col * 38, 372 + row * 36 + col * 3 + (18 if col % 2 else 0)
            s.polygon([(x - 14, y), (x - 7, y - 12), (x + 7, y - 12), (x + 14, y),
                (x + 7, y + 12), (x - 7, y + 12)],
                      KRAFT_DARK, alpha=0.7)  # fmt: skip
    roll(s, 290, 190, 120, 270, KRAFT, "#8a6238")
    for row in range(6):
        for col in range(5):
            x, y = 198 + col * 46, 252 + row * 42 + (20 if col % 2 else 0)
            s.polygon([(x - 12, y), (x - 6, y - 10), (x + 6, y - 10), (x + 12, y),
                (x + 6, y + 10), (x - 6, y + 10)],
                      KRAFT_DARK, alpha=0.5)  # fmt: skip


def stretch_film(s: Sheet) -> None:
    for x, tone in ((280, "#bfe0ea"), (520, "#bfe0ea"), (400, "#d3eef5")):
        s.shadow(x, 515, 90, 16)
        s.box(x, 320, 60, 410, "#b48a5c", r=14)
        s.box(x, 320, 150, 310, tone, r=14)
        s.box(x + 48, 320, 44, 310, "#000000", r=14, alpha=0.07)
        s.box(x - 46, 320, 18, 270, WHITE, r=9, alpha=0.7)
        s.ellipse(x, 118, 30, 9, "#8f6a40")


DRAWINGS = {
    "parcel-box": (parcel_box, "#f3e9db"),
    "small-boxes": (small_boxes, "#e9eff8"),
    "bubble-wrap": (bubble, "#dfe9f6"),
    "tape": (tape, "#e7eefb"),
    "shopping-bag": (shopping_bag, "#e8f3e4"),
    "zip-bag": (zip_bag, "#e4edfa"),
    "lunch-box": (lunch_box, "#f8ead9"),
    "salad-bowl": (salad_bowl, "#eef7e4"),
    "cake-box": (cake_box, "#f2eafa"),
    "label-roll": (label_roll, "#e9e2f6"),
    "honeycomb": (honeycomb, "#e3f1ee"),
    "stretch-film": (stretch_film, "#fdf1e2"),
}

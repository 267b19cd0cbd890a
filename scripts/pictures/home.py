"""살림마루: what keeps a place clean and lit."""

from scripts.pictures.goods import gloves_in
from scripts.pictures.kit import WHITE, Sheet, oval, rounded, smooth, turned
from scripts.pictures.packs import roll, shine


def _jug(s: Sheet, body: str, dark: str, cap: str, words: tuple[str, str]) -> None:
    s.shadow(400, 525, 180, 18)
    shape = smooth(
        [
            (300, 190),
            (420, 170),
            (500, 215),
            (540, 320),
            (540, 500),
            (400, 524),
            (262, 500),
            (258, 300),
        ]
    )
    s.polygon(shape, body)
    s.polygon(
        smooth([(452, 226), (498, 262), (512, 350), (474, 380), (448, 330)]), dark, alpha=0.55
    )
    s.inside(shape, [rounded(282, 370, 18, 240, 9)], WHITE, alpha=0.5)
    s.box(350, 150, 120, 78, cap, r=16)
    s.box(350, 176, 120, 16, "#000000", r=8, alpha=0.14)
    s.ellipse(376, 420, 104, 78, "#fffdfa")
    s.text(376, 396, words[0], dark, 42)
    s.text(376, 446, words[1], dark, 42)


def laundry(s: Sheet) -> None:
    _jug(s, "#4f8fe6", "#2a5fae", "#f2b84b", ("세탁", "세제"))
    for x, y, r in ((610, 230, 34), (652, 300, 20), (600, 330, 13), (180, 260, 24)):
        s.ellipse(x, y, r, r, "#c9defa", alpha=0.9)
        s.ellipse(x - r * 0.3, y - r * 0.3, r * 0.25, r * 0.2, WHITE)


def softener(s: Sheet) -> None:
    _jug(s, "#f3a3bd", "#b9486f", "#d96a88", ("섬유", "유연제"))
    for x, y in ((620, 470), (665, 430), (190, 470)):
        for turn in range(0, 360, 72):
            s.polygon(turned(oval(x, y - 20, 12, 17), (x, y), turn), "#f7c2d2")
        s.ellipse(x, y, 10, 10, "#f6d25e")


def hand_wash(s: Sheet) -> None:
    s.shadow(400, 522, 150, 18)
    body = rounded(400, 390, 220, 265, 46)
    s.polygon(body, "#bfe6d2")
    s.inside(body, [rounded(400, 450, 240, 170, 0)], "#8fd0b0")
    s.inside(body, [rounded(318, 390, 16, 180, 8)], WHITE, alpha=0.7)
    s.box(400, 238, 70, 44, "#d3dbe6", r=8)
    s.box(400, 190, 24, 62, "#b9c3d1", r=6)
    s.line([(440, 150), (380, 150), (318, 158), (308, 186)], "#d3dbe6", 30, curved=False)
    s.box(400, 400, 150, 110, "#fffdfa", r=16)
    s.text(400, 380, "손", "#2f8a63", 40)
    s.text(400, 426, "세정제", "#2f8a63", 34)
    s.blob([(290, 230), (306, 256), (308, 276), (290, 288), (272, 276), (274, 256)], "#8fd0b0")


def wet_wipes(s: Sheet) -> None:
    s.shadow(400, 480, 270, 24)
    pack = smooth(
        [
            (160, 300),
            (220, 250),
            (580, 250),
            (640, 300),
            (650, 400),
            (600, 462),
            (200, 462),
            (150, 400),
        ]
    )
    s.polygon(pack, "#8fc9ee")
    s.inside(pack, [rounded(400, 430, 560, 70, 0)], "#4f9fd8")
    s.box(400, 312, 250, 96, "#f6fbff", r=40)
    s.box(400, 312, 190, 56, "#cfe6f6", r=26)
    s.blob([(340, 312), (352, 230), (396, 190), (430, 240), (462, 226), (460, 312)], WHITE)
    s.line([(396, 205), (388, 300)], "#dcebf5", 5)
    s.text(400, 428, "물티슈 100매", WHITE, 42)


def kitchen_towel(s: Sheet) -> None:
    s.shadow(410, 520, 230, 20)
    for x in (290, 510):
        roll(s, x, 170, 100, 320, "#fdfcfa", "#c9a77c")
        for row in range(4):
            for col in range(3):
                y = 250 + row * 66 + (20 if col % 2 else 0)
                s.polygon(turned(rounded(x - 56 + col * 56, y, 18, 18, 3),
                    (x - 56 + col * 56, y), 45),
                          "#b9d8f0")  # fmt: skip


def rubber_gloves(s: Sheet) -> None:
    gloves_in(s, "#f58fa8", "#f8a8bc", "#d96a88")


def sponge(s: Sheet) -> None:
    s.shadow(400, 490, 260, 22)
    for x, y, turn, top, body in (
        (330, 260, -10, "#3f9f6d", "#f7d25e"),
        (470, 390, 6, "#d9475f", "#f49bb0"),
    ):
        s.box(x, y + 30, 330, 110, body, r=26, turn=turn)
        s.box(x, y - 24, 330, 50, top, r=18, turn=turn)
        for n in range(9):
            hole = turned([(x - 130 + (n * 59) % 270, y + 22 + (n * 31) % 56)], (x, y), turn)[0]
            s.ellipse(*hole, 11, 8, "#000000", alpha=0.1)
        s.polygon(turned(rounded(x, y - 34, 290, 8, 4), (x, y), turn), WHITE, alpha=0.3)
    for x, y, r in ((180, 400, 26), (225, 440, 16), (620, 240, 30), (660, 290, 18)):
        s.ellipse(x, y, r, r, WHITE, alpha=0.85)
        s.ellipse(x - r * 0.3, y - r * 0.3, r * 0.25, r * 0.2, "#cfe3f5")


def towels(s: Sheet) -> None:
    s.shadow(400, 490, 260, 24)
    for n, (skin, dark) in enumerate((("#7fb3e0", "#5a93c4"), ("#f4f0e6", "#ddd5c3"),
        ("#f2a7a0", "#d9857d"),
                                      ("#a7d3b0", "#83b58e"))):  # fmt: skip
        y = 440 - n * 76
        s.box(400, y, 460 - n * 8, 74, skin, r=34)
        s.box(400, y + 14, 460 - n * 8, 6, dark, r=3)
        s.ellipse(190 + n * 4, y, 22, 34, dark)
        s.ellipse(190 + n * 4, y, 12, 22, skin)
        s.box(540, y, 34, 74, WHITE, alpha=0.3)


def batteries(s: Sheet) -> None:
    s.shadow(400, 505, 240, 22)
    for n, x in enumerate((250, 350, 450, 550)):
        s.box(x, 160, 34, 34, "#c9ced8", r=6)
        s.box(x, 335, 84, 330, "#2f3440", r=16)
        s.box(x, 220, 84, 100, "#e2a93c" if n % 2 else "#d99a2b", r=16)
        s.box(x - 26, 335, 10, 290, WHITE, r=5, alpha=0.3)
        s.text(x, 222, "+", WHITE, 52)
        s.text(x, 400, "AA", "#e9ecf2", 40)
        s.box(x, 488, 84, 20, "#9aa2b1", r=8)


def bulb(s: Sheet) -> None:
    s.shadow(400, 530, 120, 14)
    for turn in range(0, 360, 45):
        s.polygon(
            turned(rounded(400, 40, 14, 56, 7), (400, 250), turn),
            "#f7cf55",
            alpha=0.0 if turn == 180 else 0.8,
        )
    s.blob([(400, 85), (515, 130), (555, 245), (505, 340), (455, 400), (345, 400), (295, 340),
        (245, 245),
            (285, 130)], "#fff1b8")  # fmt: skip
    s.blob(
        [(400, 120), (490, 155), (520, 245), (470, 320), (330, 320), (280, 245), (310, 155)],
        "#ffe07a",
        alpha=0.7,
    )
    s.line(
        [(360, 400), (350, 290), (378, 250), (400, 290), (422, 250), (450, 290), (440, 400)],
        "#e0912a",
        8,
    )
    shine(s, 318, 190, 16, 44, 24)
    for n in range(4):
        s.box(400, 420 + n * 26, 118 - n * 12, 22, "#aeb6c5" if n % 2 else "#c9d0dc", r=9)
    s.box(400, 520, 52, 22, "#6b7280", r=10)


def broom(s: Sheet) -> None:
    s.shadow(400, 520, 240, 18)
    s.line([(290, 80), (300, 330)], "#d9a15c", 20)
    s.polygon([(250, 330), (350, 330), (400, 505), (200, 505)], "#f2c14e")
    for x in range(215, 400, 26):
        s.line([(300 + (x - 300) * 0.45, 345), (x, 500)], "#d39d2b", 5)
    s.box(300, 340, 120, 36, "#3f9f6d", r=12)
    s.polygon([(440, 420), (660, 420), (690, 510), (420, 510)], "#4f8fe6")
    s.polygon([(455, 436), (646, 436), (664, 494), (440, 494)], "#3a74c4")
    s.line([(550, 420), (550, 250)], "#4f8fe6", 22)
    s.ellipse(550, 240, 26, 26, "#3a74c4")
    s.ellipse(550, 240, 10, 10, "#e6f1fb")


def masks(s: Sheet) -> None:
    s.shadow(400, 490, 260, 22)
    s.line([(205, 270), (120, 250), (110, 380), (215, 400)], "#bfc9d9", 9)
    s.line([(595, 270), (680, 250), (690, 380), (585, 400)], "#bfc9d9", 9)
    for dy, tone in ((26, "#b6d9ee"), (0, "#d4ebf8")):
        body = smooth(
            [
                (195, 240 + dy),
                (400, 210 + dy),
                (605, 240 + dy),
                (600, 400 + dy),
                (400, 455 + dy),
                (200, 400 + dy),
            ]
        )
        s.polygon(body, tone)
    for y in (285, 335, 385):
        s.line([(205, y), (400, y + 18), (595, y)], "#a9cfe6", 8)
    s.line([(330, 236), (400, 228), (470, 236)], "#8fb4cc", 10)


DRAWINGS = {
    "laundry": (laundry, "#e4eefb"),
    "softener": (softener, "#fdeaf0"),
    "hand-wash": (hand_wash, "#e6f5ee"),
    "wet-wipes": (wet_wipes, "#eaf4fb"),
    "kitchen-towel": (kitchen_towel, "#e2e6f8"),
    "rubber-gloves": (rubber_gloves, "#fdeff2"),
    "sponge": (sponge, "#e3f3f6"),
    "towels": (towels, "#f4efe6"),
    "batteries": (batteries, "#e9edf5"),
    "bulb": (bulb, "#dfe6f6"),
    "broom": (broom, "#e6f1fb"),
    "masks": (masks, "#e9e7f6"),
}

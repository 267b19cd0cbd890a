"""바다식품: what grows, is laid and is pickled."""

from scripts.pictures.kit import WHITE, Sheet, oval, rounded, smooth, turned
from scripts.pictures.packs import crate, leaves, sack, shine


def onion(s: Sheet) -> None:
    s.shadow(400, 490, 230, 26)
    for x, y, size, skin, vein in (
        (530, 350, 0.82, "#c9762f", "#a85a1c"),
        (330, 340, 1.15, "#e08f3f", "#bb6a22"),
    ):
        body = smooth(
            [
                (x, y - 165 * size),
                (x + 26 * size, y - 110 * size),
                (x + 118 * size, y - 40 * size),
                (x + 122 * size, y + 55 * size),
                (x + 50 * size, y + 118 * size),
                (x, y + 126 * size),
                (x - 50 * size, y + 118 * size),
                (x - 122 * size, y + 55 * size),
                (x - 118 * size, y - 40 * size),
                (x - 26 * size, y - 110 * size),
            ]
        )
        s.polygon(body, skin)
        for bend in (-78, -38, 0, 38, 78):
            s.line(
                [
                    (x + bend * 0.14, y - 125 * size),
                    (x + bend * size, y - 10 * size),
                    (x + bend * 0.5 * size, y + 112 * size),
                ],
                vein,
                4,
                alpha=0.6,
            )
        shine(s, x - 62 * size, y - 20 * size, 18 * size, 48 * size, 18)
        for root in (-16, 0, 16):
            s.line([(x + root * 0.6, y + 122 * size), (x + root, y + 145 * size)], "#e9d3a8", 4)


def carrot(s: Sheet) -> None:
    s.shadow(410, 490, 240, 24)
    for dx, dy, turn in ((70, 60, 34), (-50, 0, 22)):
        x, y = 400 + dx, 300 + dy
        for lean in (-26, -8, 12, 30):
            s.polygon(turned(oval(x + lean, y - 215, 17, 62, lean), (x, y), turn), "#4f9d4a")
        body = smooth(
            [
                (x, y - 165),
                (x + 62, y - 150),
                (x + 66, y - 60),
                (x + 36, y + 90),
                (x, y + 215),
                (x - 36, y + 90),
                (x - 66, y - 60),
                (x - 62, y - 150),
            ]
        )
        s.polygon(turned(body, (x, y), turn), "#f08a34")
        for bx, by, width in ((-34, -80, 40), (30, -20, 36), (-20, 50, 34), (12, 110, 22)):
            notch = rounded(x + bx, y + by, width, 7, 3)
            s.polygon(turned(notch, (x, y), turn), "#cf6a1c", alpha=0.8)
        s.polygon(turned(oval(x - 30, y - 60, 10, 62, 4), (x, y), turn), WHITE, alpha=0.4)


def egg(s: Sheet) -> None:
    s.shadow(400, 480, 270, 28)
    for row, y in enumerate((225, 300, 375)):
        inset = 40 - row * 20
        s.box(400, y + 38, 560 - inset * 2, 74, "#b9a99a", r=22)
        for n in range(5):
            x = 205 + inset + n * (390 - inset * 2) / 4
            shell = ("#eec39a", "#e6b488", "#f3d0ae")[(n + row) % 3]
            s.blob(
                [
                    (x, y - 62),
                    (x + 38, y - 8),
                    (x + 40, y + 30),
                    (x, y + 56),
                    (x - 40, y + 30),
                    (x - 38, y - 8),
                ],
                shell,
            )
            shine(s, x - 14, y - 20, 8, 18, 14)
        s.box(400, y + 62, 580 - inset * 2, 48, "#cdbfb1", r=20)
    s.box(400, 458, 580, 44, "#bdad9d", r=20)


def tofu(s: Sheet) -> None:
    s.shadow(400, 480, 250, 26)
    s.ellipse(400, 450, 270, 52, "#7fa3c7")
    s.ellipse(400, 438, 270, 50, "#9dbcd9")
    s.polygon([(230, 255), (470, 215), (590, 270), (350, 318)], "#fffdf4")
    s.polygon([(230, 255), (350, 318), (350, 455), (230, 385)], "#ece4cf")
    s.polygon([(350, 318), (590, 270), (590, 400), (350, 455)], "#f7f1e0")
    for a, b in (((430, 302), (430, 437)), ((510, 286), (510, 419))):
        s.line([a, b], "#e2d8bd", 4)
    s.line([(310, 242), (430, 302)], "#e9e0c8", 4)
    s.line([(390, 228), (510, 286)], "#e9e0c8", 4)
    leaves(s, [(388, 235, -20), (440, 240, 24)], "#5aa457")
    s.ellipse(412, 238, 12, 8, "#e0574f")


def strawberry(s: Sheet) -> None:
    s.shadow(400, 520, 240, 22)
    for x, y, size in (
        (270, 300, 0.9),
        (530, 300, 0.9),
        (400, 275, 1.05),
        (335, 325, 0.9),
        (468, 325, 0.95),
    ):
        w, h = 82 * size, 100 * size
        s.blob(
            [
                (x, y - h * 0.7),
                (x + w, y - h * 0.45),
                (x + w * 0.8, y + h * 0.3),
                (x, y + h),
                (x - w * 0.8, y + h * 0.3),
                (x - w, y - h * 0.45),
            ],
            "#e2414f",
        )
        for dx, dy in ((-36, -18), (0, -8), (36, -18), (-20, 22), (20, 22)):
            s.ellipse(x + dx * size, y + dy * size, 4, 6, "#ffd98a")
        shine(s, x - 46 * size, y - 30 * size, 9 * size, 20 * size, 20)
        for turn in (-50, -18, 18, 50):
            s.polygon(turned(oval(x, y - h * 0.98, 11, 28), (x, y - h * 0.7), turn), "#4f9f4f")
    crate(s, "#fbdde0", "#f0aab2", "설향 딸기", "#b92c3c")


def apple(s: Sheet) -> None:
    s.shadow(400, 520, 240, 22)
    for x, y, skin in (
        (262, 292, "#d9453f"),
        (538, 292, "#d9453f"),
        (400, 262, "#e5554a"),
        (330, 332, "#e2504a"),
        (470, 332, "#cf3d3c"),
    ):
        s.blob(
            [
                (x, y - 62),
                (x + 46, y - 76),
                (x + 88, y - 22),
                (x + 66, y + 60),
                (x, y + 82),
                (x - 66, y + 60),
                (x - 88, y - 22),
                (x - 46, y - 76),
            ],
            skin,
        )
        s.line([(x, y - 60), (x + 4, y - 84), (x + 14, y - 104)], "#70452a", 7)
        s.ellipse(x + 34, y - 92, 25, 11, "#62a84f", turn=-20)
        shine(s, x - 44, y - 22, 13, 28, 16)
    crate(s, "#e8c79b", "#d3a970", "부사 사과", "#7b4a1e")


def mandarin(s: Sheet) -> None:
    s.shadow(400, 505, 250, 26)
    for x, y in ((270, 400), (530, 400), (400, 415), (335, 285), (465, 285)):
        s.ellipse(x, y, 92, 80, "#f59a2c")
        s.ellipse(x + 20, y + 18, 62, 52, "#e88a1c", alpha=0.35)
        shine(s, x - 36, y - 28, 22, 14, -30)
        s.ellipse(x, y - 62, 11, 6, "#5c8c3d")
    leaves(s, [(505, 212, -26), (432, 210, 24)], "#4f9d4a")
    s.ellipse(400, 420, 74, 70, "#ffcf80")
    s.ellipse(400, 420, 66, 62, "#ffb84d")
    for turn in range(0, 180, 36):
        s.box(400, 420, 128, 4, "#fff0cf", r=2, turn=turn)
    s.ellipse(400, 420, 9, 9, "#fff0cf")


def kimchi(s: Sheet) -> None:
    s.shadow(400, 525, 190, 22)
    jar = rounded(400, 345, 340, 350, 56)
    s.polygon(jar, "#d94a34")
    for n in range(16):
        x, y = 245 + (n * 131) % 310, 220 + (n * 71) % 280
        s.inside(
            jar,
            [smooth([(x - 40, y), (x, y - 26), (x + 46, y - 6), (x + 6, y + 24)])],
            ("#f2d9a8", "#e9674c", "#8fb35c", "#c23a28")[n % 4],
        )
    s.inside(jar, [rounded(560, 345, 70, 400, 0)], "#000000", alpha=0.1)
    s.inside(jar, [rounded(264, 345, 24, 290, 12)], WHITE, alpha=0.45)
    s.box(400, 148, 350, 74, "#b32a2a", r=18)
    s.box(400, 172, 350, 16, "#000000", r=8, alpha=0.15)
    s.box(400, 372, 236, 124, "#fff7e8", r=14)
    s.text(400, 372, "포기김치", "#b32a2a", 50)


def rice(s: Sheet) -> None:
    sack(s, "#f6efe0", "#3f7d4e", "햅쌀 20kg")
    for n in range(30):
        x, y = 270 + (n * 89) % 270, 488 + (n * 37) % 44
        s.ellipse(x, y, 12, 5, "#fffdf6", turn=n * 41)
        s.ellipse(x, y + 2, 10, 3, "#d8c8a4", turn=n * 41, alpha=0.4)


DRAWINGS = {
    "onion": (onion, "#fdf0dc"),
    "carrot": (carrot, "#fdebdd"),
    "egg": (egg, "#fdf3d9"),
    "tofu": (tofu, "#e6f0f8"),
    "strawberry": (strawberry, "#fdeaec"),
    "apple": (apple, "#eef6e4"),
    "mandarin": (mandarin, "#fff2d9"),
    "kimchi": (kimchi, "#fdebe4"),
    "rice": (rice, "#f3f0dd"),
}

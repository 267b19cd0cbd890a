"""너른목장축산: cuts, and what a ranch gives besides."""

from scripts.pictures.kit import WHITE, Sheet, oval, rounded, smooth, turned
from scripts.pictures.packs import leaves, shine, tray


def neck(s: Sheet) -> None:
    tray(s)
    for x, y, turn in ((300, 290, -8), (505, 355, 6)):
        slab = turned(smooth([(x - 150, y), (x - 90, y - 84), (x + 40, y - 92), (x + 140, y - 40),
                              (x + 130, y + 56), (x + 10, y + 92), (x - 110, y + 70)]),
                              (x, y), turn)  # fmt: skip
        s.polygon(slab, "#fbe3dc")
        meat = turned(smooth([(x - 124, y), (x - 70, y - 60), (x + 30, y - 66), (x + 112, y - 26),
                              (x + 104, y + 40), (x + 10, y + 68), (x - 90, y + 50)]),
                              (x, y), turn)  # fmt: skip
        s.polygon(meat, "#e2807f")
        for bend in (-60, 0, 56):
            s.inside(meat, [smooth([(x + bend, y - 90), (x + bend + 26, y - 20),
                (x + bend - 6, y + 90),
                                    (x + bend + 6, y + 90), (x + bend + 40, y - 20),
                                    (x + bend + 12, y - 90)])],
                     "#fbe3dc")  # fmt: skip
    leaves(s, [(608, 236, -40), (618, 262, 10)], "#5aa457")


def mince(s: Sheet) -> None:
    tray(s)
    heap = smooth(
        [(215, 400), (240, 300), (330, 230), (470, 228), (560, 300), (588, 400), (400, 432)]
    )
    s.polygon(heap, "#c9544f")
    for n in range(30):
        x, y = 235 + (n * 83) % 320, 262 + (n * 53) % 140
        strand = [(x, y), (x + 26, y - 16), (x + 54, y + 4), (x + 84, y - 8)]
        s.line(strand, ("#e0756c", "#b23f3f", "#ee958a")[n % 3], 15)
        s.line([(px, py - 4) for px, py in strand], "#f7b9ae", 3, alpha=0.5)
    leaves(s, [(585, 246, -34), (610, 268, 10)], "#5aa457")


def ribs(s: Sheet) -> None:
    tray(s, "#2f3440")
    s.box(400, 325, 500, 250, "#3a404e", r=40)
    for y in (250, 325, 400):
        strip = rounded(400, y, 440, 62, 22)
        s.polygon(strip, "#b8403f")
        for n in range(9):
            x = 200 + n * 50
            s.inside(strip, [smooth([(x, y - 40), (x + 18, y), (x - 4, y + 40), (x + 4, y + 40),
                (x + 27, y),
                                     (x + 8, y - 40)])], "#f2c3b6")  # fmt: skip
        for x in (265, 400, 535):
            s.ellipse(x, y - 20, 34, 17, "#f6ead8")
            s.ellipse(x, y - 20, 20, 8, "#d9b99a")


def rolls(s: Sheet) -> None:
    tray(s, "#2f3440")
    s.box(400, 325, 500, 250, "#3a404e", r=40)
    for row, y in enumerate((262, 330, 398)):
        for n in range(5):
            x = 218 + n * 88 + (row % 2) * 22
            s.ellipse(x, y, 46, 36, "#f7ded4", turn=-12)
            s.ellipse(x, y, 39, 29, "#cf5350", turn=-12)
            s.ellipse(x + 2, y + 1, 28, 20, "#f7ded4", turn=-12)
            s.ellipse(x + 3, y + 2, 21, 13, "#d9605c", turn=-12)
            s.ellipse(x + 4, y + 3, 10, 6, "#f7ded4", turn=-12)


def breast(s: Sheet) -> None:
    tray(s)
    for x, y, turn in ((305, 300, -18), (480, 355, 10)):
        body = smooth([(x - 140, y + 10), (x - 100, y - 70), (x + 10, y - 92), (x + 120, y - 50),
                       (x + 148, y + 30), (x + 40, y + 80), (x - 90, y + 76)])  # fmt: skip
        s.polygon(turned(body, (x, y), turn), "#f3bfa6")
        s.polygon(turned(oval(x - 20, y - 40, 84, 22, -8), (x, y), turn), WHITE, alpha=0.45)
        for dx in (-60, 0, 60):
            s.line(turned([(x + dx - 20, y + 50), (x + dx + 6, y),
                (x + dx + 30, y - 30)], (x, y), turn),
                   "#dd9f84", 5, alpha=0.7)  # fmt: skip
    leaves(s, [(590, 250, -40), (618, 275, 10)], "#5aa457")


def duck(s: Sheet) -> None:
    s.shadow(400, 490, 250, 22)
    s.ellipse(400, 400, 270, 92, "#d5dbe6")
    s.ellipse(400, 386, 270, 88, "#f4f6fa")
    for n in range(9):
        turn = -70 + n * 17.5
        slab = turned(smooth([(400, 205), (436, 245), (432, 330), (400, 360), (368, 330),
            (364, 245)]),
                      (400, 420), turn)  # fmt: skip
        s.polygon(slab, "#7a3b22")
        meat = turned(smooth([(400, 218), (427, 252), (424, 326), (400, 350), (376, 326),
            (373, 252)]),
                      (400, 420), turn)  # fmt: skip
        s.polygon(meat, "#c96a54")
        s.inside(meat, [turned(oval(400, 290, 7, 56), (400, 420), turn)], "#f0c2ae")
    leaves(s, [(370, 400, -20), (430, 404, 24), (400, 392, 90)], "#5aa457")


def bacon(s: Sheet) -> None:
    s.shadow(400, 490, 250, 22)
    s.box(400, 330, 470, 310, "#fbf3ea", r=22)
    for n in range(5):
        x = 230 + n * 85
        path = [(x, 190), (x + 18, 260), (x - 14, 330), (x + 16, 400), (x, 470)]
        s.line(path, "#b9413c", 62)
        s.line([(px - 10, py) for px, py in path], "#f6d8c8", 12)
        s.line([(px + 15, py) for px, py in path], "#f3c7b4", 9)
        s.line([(px + 28, py) for px, py in path], "#8f2e2c", 5)


def ham(s: Sheet) -> None:
    s.shadow(400, 480, 260, 24)
    s.line([(300, 300), (560, 300)], "#e88d94", 236)
    s.ellipse(300, 300, 84, 118, "#d97780")
    s.ellipse(290, 300, 84, 118, "#f7c6c6")
    s.ellipse(290, 300, 72, 104, "#f3aeb1")
    for dx, dy in ((-24, -40), (20, 30), (-10, 60), (30, -30), (-34, 12)):
        s.ellipse(290 + dx, 300 + dy, 9, 7, "#fbdada")
    for x in (420, 500, 580):
        s.line([(x, 186), (x + 22, 300), (x, 414)], "#fdf4ea", 6, alpha=0.8)
    s.ellipse(205, 420, 92, 40, "#f7c6c6")
    s.ellipse(205, 416, 84, 34, "#f3aeb1")
    s.ellipse(520, 220, 90, 12, WHITE, turn=-4, alpha=0.4)


def bone(s: Sheet) -> None:
    s.shadow(400, 480, 250, 24)
    for x, y, turn in ((400, 290, 24), (400, 350, -20)):
        s.polygon(turned(rounded(x, y, 330, 82, 38), (x, y), turn), "#f2e3c9")
        for side in (-1, 1):
            for dy in (-36, 36):
                s.ellipse(*turned([(x + side * 178, y + dy)], (x, y), turn)[0], 56, 52, "#f2e3c9")
            s.ellipse(*turned([(x + side * 190, y + 26)], (x, y), turn)[0], 26, 20, "#d98d7f")
        s.polygon(turned(oval(x, y - 24, 130, 9), (x, y), turn), WHITE, alpha=0.7)


def lamb(s: Sheet) -> None:
    tray(s, "#2f3440")
    s.box(400, 325, 500, 250, "#3a404e", r=40)
    for x in (290, 420, 550):
        s.line([(x - 10, 380), (x - 58, 300), (x - 96, 214)], "#f6ead8", 26)
        s.ellipse(x, 362, 72, 60, "#f6ddd0", turn=-20)
        s.ellipse(x + 2, 364, 56, 45, "#b53b40", turn=-20)
        s.ellipse(x - 10, 352, 18, 10, "#f2c3b6", turn=-30)
        s.ellipse(x + 20, 378, 14, 6, "#f2c3b6", turn=20)
    leaves(s, [(210, 410, -30), (232, 430, 14)], "#5aa457")


def eggs(s: Sheet) -> None:
    s.shadow(400, 490, 270, 26)
    s.box(400, 270, 520, 130, "#a8c9a0", r=26)
    s.box(400, 240, 470, 66, "#fffaf0", r=12)
    s.text(400, 240, "유정란 10구", "#4c7a43", 42)
    for n in range(5):
        x = 210 + n * 95
        shell = ("#d9a06b", "#e3b07d", "#cf9460")[n % 3]
        s.blob(
            [(x, 290), (x + 38, 345), (x + 40, 385), (x, 410), (x - 40, 385), (x - 38, 345)], shell
        )
        shine(s, x - 14, 335, 8, 18, 14)
    s.box(400, 425, 540, 110, "#8fb886", r=26)
    for n in range(6):
        s.blob([(140 + n * 95, 370), (185 + n * 95 - 22, 372), (162 + n * 95, 440)], "#8fb886")
    s.box(400, 466, 540, 26, "#7aa671", r=13)


def cheese(s: Sheet) -> None:
    s.shadow(400, 480, 250, 24)
    s.polygon([(180, 330), (520, 200), (620, 300), (620, 330)], "#ffe08a")
    face = [(180, 330), (620, 320), (620, 450), (180, 470)]
    s.polygon(face, "#f7c548")
    for x, y, r in ((260, 400, 34), (390, 372, 24), (500, 410, 38), (575, 362, 18), (340, 442, 18)):
        s.inside(face, [oval(x, y, r, r * 0.9)], "#dba52c")
        s.inside(face, [oval(x + 4, y + 5, r * 0.82, r * 0.72)], "#edb83a")
    for x, y, r in ((430, 262, 22), (520, 262, 16), (350, 296, 14)):
        s.ellipse(x, y, r, r * 0.5, "#edc45c")


DRAWINGS = {
    "pork-neck": (neck, "#fdeaea"),
    "mince": (mince, "#fbe7e2"),
    "ribs": (ribs, "#f5e4df"),
    "beef-rolls": (rolls, "#f8e6e8"),
    "chicken-breast": (breast, "#fdf0e2"),
    "duck": (duck, "#f3e6dc"),
    "bacon": (bacon, "#f9e2d8"),
    "ham": (ham, "#fdeef0"),
    "bone": (bone, "#e9e2f2"),
    "lamb": (lamb, "#eee6e1"),
    "eggs": (eggs, "#eaf4e6"),
    "cheese": (cheese, "#fff4d6"),
}

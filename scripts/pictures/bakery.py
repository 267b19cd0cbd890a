"""오븐숲재료: what a baker measures."""

from scripts.pictures.kit import WHITE, Sheet, oval, rounded, smooth, turned
from scripts.pictures.packs import carton, jar, pouch, sack, tub


def _wheat(s: Sheet, x: float, colour: str) -> None:
    s.line([(x, 268), (x, 196)], colour, 5)
    for n in range(4):
        for lean in (-1, 1):
            s.ellipse(x + lean * 13, 196 + n * 17, 14, 7, colour, turn=lean * -40)


def strong_flour(s: Sheet) -> None:
    sack(s, "#fbf7ee", "#b5532f", "강력분")
    for x in (365, 400, 435):
        _wheat(s, x, "#d09a45")


def weak_flour(s: Sheet) -> None:
    sack(s, "#fdfaf6", "#e58fa3", "박력분")
    _wheat(s, 400, "#e0b56b")
    s.blob([(560, 525), (590, 470), (640, 452), (690, 480), (725, 525)], "#fffdf8")
    s.blob([(640, 525), (665, 482), (700, 496), (725, 525)], "#eee6da")


def sugar(s: Sheet) -> None:
    sack(s, "#fdf4f0", "#4f86d8", "설탕")
    for x, y in ((590, 500), (640, 500), (690, 500), (615, 455), (665, 455), (640, 410)):
        s.box(x, y, 44, 42, WHITE, r=6)
        s.box(x + 14, y, 14, 42, "#dfe6f2", r=5)
        s.box(x - 6, y - 12, 24, 6, "#eef2f9", r=3)


def butter(s: Sheet) -> None:
    s.shadow(400, 480, 260, 24)
    s.ellipse(400, 446, 280, 46, "#9db4d0")
    s.ellipse(400, 436, 280, 44, "#c3d3e6")
    s.polygon([(180, 300), (500, 240), (620, 280), (300, 345)], "#fff0ab")
    s.polygon([(180, 300), (300, 345), (300, 445), (180, 395)], "#efcf63")
    s.polygon([(300, 345), (620, 280), (620, 375), (300, 445)], "#f9df7c")
    s.polygon([(400, 325), (620, 280), (620, 375), (400, 423)], "#e9eff8")
    s.polygon([(400, 325), (620, 280), (500, 240), (285, 281)], "#f6f9fd")
    s.text(510, 354, "버터", "#c9962a", 52)
    s.polygon([(180, 300), (200, 296), (320, 340), (300, 345)], "#fff7cf")


def cream(s: Sheet) -> None:
    carton(s, "#fffdf7", "#e9e2d3", "#e7a93d", "생크림", "#a86a12", cap="#e7a93d")
    s.blob(
        [(560, 520), (575, 450), (620, 470), (640, 410), (665, 470), (705, 452), (716, 520)],
        "#fffdf7",
    )
    s.blob([(600, 520), (625, 480), (660, 490), (700, 520)], "#eee5d3")


def chocolate(s: Sheet) -> None:
    s.shadow(400, 500, 230, 24)
    for col in range(4):
        for row in range(3):
            x, y = 256 + col * 96, 190 + row * 80
            s.box(x, y, 94, 78, "#4a2a1c", r=6)
            s.box(x, y - 3, 74, 56, "#6a4230", r=8)
            s.box(x - 6, y - 18, 50, 8, "#8d6450", r=4)
    s.polygon([(196, 330), (640, 300), (640, 495), (196, 495)], "#e9c46a")
    for n in range(8):
        s.polygon([(196 + n * 56, 330 - n * 4), (224 + n * 56, 318 - n * 4),
            (252 + n * 56, 326 - n * 4),
                   (224 + n * 56, 352 - n * 4)], "#f3d98f")  # fmt: skip
    s.box(418, 420, 400, 104, "#7a1f2e", r=12)
    s.text(418, 420, "초콜릿 70%", "#f6e3c5", 50)


def cocoa(s: Sheet) -> None:
    pouch(s, "#8a4f34", "코코아", "#fbe9d6")
    s.ellipse(400, 270, 84, 60, "#fbe9d6")
    s.ellipse(400, 270, 66, 40, "#6a3a26", turn=-18)
    for bend in (-18, 0, 18):
        s.line([(346, 276 + bend), (400, 266 + bend), (454, 256 + bend)], "#9a6348", 4)
    s.blob([(570, 525), (600, 470), (640, 456), (684, 482), (715, 525)], "#6a3a26")


def almond(s: Sheet) -> None:
    pouch(s, "#d99a4e", "아몬드", "#5b3413")
    s.box(400, 270, 150, 150, "#fff3dc", r=75)
    for x, y, turn in ((378, 262, -24), (424, 280, 22), (190, 498, 50), (225, 515, -20),
        (590, 500, 20),
                       (630, 512, -46), (662, 492, 70)):  # fmt: skip
        nut = smooth(
            [(x, y - 40), (x + 22, y + 4), (x + 14, y + 34), (x - 14, y + 34), (x - 22, y + 4)]
        )
        s.polygon(turned(nut, (x, y), turn), "#a5642c")
        for dx in (-7, 0, 7):
            s.line(turned([(x + dx * 0.4, y - 24), (x + dx, y + 24)], (x, y), turn), "#c98a4c", 3)


def walnut(s: Sheet) -> None:
    s.shadow(400, 500, 270, 24)
    s.polygon([(190, 330), (610, 330), (560, 500), (240, 500)], "#d8b48a")
    s.polygon([(180, 312), (620, 312), (614, 350), (186, 350)], "#b98a58")
    for n, (x, y) in enumerate(
        ((250, 300), (350, 290), (450, 295), (550, 300), (300, 240), (400, 226), (500, 242))
    ):
        s.ellipse(x, y, 58, 52, "#c38a4f" if n % 2 else "#b57b42")
        s.line([(x, y - 50), (x + 6, y), (x, y + 50)], "#8a5a2b", 6)
        for dx in (-30, 30):
            s.line([(x + dx * 0.6, y - 34), (x + dx, y - 4), (x + dx * 0.5, y + 32)], "#93622f", 4)
    s.polygon([(190, 330), (610, 330), (560, 500), (240, 500)], "#d8b48a")
    s.polygon([(180, 312), (620, 312), (614, 350), (186, 350)], "#b98a58")
    s.text(400, 425, "호두", "#6f4a20", 62)


def yeast(s: Sheet) -> None:
    s.shadow(400, 500, 190, 20)
    for dx, turn, paper in ((-110, -10, "#f1b23f"), (110, 10, "#f1b23f"), (0, 0, "#f7c65a")):
        s.box(400 + dx, 320, 220, 320, paper, r=8, turn=turn)
        s.box(400 + dx, 182, 220, 34, "#d8932a", r=4, turn=turn)
    s.box(400, 345, 176, 150, "#fffaf0", r=14)
    s.text(400, 320, "드라이", "#a86a12", 40)
    s.text(400, 372, "이스트", "#a86a12", 40)
    for x, y in ((330, 240), (365, 250), (400, 238), (436, 250), (470, 240)):
        s.ellipse(x, y, 11, 9, "#a86a12")


def powder_sugar(s: Sheet) -> None:
    pouch(s, "#cfe0f7", "슈가파우더", "#2f5fa8")
    for x, y, r in ((370, 260, 30), (420, 240, 38), (440, 285, 26), (385, 300, 22)):
        s.ellipse(x, y, r, r, WHITE)
    s.blob([(560, 525), (596, 462), (640, 446), (690, 478), (725, 525)], WHITE)
    s.blob([(640, 525), (665, 482), (700, 496), (725, 525)], "#dfe8f4")


def cream_cheese(s: Sheet) -> None:
    tub(s, "#5b8fdc", "#b9cff2", "크림치즈")


def jam(s: Sheet) -> None:
    jar(s, "#c92f45", "#f3d9a4", "딸기잼", "#a81f35")
    for x, y in ((300, 270), (350, 290), (470, 262), (500, 300), (310, 490), (480, 480)):
        s.ellipse(x, y, 7, 9, "#f7a6a0", alpha=0.8)


def sprinkles(s: Sheet) -> None:
    jar(s, "#f3f1fb", "#f08fb0", "장식", "#c2477a")
    colours = ("#e2586b", "#f2b84b", "#5d7df0", "#4fb38a", "#9d86ea")
    for n in range(60):
        x, y = 284 + (n * 73) % 232, 240 + (n * 41) % 80 if n % 2 else 442 + (n * 37) % 64
        s.box(x, y, 24, 9, colours[n % 5], r=4, turn=n * 47)


def parchment(s: Sheet) -> None:
    s.shadow(400, 505, 240, 22)
    s.polygon([(330, 300), (640, 300), (690, 500), (380, 500)], "#f3e4c4")
    s.polygon([(380, 500), (690, 500), (682, 470), (372, 470)], "#e2cfa6")
    s.box(330, 300, 420, 96, "#e9d6ae", r=44)
    s.box(330, 280, 400, 22, WHITE, r=11, alpha=0.4)
    s.ellipse(132, 300, 30, 48, "#d6bf90")
    s.ellipse(132, 300, 15, 24, "#a88a58")
    s.text(520, 410, "유산지", "#a88a58", 46)


def muffins(s: Sheet) -> None:
    s.shadow(400, 495, 250, 22)
    for x, y, top, cup in ((270, 330, "#b9713a", "#e2586b"), (530, 330, "#c98648", "#5d9df0"),
                           (400, 370, "#8a5030", "#f2b84b")):  # fmt: skip
        cone = [(x - 88, y), (x + 88, y), (x + 62, y + 120), (x - 62, y + 120)]
        s.polygon(cone, cup)
        for n in range(-3, 4):
            s.inside(cone, [rounded(x + n * 26, y + 60, 8, 140, 3)], WHITE, alpha=0.35)
        s.blob(
            [(x - 104, y + 6), (x - 90, y - 60), (x, y - 100), (x + 90, y - 60), (x + 104, y + 6)],
            top,
        )
        for dx, dy in ((-40, -30), (10, -56), (46, -20), (-4, -14)):
            s.polygon(oval(x + dx, y + dy, 10, 7), "#4a2718")


DRAWINGS = {
    "strong-flour": (strong_flour, "#f8ebdc"),
    "weak-flour": (weak_flour, "#fce6ea"),
    "sugar": (sugar, "#e0eafa"),
    "butter": (butter, "#fff6da"),
    "cream": (cream, "#f7ead2"),
    "chocolate": (chocolate, "#f3e4d8"),
    "cocoa": (cocoa, "#f4e7df"),
    "almond": (almond, "#fdf2e0"),
    "walnut": (walnut, "#f6ecdf"),
    "yeast": (yeast, "#fff3d9"),
    "powder-sugar": (powder_sugar, "#eaf1fb"),
    "cream-cheese": (cream_cheese, "#e4edfb"),
    "jam": (jam, "#fde8e6"),
    "sprinkles": (sprinkles, "#fdeaf2"),
    "parchment": (parchment, "#f5efe2"),
    "muffins": (muffins, "#f1edfb"),
}

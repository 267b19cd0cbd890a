"""한결유통: what cafés and kitchens use up."""

from scripts.pictures.kit import WHITE, Sheet, oval, rounded, turned
from scripts.pictures.packs import bottle, pouch, roll, sack, shine


def coffee(s: Sheet) -> None:
    coffee_in(s, "#5b3a29", "#f6e3c5", "#4a2d1f")


def coffee_in(s: Sheet, paper: str, ink: str, bean: str) -> None:
    pouch(s, paper, "원두", ink)
    s.ellipse(400, 270, 82, 82, ink)
    s.ellipse(400, 270, 38, 56, paper, turn=28)
    s.line([(420, 226), (394, 262), (408, 282), (380, 316)], ink, 6)
    for x, y, turn in ((220, 500, 20), (580, 495, -30), (622, 515, 40), (182, 522, -20)):
        s.ellipse(x, y, 24, 16, bean, turn=turn)
        s.line(turned([(x - 18, y), (x, y + 4), (x + 18, y)], (x, y), turn), "#8a5f45", 3)


def cup(s: Sheet) -> None:
    s.shadow(400, 522, 210, 20)
    for x, top, skin in ((255, 250, "#e9dfcf"), (545, 250, "#e9dfcf"), (400, 165, "#fffdf9")):
        body = [(x - 92, top), (x + 92, top), (x + 66, 520), (x - 66, 520)]
        s.polygon(body, skin)
        tall = 520 - top
        sleeve = rounded(x, top + tall * 0.55, 300, tall * 0.42, 0)
        s.inside(body, [sleeve], "#b98a5e" if top < 200 else "#a97b50")
        s.inside(body, [rounded(x + 80, 380, 56, 420, 0)], "#000000", alpha=0.06)
        s.ellipse(x, top, 96, 20, "#e8dfd0")
        s.ellipse(x, top + 2, 82, 14, "#cfc3b0")
    s.ellipse(400, 360, 30, 30, "#fbf7f0")
    s.ellipse(400, 360, 11, 18, "#7c5634", turn=25)


def water(s: Sheet) -> None:
    for x in (265, 535, 400):
        bottle(s, "#bfe3f7", "#2f7fc2", "#3f97d6", "샘물", wide=0.82, x=x)


def cola(s: Sheet) -> None:
    for x, skin, dark in (
        (232, "#d8343c", "#ad2029"),
        (568, "#2f9a68", "#1f7a50"),
        (400, "#f2a33c", "#d1821d"),
    ):
        s.shadow(x, 512, 90, 16)
        s.box(x, 350, 156, 320, skin, r=26)
        s.box(x, 350, 156, 230, skin)
        s.box(x + 58, 350, 40, 300, dark, r=20, alpha=0.55)
        s.box(x - 54, 350, 14, 250, WHITE, r=7, alpha=0.4)
        s.ellipse(x, 196, 66, 15, "#c9ced8")
        s.ellipse(x, 193, 54, 10, "#e9ecf2")
        s.ellipse(x, 194, 18, 5, "#9aa2b1")
        s.box(x, 504, 132, 14, "#c9ced8", r=7)
    for x, y, r in ((370, 300, 16), (425, 340, 24), (385, 400, 20), (430, 430, 11), (408, 268, 9)):
        s.ellipse(x, y, r, r, "#fff3d6", alpha=0.9)


def cider(s: Sheet) -> None:
    bottle(s, "#8fd6b0", "#e9eef2", "#1d9a63", "사이다")
    for x, y, r in ((365, 290, 8), (430, 270, 6), (410, 495, 7), (380, 488, 5), (448, 310, 9)):
        s.ellipse(x, y, r, r, WHITE, alpha=0.75)
    s.ellipse(590, 450, 74, 74, "#c6df57")
    s.ellipse(590, 450, 62, 62, "#eef6c4")
    for turn in range(0, 180, 45):
        s.box(590, 450, 120, 4, "#b5cf46", r=2, turn=turn)


def milk(s: Sheet) -> None:
    s.shadow(410, 525, 160, 18)
    s.polygon([(300, 240), (345, 130), (465, 130), (420, 240)], "#eef3fa")
    s.polygon([(420, 240), (465, 130), (520, 240)], "#cfdbea")
    s.box(405, 118, 124, 34, "#dfe8f3", r=4)
    s.polygon([(300, 240), (420, 240), (420, 520), (300, 520)], "#fdfefe")
    s.polygon([(420, 240), (520, 240), (520, 512), (420, 520)], "#dbe5f1")
    s.polygon([(300, 400), (360, 380), (420, 405), (420, 520), (300, 520)], "#5aa7e0")
    s.polygon([(420, 405), (470, 382), (520, 398), (520, 512), (420, 520)], "#478fc6")
    s.text(360, 315, "우유", "#2c6ea8", 52)
    s.ellipse(610, 420, 56, 12, "#d7e6f4")
    s.polygon([(554, 420), (666, 420), (652, 520), (568, 520)], "#eaf3fb")
    s.polygon([(557, 440), (663, 440), (652, 518), (568, 518)], "#ffffff")


def noodle(s: Sheet) -> None:
    s.shadow(400, 500, 250, 24)
    pack = rounded(400, 330, 480, 300, 14)
    s.polygon(pack, "#e2533f")
    s.inside(pack, [rounded(400, 330, 600, 130, 0)], "#fbe3b4")
    s.text(400, 330, "라면", "#b8321f", 96)
    for x in (172, 628):
        s.box(x, 330, 26, 300, "#000000", r=2, alpha=0.15)
        for y in range(195, 470, 22):
            s.box(x, y, 26, 4, WHITE, alpha=0.35)
    for n in range(4):
        y = 208 + n * 13
        s.line([(230 + k * 34, y + (9 if k % 2 else -9)) for k in range(11)], "#ffd977", 8)
    s.ellipse(540, 440, 30, 22, "#fff6e0")
    s.ellipse(540, 440, 13, 11, "#ffb13d")


def flour(s: Sheet) -> None:
    sack(s, "#fbfaf5", "#4d86c6", "밀가루")
    for lean in (-1, 1):
        s.line([(400, 265), (400 + lean * 6, 200)], "#c99b3f", 5)
        for n in range(4):
            s.ellipse(400 + lean * 16, 196 + n * 17, 15, 7, "#dcae52", turn=lean * -40)


def salt(s: Sheet) -> None:
    sack(s, "#e9f5f8", "#3b9aa9", "천일염")
    s.blob([(560, 525), (600, 450), (640, 430), (685, 470), (725, 525)], "#f4f9fb")
    s.blob([(640, 525), (665, 470), (700, 490), (725, 525)], "#d8e8ee")
    for n in range(9):
        s.box(575 + n * 17, 508 - (n * 29) % 44, 10, 10, WHITE, turn=n * 23)


def soy(s: Sheet) -> None:
    bottle(s, "#42241c", "#c8322f", "#f4d58a", "간장", ink="#5a1f14")


def sesame(s: Sheet) -> None:
    bottle(s, "#c07a2c", "#d9b23c", "#fff1cf", "참기름", ink="#8a4a12", wide=0.86)
    for n in range(14):
        s.ellipse(540 + (n * 53) % 130, 492 + (n * 31) % 40, 10, 6, "#f2dca6", turn=n * 50)


def oil(s: Sheet) -> None:
    s.shadow(400, 526, 150, 18)
    s.box(400, 345, 270, 360, "#f6cf4e", r=40)
    s.box(510, 345, 50, 340, "#d9a928", r=25, alpha=0.5)
    s.box(290, 345, 18, 260, WHITE, r=9, alpha=0.55)
    s.box(345, 142, 86, 64, "#e0662f", r=12)
    s.line([(430, 180), (470, 120), (540, 135), (530, 210)], "#e9b936", 26)
    s.box(400, 385, 206, 130, "#fffbe8", r=16)
    s.text(400, 385, "식용유", "#c2651a", 56)


def gloves(s: Sheet) -> None:
    gloves_in(s, "#7cb8e8", "#8fc5f0", "#5a9bd0")


def gloves_in(s: Sheet, left: str, right: str, fold: str) -> None:
    s.shadow(400, 510, 230, 22)
    for x, flip, skin in ((300, 1, left), (500, -1, right)):
        s.box(x, 400, 132, 200, skin, r=26)
        s.box(x, 300, 140, 140, skin, r=44)
        for n, lift in enumerate((150, 118, 126, 168)):
            fx = x + flip * (52 - n * 35)
            s.line([(fx, 280), (fx + flip * (6 - n * 4), lift)], skin, 33, curved=False)
        s.line([(x - flip * 45, 350), (x - flip * 100, 300), (x - flip * 112, 250)], skin, 36)
        s.box(x, 490, 146, 26, fold, r=13)
        shine(s, x + flip * 20, 350, 10, 60)
        for n in range(3):
            fx = x + flip * (34 - n * 35)
            s.line([(fx, 290), (fx + flip * 2, 230)], fold, 3, alpha=0.7, curved=False)


def bag(s: Sheet) -> None:
    s.shadow(360, 515, 200, 22)
    s.blob(
        [
            (350, 225),
            (430, 250),
            (525, 330),
            (545, 450),
            (470, 515),
            (350, 522),
            (235, 512),
            (165, 450),
            (190, 330),
            (275, 250),
        ],
        "#3d4653",
    )
    s.blob(
        [(300, 235), (270, 160), (340, 190), (360, 140), (395, 190), (455, 165), (410, 240)],
        "#4a5463",
    )
    s.line([(290, 236), (355, 246), (420, 236)], "#e8b23c", 14)
    for path in (
        [(300, 275), (240, 350), (222, 440)],
        [(350, 280), (340, 380), (352, 480)],
        [(415, 275), (465, 350), (482, 440)],
    ):
        s.line(path, "#5d6878", 7)
    roll(s, 620, 380, 72, 120, "#4a5463", "#c7a878")


def tissue(s: Sheet) -> None:
    s.shadow(400, 520, 250, 22)
    for x, y in ((260, 350), (400, 350), (540, 350), (330, 215), (470, 215)):
        roll(s, x, y, 72, 120, "#fdfcfa", "#c9a77c")
    s.polygon([(596, 395), (612, 395), (640, 525), (560, 525), (575, 470)], "#f1eff5")


def detergent(s: Sheet) -> None:
    s.shadow(400, 525, 150, 18)
    s.box(400, 380, 260, 290, "#37b4a5", r=52)
    s.polygon([(310, 270), (350, 190), (450, 190), (490, 270)], "#37b4a5")
    s.box(400, 172, 92, 50, WHITE, r=10)
    s.line([(400, 152), (400, 118), (335, 118)], WHITE, 26, curved=False)
    s.box(502, 380, 44, 250, "#1d8a7d", r=22, alpha=0.5)
    s.polygon(oval(400, 390, 100, 92), "#f3fffb")
    s.text(400, 372, "주방", "#17796d", 44)
    s.text(400, 420, "세제", "#17796d", 44)
    s.box(288, 370, 15, 190, WHITE, r=7, alpha=0.5)
    for x, y, r in ((590, 230, 36), (640, 310, 22), (560, 330, 15), (215, 260, 26), (180, 340, 14)):
        s.ellipse(x, y, r, r, "#bfeee6", alpha=0.9)
        s.ellipse(x - r * 0.3, y - r * 0.3, r * 0.25, r * 0.2, WHITE)


DRAWINGS = {
    "coffee": (coffee, "#f4e9dc"),
    "paper-cup": (cup, "#f3e2cf"),
    "water": (water, "#e3f2fb"),
    "soda-can": (cola, "#fdeee2"),
    "cider": (cider, "#e4f6ec"),
    "milk": (milk, "#d9e9f9"),
    "noodle": (noodle, "#fdeee0"),
    "flour": (flour, "#f5efdf"),
    "salt": (salt, "#e0f1f4"),
    "soy-sauce": (soy, "#f5e6dc"),
    "sesame-oil": (sesame, "#faf0d9"),
    "cooking-oil": (oil, "#e9f2e0"),
    "gloves": (gloves, "#e6f1fb"),
    "trash-bag": (bag, "#e9ecf1"),
    "toilet-paper": (tissue, "#dfdaf5"),
    "detergent": (detergent, "#e0f5f1"),
}

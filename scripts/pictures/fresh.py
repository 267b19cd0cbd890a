"""바다식품: what swims and what the butcher cuts."""

from scripts.pictures.kit import WHITE, Sheet, oval, rounded, smooth, turned
from scripts.pictures.packs import leaves, tray


def fish(s: Sheet) -> None:
    s.shadow(400, 450, 260, 24)
    s.polygon([(585, 300), (705, 215), (680, 300), (705, 385)], "#3d6f9e")
    body = smooth(
        [
            (110, 310),
            (190, 235),
            (330, 205),
            (470, 235),
            (610, 295),
            (470, 365),
            (330, 398),
            (190, 380),
        ]
    )
    s.blob([(300, 225), (370, 160), (440, 190), (460, 240)], "#3d6f9e")
    s.polygon(body, "#dfe8ef")
    s.inside(body, [smooth([(90, 300), (300, 290), (640, 290), (500, 150), (200, 150)])], "#4a86b8")
    for n in range(6):
        x = 290 + n * 50
        s.inside(
            body,
            [
                smooth(
                    [
                        (x, 190),
                        (x + 22, 225),
                        (x + 4, 250),
                        (x + 26, 285),
                        (x + 12, 286),
                        (x - 10, 250),
                        (x + 8, 225),
                        (x - 14, 190),
                    ]
                )
            ],
            "#27567f",
        )
    s.line([(235, 230), (258, 300), (232, 372)], "#9fb4c5", 6)
    s.blob([(285, 320), (350, 318), (330, 362)], "#a9c0d2")
    s.ellipse(178, 288, 21, 21, WHITE)
    s.ellipse(176, 288, 12, 12, "#22303c")
    s.line([(118, 318), (150, 328)], "#8aa0b1", 5)


def shrimp(s: Sheet) -> None:
    s.shadow(400, 490, 210, 24)
    s.line([(560, 205), (660, 130), (700, 160)], "#e0653f", 6)
    s.line([(565, 215), (690, 195), (720, 250)], "#e0653f", 6)
    spine = [(565, 235), (455, 190), (330, 215), (262, 310), (300, 410), (400, 440)]
    for width, colour in ((124, "#f58a63"), (70, "#ffae8a")):
        s.line(spine, colour, width)
    for a, b in (
        ((468, 128), (478, 255)),
        ((368, 142), (400, 262)),
        ((268, 210), (345, 285)),
        ((205, 320), (318, 335)),
        ((270, 455), (335, 370)),
    ):
        s.line([a, ((a[0] + b[0]) / 2 - 8, (a[1] + b[1]) / 2), b], "#de6a43", 7)
    s.blob([(520, 170), (610, 190), (655, 245), (600, 290), (520, 298)], "#f58a63")
    s.ellipse(595, 225, 13, 13, "#3a2420")
    s.ellipse(599, 221, 4, 4, WHITE)
    for x, y in ((420, 275), (470, 280), (520, 300)):
        s.line([(x, y), (x - 8, y + 38), (x + 6, y + 66)], "#e0653f", 9)
    s.ellipse(450, 420, 62, 24, "#e0653f", turn=-24)
    s.ellipse(455, 462, 62, 24, "#f58a63", turn=16)


def laver(s: Sheet) -> None:
    s.shadow(400, 500, 250, 26)
    for n in range(7):
        s.box(
            400 + (n % 3) * 5,
            420 - n * 12,
            430,
            150,
            "#16352b" if n % 2 else "#20493b",
            r=6,
            turn=-2 + n % 3,
        )
    s.box(400, 300, 430, 230, "#1d4436", r=8, turn=-3)
    for n in range(70):
        s.ellipse(
            215 + (n * 97) % 370,
            208 + (n * 61) % 190,
            7 + n % 5,
            3 + n % 3,
            "#3d7a5e" if n % 2 else "#122d24",
            turn=n * 37,
            alpha=0.7,
        )
    s.box(400, 330, 126, 300, "#f4ead2", r=6, turn=-3)
    s.text(400, 290, "재래", "#1d4436", 40)
    s.text(402, 355, "김", "#1d4436", 76)


def pork(s: Sheet) -> None:
    tray(s)
    for n, x in enumerate((235, 345, 455, 565)):
        slab = turned(rounded(x, 325, 92, 218, 26), (x, 325), 6)
        s.polygon(slab, "#f4a6a2")
        for offset, width in ((-30, 13), (0, 20), (32, 11)):
            s.inside(
                slab,
                [
                    smooth(
                        [
                            (x + offset, 200),
                            (x + offset + 12, 270),
                            (x + offset - 6, 340),
                            (x + offset + 10, 460),
                            (x + offset + 10 + width, 460),
                            (x + offset - 6 + width, 340),
                            (x + offset + 12 + width, 270),
                            (x + offset + width, 200),
                        ]
                    )
                ],
                "#fff1ec",
            )
        s.inside(slab, [rounded(x + 44, 325, 16, 260, 0)], "#e7bfa6", alpha=0.9 - n * 0.1)
    leaves(s, [(610, 240, -40), (640, 262, 10)], "#5aa457")


def beef(s: Sheet) -> None:
    tray(s, "#2f3440")
    s.box(400, 325, 500, 250, "#3a404e", r=40)
    steak = smooth(
        [
            (205, 300),
            (270, 225),
            (400, 222),
            (520, 235),
            (600, 310),
            (560, 400),
            (440, 425),
            (330, 395),
            (240, 400),
        ]
    )
    s.polygon(steak, "#f3ddcf")
    meat = smooth(
        [
            (232, 305),
            (285, 248),
            (400, 244),
            (510, 258),
            (570, 312),
            (535, 380),
            (440, 400),
            (335, 372),
            (255, 378),
        ]
    )
    s.polygon(meat, "#b9343c")
    for n in range(13):
        x, y = 270 + (n * 83) % 270, 268 + (n * 47) % 110
        s.inside(
            meat, [smooth([(x, y), (x + 24, y - 10), (x + 52, y + 6), (x + 26, y + 1)])], "#f6c9c0"
        )
    s.ellipse(520, 318, 26, 22, "#f3ddcf")
    s.ellipse(520, 318, 13, 11, "#d99a8c")


def chicken(s: Sheet) -> None:
    tray(s)
    for x, y, turn in ((345, 262, -10), (420, 385, 170)):
        leg = smooth(
            [
                (x - 130, y),
                (x - 90, y - 62),
                (x, y - 66),
                (x + 70, y - 26),
                (x + 130, y - 16),
                (x + 130, y + 16),
                (x + 70, y + 22),
                (x, y + 56),
                (x - 90, y + 56),
            ]
        )
        s.line(turned([(x + 110, y), (x + 175, y)], (x, y), turn), "#fffaf0", 24)
        for side in (-11, 11):
            s.ellipse(*turned([(x + 182, y + side)], (x, y), turn)[0], 17, 15, "#fffaf0")
        s.polygon(turned(leg, (x, y), turn), "#efb08c")
        s.polygon(turned(oval(x - 36, y + 16, 76, 28), (x, y), turn), "#dd9470", alpha=0.55)
        s.polygon(turned(oval(x - 50, y - 32, 46, 13), (x, y), turn), WHITE, alpha=0.45)
    leaves(s, [(590, 262, -40), (620, 285, 10)], "#5aa457")


def sausage(s: Sheet) -> None:
    s.shadow(400, 480, 250, 24)
    for n, y in enumerate((200, 275, 350, 425)):
        bend = 26 if n % 2 else -26
        path = [(195, y), (400, y + bend), (605, y)]
        s.line([(170, y - 3), (196, y)], "#8d3b22", 12)
        s.line([(604, y), (630, y - 3)], "#8d3b22", 12)
        s.line(path, "#c4573a", 60)
        s.line([(x, py - 14) for x, py in path], "#e08a6a", 12, alpha=0.9)
        for x in (290, 370, 450, 530):
            lift = bend * (1 - ((x - 400) / 205) ** 2)
            s.line([(x, y + lift - 16), (x + 22, y + lift + 16)], "#943a22", 6)


DRAWINGS = {
    "mackerel": (fish, "#e3f0f9"),
    "shrimp": (shrimp, "#e5f4f4"),
    "laver": (laver, "#e6f2ea"),
    "pork": (pork, "#fbe8ec"),
    "beef": (beef, "#f7e6e3"),
    "chicken": (chicken, "#fdf1df"),
    "sausage": (sausage, "#fbe9df"),
}

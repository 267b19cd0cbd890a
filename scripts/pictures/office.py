"""새벽사무: what stands and lies on a desk."""

from scripts.pictures.kit import WHITE, Sheet, rounded, turned
from scripts.pictures.packs import shine


def laptop(s: Sheet) -> None:
    s.shadow(400, 490, 290, 20)
    s.box(400, 300, 430, 290, "#3b4252", r=18)
    s.box(400, 296, 398, 252, "#5d7df0", r=6)
    s.polygon([(201, 422), (201, 300), (330, 170), (430, 170), (240, 422)], WHITE, alpha=0.12)
    s.box(330, 245, 190, 20, WHITE, r=10, alpha=0.85)
    s.box(300, 285, 130, 14, WHITE, r=7, alpha=0.5)
    s.box(480, 330, 150, 110, WHITE, r=10, alpha=0.9)
    for n, h in enumerate((30, 52, 40, 72)):
        s.box(432 + n * 32, 372 - h / 2, 20, h, "#f2a33c" if n == 3 else "#9db2f8", r=4)
    s.polygon([(150, 446), (650, 446), (690, 484), (110, 484)], "#c6ccd8")
    s.box(400, 487, 582, 14, "#a4acbc", r=7)
    s.box(400, 456, 330, 10, "#8f98aa", r=4)
    s.box(400, 474, 110, 10, "#aeb6c5", r=4)


def monitor(s: Sheet) -> None:
    s.shadow(400, 520, 170, 18)
    s.polygon([(365, 420), (435, 420), (448, 505), (352, 505)], "#aab2c2")
    s.box(400, 508, 220, 20, "#8c95a8", r=10)
    s.box(400, 265, 560, 330, "#2c313d", r=18)
    s.box(400, 258, 528, 290, "#79c4d8", r=6)
    s.polygon([(136, 403), (136, 330), (260, 225), (370, 330), (440, 275), (600, 403)], "#3f8fa6")
    s.polygon([(400, 403), (530, 290), (664, 380), (664, 403)], "#2d7388")
    s.ellipse(560, 185, 34, 34, "#ffe3a1")
    s.ellipse(400, 417, 6, 6, "#7b8496")


def phone(s: Sheet) -> None:
    s.shadow(400, 528, 170, 18)
    for x, turn, skin in ((470, 12, "#8f7be0"), (345, -6, "#2d313c")):
        s.box(x, 315, 218, 420, skin, r=38, turn=turn)
        if x > 400:
            for dy in (-145, -88, -31):
                lens = turned([(x + 60, 315 + dy)], (x, 315), turn)[0]
                s.ellipse(*lens, 24, 24, "#5d4cae")
                s.ellipse(*lens, 13, 13, "#221c44")
            continue
        s.box(x, 315, 196, 396, "#eef1ff", r=28, turn=turn)
        s.box(x - 13, 142, 60, 15, "#2d313c", r=7, turn=turn)
        colours = (
            "#f2a33c",
            "#4fb38a",
            "#5d7df0",
            "#e2586b",
            "#9d86ea",
            "#3fb0c9",
            "#f0c54a",
            "#6f7a90",
            "#ef8b64",
        )
        for n, colour in enumerate(colours):
            spot = (x - 56 + n % 3 * 56, 235 + n // 3 * 60)
            s.box(*turned([spot], (x, 315), turn)[0], 40, 40, colour, r=11, turn=turn)
        s.box(x + 19, 478, 80, 9, "#b8bfd2", r=4, turn=turn)


def headphones(s: Sheet) -> None:
    s.shadow(400, 520, 210, 18)
    band = [(215, 380), (222, 240), (300, 140), (400, 112), (500, 140), (578, 240), (585, 380)]
    s.line(band, "#3a4152", 36)
    s.line([(290, 160), (400, 122), (510, 160)], "#5a6479", 14)
    for x, flip in ((225, 1), (575, -1)):
        s.box(x, 400, 92, 196, "#3a4152", r=44)
        s.box(x + flip * 42, 400, 58, 172, "#ee8b6a", r=29)
        s.box(x + flip * 54, 400, 20, 130, "#d06e4d", r=10)
        shine(s, x - flip * 22, 370, 7, 44)


def keyboard(s: Sheet) -> None:
    s.shadow(400, 450, 320, 24)
    s.box(400, 330, 640, 262, "#c2c8d6", r=28)
    s.box(400, 320, 640, 256, "#e8ebf3", r=28)
    for row, (count, wide) in enumerate(((12, 40), (12, 40), (11, 40), (10, 40))):
        for n in range(count):
            x = 400 + (n - (count - 1) / 2) * (wide + 9)
            tone = "#f0a05c" if (row, n) in {(0, 0), (3, 9)} else "#fdfdff"
            s.box(x, 229 + row * 46, wide, 38, "#bcc3d3", r=8)
            s.box(x, 225 + row * 46, wide, 36, tone, r=8)
    for x, w in ((170, 60), (240, 60), (400, 230), (560, 60), (630, 60)):
        s.box(x, 413, w, 38, "#bcc3d3", r=8)
        s.box(x, 409, w, 36, "#7f93ee" if w == 230 else "#fdfdff", r=8)


def paper(s: Sheet) -> None:
    s.shadow(400, 505, 260, 22)
    s.polygon([(190, 260), (500, 200), (630, 260), (330, 330)], "#fdfeff")
    s.polygon([(190, 260), (330, 330), (330, 500), (190, 420)], "#2f6fc4")
    s.polygon([(330, 330), (630, 260), (630, 420), (330, 500)], "#4a8ce0")
    for n in range(1, 5):
        s.line(
            [(190, 260 + n * 7), (330, 330 + n * 7), (630, 260 + n * 7)], "#dce5f2", 3, curved=False
        )
    s.polygon([(330, 400), (630, 328), (630, 372), (330, 446)], "#fff7d6")
    s.text(480, 387, "A4  80g", "#2f5fa8", 36)
    s.polygon([(250, 150), (520, 110), (600, 205), (335, 258)], WHITE)
    s.polygon([(335, 258), (600, 205), (606, 212), (340, 266)], "#cfd8e6")
    for n in range(4):
        s.line([(318 + n * 17, 168 + n * 19), (500 + n * 17, 140 + n * 19)], "#cdd6e6", 6)


def pens(s: Sheet) -> None:
    s.shadow(400, 525, 150, 18)
    for x, turn, skin in (
        (330, -17, "#e2586b"),
        (375, -6, "#2d313c"),
        (425, 5, "#3f74d8"),
        (470, 16, "#3f9f6d"),
    ):
        pivot = (400, 520)
        s.polygon(turned(rounded(x, 275, 38, 300, 12), pivot, turn / 2), skin)
        s.polygon(
            turned([(x - 19, 128), (x + 19, 128), (x + 5, 78), (x - 5, 78)], pivot, turn / 2),
            "#e9dcc6",
        )
        s.polygon(turned([(x - 6, 84), (x + 6, 84), (x, 62)], pivot, turn / 2), skin)
        s.polygon(turned(rounded(x - 9, 270, 7, 260, 3), pivot, turn / 2), WHITE, alpha=0.45)
    cup = [(275, 320), (525, 320), (505, 520), (295, 520)]
    s.polygon(cup, "#f7c85c")
    s.inside(cup, [rounded(510, 420, 70, 220, 0)], "#000000", alpha=0.08)
    s.inside(cup, [rounded(400, 400, 300, 24, 0)], WHITE, alpha=0.75)
    s.box(400, 322, 262, 24, "#e3ad33", r=12)


def notebook(s: Sheet) -> None:
    s.shadow(400, 525, 200, 20)
    s.box(420, 325, 330, 400, "#dfe3ee", r=16, turn=4)
    s.box(412, 320, 330, 400, WHITE, r=16, turn=2)
    s.box(400, 315, 330, 400, "#6f5bd0", r=16)
    s.box(545, 315, 16, 400, "#f2b84b")
    s.box(405, 235, 190, 92, "#fff8e6", r=10)
    s.text(405, 235, "노트", "#5340b0", 46)
    for y in range(145, 500, 34):
        s.ellipse(258, y, 10, 10, "#4a3a9c")
        s.line([(258, y), (232, y - 6), (226, y + 6), (250, y + 4)], "#c3cad8", 6)


DRAWINGS = {
    "laptop": (laptop, "#e8edfd"),
    "monitor": (monitor, "#e3f3f6"),
    "phone": (phone, "#efebfd"),
    "headphones": (headphones, "#fdece5"),
    "keyboard": (keyboard, "#d8e2fa"),
    "printer-paper": (paper, "#dce8fa"),
    "pens": (pens, "#fdf3dc"),
    "notebook": (notebook, "#eeebfa"),
}

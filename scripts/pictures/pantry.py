"""한결유통: more for the café and the kitchen."""

from scripts.pictures.goods import coffee_in
from scripts.pictures.kit import WHITE, Sheet, oval, rounded, turned
from scripts.pictures.packs import bottle, carton


def light_roast(s: Sheet) -> None:
    coffee_in(s, "#c98a4c", "#fff0d6", "#8a5a2c")


def syrup(s: Sheet) -> None:
    bottle(s, "#e9c06a", "#3b3a4a", "#fff6e0", "바닐라", ink="#8a5a12", wide=0.9)
    for turn in range(0, 360, 72):
        s.polygon(turned(oval(600, 420, 26, 44), (600, 470), turn), "#fffbe9")
    s.ellipse(600, 470, 18, 18, "#e9b93f")
    s.line([(560, 528), (640, 500), (690, 440)], "#4a2d1f", 8)


def tea(s: Sheet) -> None:
    s.shadow(400, 510, 240, 22)
    s.box(330, 350, 290, 310, "#4d9a5a", r=14)
    s.box(330, 214, 290, 44, "#3a7f48", r=12)
    s.ellipse(330, 350, 98, 98, "#f3f8e6")
    s.text(330, 350, "녹차", "#3a7f48", 66)
    s.line([(560, 470), (585, 330), (620, 250)], "#c9c2b0", 4)
    s.box(622, 232, 60, 54, "#f2b84b", r=8, turn=12)
    s.polygon([(515, 410), (605, 410), (618, 505), (502, 505)], "#f6efe0")
    s.polygon([(508, 470), (612, 470), (618, 505), (502, 505)], "#8fae5a")
    s.polygon([(535, 385), (585, 385), (605, 410), (515, 410)], "#e6dcc6")


def juice(s: Sheet) -> None:
    carton(s, "#fff7e6", "#f0dfb8", "#f59a2c", "오렌지", "#c96a12", cap="#4f9d4a")
    s.ellipse(620, 455, 74, 72, "#f59a2c")
    s.ellipse(620, 455, 64, 62, "#ffcf80")
    for turn in range(0, 180, 36):
        s.box(620, 455, 122, 4, "#fff0cf", r=2, turn=turn)


def straws(s: Sheet) -> None:
    s.shadow(400, 525, 130, 18)
    colours = ("#e2586b", "#5d7df0", "#4fb38a", "#f2a33c", "#9d86ea", "#e2586b", "#3fb0c9")
    for n, colour in enumerate(colours):
        turn = -21 + n * 7
        straw = turned(rounded(400, 260, 26, 400, 8), (400, 520), turn)
        s.polygon(straw, WHITE)
        for k in range(9):
            y = 80 + k * 46
            band = [(380, y + 18), (420, y - 4), (420, y + 18), (380, y + 40)]
            s.inside(straw, [turned(band, (400, 520), turn)], colour)
    s.polygon([(305, 380), (495, 380), (475, 522), (325, 522)], "#e9dfcf")
    s.polygon([(305, 380), (495, 380), (490, 412), (310, 412)], "#d8cab2")
    s.text(400, 465, "빨대", "#8a6a42", 46)


def chopsticks(s: Sheet) -> None:
    s.shadow(400, 515, 220, 20)
    for n in range(5):
        turn = -16 + n * 8
        s.polygon(turned(rounded(392, 230, 12, 300, 5), (400, 540), turn), "#e6c795")
        s.polygon(turned(rounded(408, 230, 12, 300, 5), (400, 540), turn), "#d9b57c")
        sleeve = turned(rounded(400, 390, 46, 230, 6), (400, 540), turn)
        s.polygon(sleeve, "#f7e3bd")
        s.inside(sleeve, [turned(rounded(400, 410, 46, 60, 0), (400, 540), turn)], "#c8322f")
    s.box(400, 480, 190, 50, "#c8322f", r=14)
    s.text(400, 480, "나무젓가락", WHITE, 32)


DRAWINGS = {
    "coffee-light": (light_roast, "#faf0df"),
    "syrup": (syrup, "#fdf3e2"),
    "tea": (tea, "#e9f4e2"),
    "juice": (juice, "#fdf0dc"),
    "straws": (straws, "#f0eefb"),
    "chopsticks": (chopsticks, "#dfe6c8"),
}

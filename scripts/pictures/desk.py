"""새벽사무: more of what an office uses up."""

from scripts.pictures.kit import WHITE, Sheet, oval, rounded, smooth, turned
from scripts.pictures.packs import shine


def mouse(s: Sheet) -> None:
    s.shadow(400, 500, 190, 24)
    body = smooth(
        [
            (400, 110),
            (500, 160),
            (530, 300),
            (510, 440),
            (400, 500),
            (290, 440),
            (270, 300),
            (300, 160),
        ]
    )
    s.polygon(body, "#3a4152")
    s.inside(body, [[(270, 100), (396, 100), (396, 285), (260, 300)]], "#4a5368")
    s.inside(body, [[(404, 100), (540, 100), (540, 300), (404, 285)]], "#4a5368")
    s.line([(275, 295), (400, 280), (525, 295)], "#2b3040", 5)
    s.box(400, 200, 34, 84, "#2b3040", r=17)
    s.box(400, 200, 18, 56, "#6fd0c0", r=9)
    shine(s, 325, 340, 14, 70, 6)


def usb(s: Sheet) -> None:
    s.shadow(400, 470, 250, 20)
    for y, turn, body, dark in ((250, -12, "#5d7df0", "#3f5fd0"), (390, 8, "#ee8b6a", "#d06e4d")):
        x = 400
        s.polygon(turned(rounded(x + 200, y, 120, 70, 6), (x, y), turn), "#c9ced8")
        for dy in (-16, 16):
            s.polygon(turned(rounded(x + 216, y + dy, 24, 16, 2), (x, y), turn), "#7b8496")
        s.polygon(turned(rounded(x, y, 300, 104, 26), (x, y), turn), body)
        s.polygon(turned(rounded(x + 110, y, 80, 104, 10), (x, y), turn), dark)
        s.polygon(turned(oval(x - 110, y, 18, 18), (x, y), turn), WHITE, alpha=0.85)
        s.polygon(turned(rounded(x - 20, y - 30, 110, 10, 5), (x, y), turn), WHITE, alpha=0.45)


def stapler(s: Sheet) -> None:
    s.shadow(400, 480, 270, 22)
    s.box(400, 440, 500, 44, "#2d313c", r=20)
    s.box(380, 408, 430, 24, "#aeb6c5", r=8)
    s.polygon(turned(smooth([(165, 360), (220, 300), (420, 290), (610, 318), (640, 360),
        (600, 392), (200, 392)]),
                     (200, 380), -9), "#d9475f")  # fmt: skip
    s.polygon(turned(oval(380, 312, 150, 10, 2), (200, 380), -9), WHITE, alpha=0.45)
    s.ellipse(205, 395, 26, 26, "#8f2c40")
    s.ellipse(205, 395, 10, 10, "#f2c9d1")


def sticky_notes(s: Sheet) -> None:
    s.shadow(400, 500, 240, 22)
    for x, y, turn, skin, dark in ((280, 270, -9, "#f7a8c0", "#e5839f"),
        (525, 270, 8, "#9fd3f2", "#74b4da"),
                                   (400, 365, -2, "#ffe27a", "#ecc646")):  # fmt: skip
        for n in range(3):
            s.box(x + 6 - n * 3, y + 8 - n * 4, 240, 230, dark if n < 2 else skin, r=6, turn=turn)
        for n in range(3):
            s.polygon(turned(rounded(x - 10 - n * 12, y - 40 + n * 40, 150 - n * 24, 10, 5),
                (x, y), turn), "#000000",
                      alpha=0.18)  # fmt: skip
        s.polygon(
            turned([(x + 70, y + 111), (x + 117, y + 111), (x + 117, y + 62)], (x, y), turn),
            WHITE,
            alpha=0.55,
        )


def binder(s: Sheet) -> None:
    s.shadow(400, 515, 230, 20)
    for x, turn, skin, dark in ((255, -4, "#3f74d8", "#2f5ab0"), (365, 0, "#3f9f6d", "#2c7d53"),
        (475, 0, "#e2a93c", "#bd8825"),
                                (590, 7, "#d9475f", "#b0324a")):  # fmt: skip
        s.box(x, 315, 100, 400, skin, r=10, turn=turn)
        s.polygon(turned(rounded(x + 38, 315, 18, 400, 6), (x, 315), turn), dark, alpha=0.6)
        s.polygon(turned(rounded(x - 4, 230, 62, 130, 6), (x, 315), turn), "#fffdf6")
        for n in range(3):
            s.polygon(turned(rounded(x - 4, 200 + n * 26, 42, 7, 3), (x, 315), turn), "#b9c0d0")
        s.polygon(turned(oval(x - 4, 450, 22, 22), (x, 315), turn), dark)
        s.polygon(turned(oval(x - 4, 450, 13, 13), (x, 315), turn), "#eef1f8")


def whiteboard(s: Sheet) -> None:
    s.shadow(400, 525, 260, 16)
    for x in (190, 610):
        s.line([(x, 430), (x + (-30 if x < 400 else 30), 520)], "#8c95a8", 16)
    s.box(400, 275, 600, 350, "#aab2c2", r=16)
    s.box(400, 272, 566, 312, "#fdfeff", r=6)
    s.line([(170, 210), (250, 180), (330, 230), (420, 150)], "#5d7df0", 9)
    s.box(540, 200, 130, 16, "#e2586b", r=8)
    s.box(520, 240, 90, 12, "#c3cad8", r=6)
    s.box(535, 272, 120, 12, "#c3cad8", r=6)
    for n, (h, c) in enumerate(
        ((46, "#f2b84b"), (74, "#4fb38a"), (60, "#9d86ea"), (100, "#5d7df0"))
    ):
        s.box(190 + n * 56, 400 - h / 2, 38, h, c, r=4)
    s.box(400, 450, 300, 24, "#8c95a8", r=8)
    for x, c in ((330, "#e2586b"), (400, "#2d313c"), (470, "#3f74d8")):
        s.box(x, 438, 54, 14, c, r=6)


def chair(s: Sheet) -> None:
    s.shadow(400, 532, 190, 14)
    s.box(400, 205, 270, 250, "#3f4a63", r=50)
    s.box(400, 205, 226, 206, "#54627f", r=40)
    for x in (330, 400, 470):
        s.line([(x, 120), (x, 290)], "#6d7c9a", 5)
    s.box(400, 350, 300, 70, "#3f4a63", r=34)
    s.box(400, 338, 270, 34, "#54627f", r=17)
    for x in (235, 565):
        s.box(x, 290, 28, 110, "#2d3342", r=12)
        s.box(x, 238, 84, 26, "#2d3342", r=13)
    s.box(400, 425, 30, 90, "#8c95a8", r=8)
    for end in (250, 325, 475, 550):
        s.line([(400, 460), (end, 505)], "#2d3342", 18)
        s.ellipse(end, 515, 16, 16, "#1f2430")
    s.ellipse(400, 520, 16, 16, "#1f2430")


def calculator(s: Sheet) -> None:
    s.shadow(400, 525, 180, 18)
    s.box(400, 310, 310, 420, "#e8ebf3", r=30)
    s.box(400, 300, 310, 416, "#f7f8fc", r=30)
    s.box(400, 160, 256, 86, "#c9dcc4", r=12)
    s.text(430, 162, "1,234", "#3a4a38", 54)
    for row in range(4):
        for col in range(4):
            x, y = 304 + col * 64, 250 + row * 62
            tone = "#f2a33c" if col == 3 else "#dfe4ef"
            if (row, col) == (3, 3):
                tone = "#5d7df0"
            s.box(x, y + 4, 52, 48, "#b9c0d0", r=12)
            s.box(x, y, 52, 48, tone, r=12)


DRAWINGS = {
    "mouse": (mouse, "#e3f3f1"),
    "usb": (usb, "#fdf0ea"),
    "stapler": (stapler, "#fbe9ee"),
    "sticky-notes": (sticky_notes, "#eef0fb"),
    "binder": (binder, "#f4efe4"),
    "whiteboard": (whiteboard, "#e4eaf6"),
    "chair": (chair, "#efe8de"),
    "calculator": (calculator, "#e0e8f4"),
}

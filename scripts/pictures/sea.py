"""바다식품: shells, squid and salmon."""

from scripts.pictures.kit import WHITE, Sheet, oval, smooth, turned
from scripts.pictures.packs import leaves, shine


def squid(s: Sheet) -> None:
    s.shadow(400, 520, 230, 22)
    for n, end in enumerate((215, 290, 360, 440, 510, 585)):
        bend = 20 if n % 2 else -20
        s.line([(400 + (end - 400) * 0.35, 360), ((400 + end) / 2 + bend, 440), (end, 505)],
               "#d9a3ae" if n % 2 else "#e6b9c1", 24)  # fmt: skip
        s.ellipse(end, 505, 14, 14, "#d9a3ae")
    s.blob([(400, 70), (520, 170), (540, 235), (430, 210), (370, 210), (260, 235), (280, 170)],
           "#d790a0")  # fmt: skip
    body = smooth(
        [(400, 60), (468, 160), (480, 290), (455, 360), (345, 360), (320, 290), (332, 160)]
    )
    s.polygon(body, "#f2d5da")
    for n in range(34):
        x, y = 335 + (n * 71) % 130, 110 + (n * 47) % 230
        s.inside(body, [oval(x, y, 6 + n % 4, 5 + n % 3)], "#c97f91", alpha=0.55)
    s.inside(body, [oval(358, 220, 14, 110, 4)], WHITE, alpha=0.45)
    s.blob([(345, 355), (455, 355), (462, 400), (400, 420), (338, 400)], "#e6b9c1")
    for x in (366, 434):
        s.ellipse(x, 386, 19, 19, WHITE)
        s.ellipse(x + 2, 388, 10, 10, "#2b2730")


def salmon(s: Sheet) -> None:
    s.shadow(400, 475, 270, 26)
    s.box(400, 400, 560, 130, "#b98453", r=30)
    s.box(400, 388, 560, 118, "#d2a06b", r=30)
    for y in (360, 392, 420):
        s.line([(150, y), (400, y + 6), (650, y)], "#b98453", 3, alpha=0.6)
    fillet = smooth(
        [
            (170, 330),
            (240, 235),
            (400, 205),
            (560, 225),
            (640, 300),
            (600, 375),
            (430, 405),
            (250, 390),
        ]
    )
    s.polygon(turned(fillet, (400, 310), 2), "#8e98a3")
    flesh = smooth(
        [
            (178, 322),
            (246, 228),
            (400, 196),
            (556, 216),
            (632, 288),
            (592, 352),
            (430, 380),
            (256, 368),
        ]
    )
    s.polygon(flesh, "#fb8b5c")
    for n in range(8):
        x = 225 + n * 54
        s.inside(flesh, [smooth([(x, 180), (x + 34, 250), (x + 44, 320), (x + 20, 400),
            (x + 29, 400),
                                 (x + 55, 320), (x + 45, 250), (x + 11, 180)])],
                                 "#ffd9c2")  # fmt: skip
    s.inside(flesh, [oval(380, 225, 170, 14, -2)], WHITE, alpha=0.3)
    leaves(s, [(575, 226, -30), (612, 244, 14)], "#5aa457")
    s.ellipse(215, 370, 42, 42, "#f5cf4a")
    s.ellipse(215, 370, 34, 34, "#fdf0b4")
    for turn in range(0, 180, 45):
        s.box(215, 370, 66, 4, "#f5cf4a", r=2, turn=turn)


def abalone(s: Sheet) -> None:
    s.shadow(400, 490, 270, 24)
    for x, y, size, turn in ((265, 250, 0.8, -14), (545, 255, 0.78, 18), (400, 375, 1.05, -4)):
        s.ellipse(x, y + 12, 165 * size, 105 * size, "#4d5a52", turn=turn)
        s.ellipse(x, y, 165 * size, 100 * size, "#6d7d70", turn=turn)
        s.ellipse(x, y, 146 * size, 86 * size, "#cfe3e4", turn=turn)
        s.ellipse(x, y, 132 * size, 74 * size, "#4c4034", turn=turn)
        s.ellipse(x, y - 4, 112 * size, 60 * size, "#e8c98f", turn=turn)
        s.ellipse(x + 10 * size, y - 8, 76 * size, 36 * size, "#f6e2b6", turn=turn)
        for n in range(5):
            hole = turned([(x - 90 * size + n * 34 * size, y - 86 * size)], (x, y), turn)[0]
            s.ellipse(*hole, 6 * size, 5 * size, "#39443d")


def clam(s: Sheet) -> None:
    s.shadow(400, 500, 260, 24)
    shells = ((400, 325, 0.9, 4), (250, 300, 0.9, -16), (545, 300, 0.92, 18),
        (400, 250, 0.95, 0), (310, 415, 1, 10),
              (490, 415, 1, -10))  # fmt: skip
    for n, (x, y, size, turn) in enumerate(shells):
        skin = ("#c9b79c", "#b7a58d", "#d6c6ab")[n % 3]
        shell = smooth([(x, y + 72 * size), (x + 70 * size, y + 52 * size),
            (x + 108 * size, y - 6 * size),
                        (x + 62 * size, y - 62 * size), (x, y - 78 * size),
                        (x - 62 * size, y - 62 * size),
                        (x - 108 * size, y - 6 * size), (x - 70 * size,
                        y + 52 * size)])  # fmt: skip
        shell = turned(shell, (x, y), turn)
        s.polygon(shell, skin)
        for ring in (0.82, 0.62, 0.42):
            rim = oval(x, y + 66 * size * (1 - ring), 104 * size * ring, 70 * size * ring)
            s.inside(shell, [turned(rim, (x, y), turn)], "#7d6a52", alpha=0.16)
        s.ellipse(*turned([(x - 40 * size, y - 30 * size)], (x, y), turn)[0], 20, 10, WHITE,
                  turn=turn - 30, alpha=0.4)  # fmt: skip
    shine(s, 470, 390, 12, 6)


DRAWINGS = {
    "squid": (squid, "#e8eefb"),
    "salmon": (salmon, "#fdeee6"),
    "abalone": (abalone, "#e2f1f0"),
    "clam": (clam, "#e6f0f7"),
}

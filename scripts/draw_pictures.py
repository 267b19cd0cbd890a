"""Draw the demo market's product pictures and Qnector's icons; run by hand, output committed.

    python -m scripts.draw_pictures [name …]

A picture is 800 by 600; the other sizes are made by the application from this one.
"""

import sys
from pathlib import Path

from PIL import Image

from scripts.pictures import (
    bakery,
    desk,
    fields,
    fresh,
    garden,
    goods,
    home,
    icon,
    office,
    pantry,
    ranch,
    sea,
    vines,
    wraps,
)
from scripts.pictures.kit import Sheet

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "qnector" / "demo" / "pictures"
ASSETS = ROOT / "assets"
QUALITY = 72

DRAWINGS = {
    name: drawing
    for shelf in (
        fresh, garden, goods, office, sea, fields, vines, ranch, bakery, wraps, home, pantry, desk
    )
    for name, drawing in shelf.DRAWINGS.items()
}  # fmt: skip


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    total = 0
    for name in sys.argv[1:] or DRAWINGS:
        path = PICTURES / f"{name}.webp"
        drawn(name).save(path, quality=QUALITY, method=6)
        total += path.stat().st_size
    icon.save_all(ASSETS)
    print(f"{total / 1000:.0f} KB of pictures")


def drawn(name: str) -> Image.Image:
    draw, ground = DRAWINGS[name]
    sheet = Sheet(ground)
    draw(sheet)
    return sheet.finished()


if __name__ == "__main__":
    main()

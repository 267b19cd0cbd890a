"""Make the pictures of the landing page, assets/front, out of docs/screens or another folder.

Run it in the project folder after scripts.shoot: .venv/bin/python -m scripts.front_pictures
The sizes it prints must be those in qnector/screens/front/home/page.py; a test compares them.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

SCREENS = Path("docs/screens")
TARGET = Path("assets/front")
MOST_BYTES = 60_000
WINDOW = 760  # how wide the window of an order is
NOISE = 5  # what the compression of docs/screens may change
Box = tuple[int, int, int, int]


def whole(picture: Image.Image) -> Box:
    return (0, 0, picture.width, picture.height)


def right_side(picture: Image.Image) -> Box:
    """One column of products and the cart: on a phone the whole would be too small to read."""
    return (862, 60, picture.width, 860)


def content(picture: Image.Image) -> Box:
    """Without menu and top bar."""
    return (232, 56, picture.width, 776)


def window(picture: Image.Image) -> Box:
    """The open window alone: its edge is where its ground ends for more than a hairline."""
    left = (picture.width - WINDOW) // 2
    middle = picture.height // 2
    ground = picture.getpixel((left + 6, middle))
    own = [_alike(picture.getpixel((left + 6, y)), ground) for y in range(picture.height)]
    top = next(y for y in range(middle, 0, -1) if not any(own[y - 4 : y]))
    foot = next(y for y in range(middle, picture.height) if not any(own[y : y + 4]))
    return (left, top, left + WINDOW, foot)


def _alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= NOISE for a, b in zip(one, other, strict=True))


PICTURES = (
    ("order-create-cart", "order-create", whole),
    ("order-create-cart", "order-create-phone", right_side),
    ("order-confirm", "order-confirm", window),
    ("seller-orders", "seller-orders", content),
)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SCREENS
    TARGET.mkdir(parents=True, exist_ok=True)
    for source, name, cut in PICTURES:
        light = Image.open(folder / f"{source}.webp").convert("RGB")
        box = cut(light)
        dark = Image.open(folder / f"{source}-dark.webp").convert("RGB")
        save(light.crop(box), f"{name}-light")
        save(dark.crop(box), f"{name}-dark")


def save(picture: Image.Image, name: str) -> None:
    """As good as it can be within its weight."""
    for quality in range(90, 30, -4):
        held = BytesIO()
        picture.save(held, "WEBP", quality=quality, method=6)
        if held.tell() <= MOST_BYTES:
            break
    (TARGET / f"{name}.webp").write_bytes(held.getvalue())
    print(f"{name:28} {picture.size[0]} x {picture.size[1]}  q{quality}  {held.tell():,} bytes")


if __name__ == "__main__":
    main()

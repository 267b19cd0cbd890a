"""Make the pictures of the landing page, assets/front, out of docs/screens.

Run it in the project folder after scripts.shoot: .venv/bin/python -m scripts.front_pictures
The sizes it prints must be those in qnector/screens/front/home/page.py; a test compares them.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.journeys.conftest import DESKTOP

SCREENS = Path("docs/screens")
TARGET = Path("assets/front")
MOST_BYTES = 60_000
WINDOW = 760  # how wide the window of an order is
Cut = Callable[[Image.Image], Image.Image]


def whole(picture: Image.Image) -> Image.Image:
    return picture


def right_side(picture: Image.Image) -> Image.Image:
    """One column of products and the cart: on a phone the whole would be too small to read."""
    return picture.crop((862, 60, 1440, 860))


def content(picture: Image.Image) -> Image.Image:
    """Without menu and top bar."""
    return picture.crop((232, 56, 1440, 776))


def window(picture: Image.Image) -> Image.Image:
    """The open window alone: its edge is where its ground ends for more than a hairline."""
    left = (picture.width - WINDOW) // 2
    middle = picture.height // 2
    ground = picture.getpixel((left + 6, middle))
    own = [picture.getpixel((left + 6, y)) == ground for y in range(picture.height)]
    top = next(y for y in range(middle, 0, -1) if not any(own[y - 4 : y]))
    foot = next(y for y in range(middle, picture.height) if not any(own[y : y + 4]))
    return picture.crop((left, top, left + WINDOW, foot))


PICTURES: tuple[tuple[str, str, Cut], ...] = (
    ("order-create", "order-create", whole),
    ("order-create", "order-create-phone", right_side),
    ("order-confirm", "order-confirm", window),
    ("seller-orders", "seller-orders", content),
)


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for mode, suffix in (("light", ""), ("dark", "-dark")):
        for source, name, cut in PICTURES:
            picture = Image.open(SCREENS / f"{source}{suffix}.png").convert("RGB")
            assert picture.size == (DESKTOP["width"], DESKTOP["height"]), source
            save(cut(picture), f"{name}-{mode}")


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

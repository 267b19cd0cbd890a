"""Make the pictures of the landing page, assets/front, out of docs/screens.

Run it in the project folder after scripts.shoot: .venv/bin/python -m scripts.front_pictures
"""

from io import BytesIO
from pathlib import Path

from PIL import Image

SCREENS = Path("docs/screens")
TARGET = Path("assets/front")
MOST_BYTES = 60_000
MODES = {"light": "", "dark": "-dark"}
SHOWN = ("order-create", "order-confirm", "seller-orders")
# On a phone the whole desktop would be too small to read: two columns of it are not.
PHONE = ("order-create", "order-create-phone", (660, 0, 1440, 900))


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for mode, suffix in MODES.items():
        for name in SHOWN:
            save(Image.open(SCREENS / f"{name}{suffix}.png"), f"{name}-{mode}")
        source, name, box = PHONE
        save(Image.open(SCREENS / f"{source}{suffix}.png").crop(box), f"{name}-{mode}")


def save(picture: Image.Image, name: str) -> None:
    """As good as it can be within its weight."""
    for quality in range(90, 30, -4):
        held = BytesIO()
        picture.convert("RGB").save(held, "WEBP", quality=quality, method=6)
        if held.tell() <= MOST_BYTES:
            break
    (TARGET / f"{name}.webp").write_bytes(held.getvalue())
    print(f"{name:28} {picture.size[0]} x {picture.size[1]}  q{quality}  {held.tell():,} bytes")


if __name__ == "__main__":
    main()

"""The rounded indigo square with the white Q, the same shape as assets/icon.svg."""

from pathlib import Path

from PIL import Image, ImageDraw

INDIGO = "#3b4fd8"
UNITS, FINE = 512, 4


def save_all(folder: Path) -> None:
    square = sign(rounded=True)
    for size in (192, 512):
        square.resize((size, size), Image.Resampling.LANCZOS).save(
            folder / f"icon-{size}.png", optimize=True
        )
    full = sign(rounded=False).resize((512, 512), Image.Resampling.LANCZOS)
    full.save(folder / "icon-maskable-512.png", optimize=True)
    square.resize((256, 256), Image.Resampling.LANCZOS).save(
        folder / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)]
    )


def sign(*, rounded: bool) -> Image.Image:
    image = Image.new("RGBA", (UNITS * FINE, UNITS * FINE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    side = UNITS * FINE - 1
    pen.rounded_rectangle((0, 0, side, side), radius=128 * FINE if rounded else 0, fill=INDIGO)
    # The ring's middle line has a radius of 111 and is 58 wide: 140 outside.
    pen.ellipse([v * FINE for v in (116, 112, 396, 392)], outline="white", width=58 * FINE)
    pen.line([v * FINE for v in (272, 276, 364, 376)], fill="white", width=58 * FINE)
    return image

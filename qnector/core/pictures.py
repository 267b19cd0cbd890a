"""Makes three small WebP files of one picture. Run as a program it trusts the picture in nothing.

`python -I pictures.py SOURCE FOLDER` is the child that `files.keep_upload` starts: niced, with
limits on memory, time and file size, no environment, and one exit code for each way to fail. It
imports nothing of ours, so it can run alone.
"""

import os
import sys
from enum import IntEnum
from pathlib import Path
from typing import Any

SIZES = (1200, 400, 120)
FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 40_000_000
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 20
MOST_OUTPUT = 8 * 1024 * 1024


class Outcome(IntEnum):
    """How it ended, as an exit code."""

    MADE = 0
    NO_PICTURE = 10
    TOO_MANY_PIXELS = 11
    MOVES = 12


class Unfit(Exception):
    """The picture cannot be used; `outcome` says why."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__(outcome.name)


def shrink(source: Path, folder: Path) -> None:
    """Write `<size>.webp` for each of SIZES (pixels of the longer side) into the folder.

    Upright by its EXIF, then without EXIF, profile or any other note, on white where it was
    transparent. Raises Unfit before decoding too many pixels, OSError when it is no picture.
    """
    from PIL import Image, ImageOps

    # The library would only warn, and later than the header; the check below is stricter.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(source, formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Unfit(Outcome.TOO_MANY_PIXELS)
        # A JPEG of a phone may hold more pictures than one (MPO); only these two can move.
        if picture.format in ("PNG", "WEBP") and getattr(picture, "is_animated", False):
            raise Unfit(Outcome.MOVES)
        picture.draft("RGB", (2 * SIZES[0], 2 * SIZES[0]))
        whole = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    # Small first, so that whatever else is done costs little.
    whole.thumbnail((SIZES[0], SIZES[0]))
    upright = _on_white(ImageOps.exif_transpose(whole))
    for size in SIZES:
        smaller = upright.copy()
        smaller.thumbnail((size, size))
        smaller.save(folder / f"{size}.webp", "WEBP", quality=80)


def _on_white(picture: Any) -> Any:
    """Without transparency."""
    from PIL import Image

    if picture.mode == "RGB":
        return picture
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


def _limit() -> None:
    """Let this process take little of the machine, and nothing for long."""
    os.nice(10)
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _run(source: Path, folder: Path) -> Outcome:
    try:
        shrink(source, folder)
    except Unfit as reason:
        return reason.outcome
    except MemoryError:
        return Outcome.TOO_MANY_PIXELS
    except Exception:
        # Decoders raise whatever they like at broken files; the parent only needs to know that.
        return Outcome.NO_PICTURE
    return Outcome.MADE


if __name__ == "__main__":
    _limit()
    sys.exit(_run(Path(sys.argv[1]), Path(sys.argv[2])))

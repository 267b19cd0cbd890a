"""Pictures on disk, named by the hash of their content."""

import hashlib
from io import BytesIO
from pathlib import Path

from qnector.core import settings

SIZES = (1200, 400, 120)


def path_of(sha256: str, size: int) -> Path:
    """Where one size (pixels of the longer side) of a picture lies."""
    folder = settings.current().data_dir / "files" / sha256[:2]
    return folder / f"{sha256}-{size}.webp"


def store_picture(original: bytes) -> str:
    """Keep a picture in its three sizes, re-encoded; returns its hash. Slow; not on the loop.

    Raises OSError when the bytes are no picture.
    """
    from PIL import Image

    sha256 = hashlib.sha256(original).hexdigest()
    with Image.open(BytesIO(original), formats=["PNG", "JPEG", "WEBP"]) as picture:
        whole = picture.convert("RGB")
    for size in SIZES:
        path = path_of(sha256, size)
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        smaller = whole.copy()
        smaller.thumbnail((size, size))
        part = path.with_suffix(".part")
        smaller.save(part, "WEBP", quality=80)
        part.replace(path)
    return sha256

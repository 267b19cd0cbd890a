"""Pictures good and bad, as bytes, made while the tests run."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image


def image(
    kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **saved: Any
) -> bytes:
    """One coloured rectangle as a file of this kind."""
    out = BytesIO()
    Image.new(mode, size, "red" if mode != "RGBA" else (255, 0, 0, 0)).save(out, kind, **saved)
    return out.getvalue()


def moving(kind: str) -> bytes:
    """Two pictures in one file."""
    out = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def lying_on_its_side(kind: str = "JPEG") -> bytes:
    """40 × 30, but the EXIF says that it stands: 30 × 40, red at its top."""
    picture = Image.new("RGB", (40, 30), "blue")
    picture.paste("red", (0, 0, 20, 30))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "서울 중구"
    out = BytesIO()
    picture.save(out, kind, exif=exif, quality=95)
    return out.getvalue()


def bomb(width: int = 10_000, height: int = 10_000) -> bytes:
    """A PNG of a few bytes that claims to have 100 million pixels."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes(64))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND")


def _chunk(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"

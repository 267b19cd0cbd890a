"""Pictures that people send: what is kept of them, and which are refused."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from qnector.core import clock, files, pictures
from qnector.core.errors import Invalid
from tests.support.pictures import HTML, SVG, bomb, image, lying_on_its_side, moving


def keep(tmp_path: Path, content: bytes) -> str:
    source = tmp_path / "upload"
    source.write_bytes(content)
    return files.keep_upload(source)


def kept(sha256: str, size: int = 1200) -> Image.Image:
    with Image.open(files.path_of(sha256, size)) as found:
        found.load()
        return found


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_it_keeps_three_sizes(tmp_path: Path, kind: str) -> None:
    sha256 = keep(tmp_path, image(kind, (2000, 1000)))

    for size in files.SIZES:
        assert kept(sha256, size).size == (size, size // 2)
        assert kept(sha256, size).format == "WEBP"
    assert list(files.folder().glob("making-*")) == []


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK", "I;16", "RGBA"])
def test_it_takes_every_way_to_say_a_colour(tmp_path: Path, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert kept(keep(tmp_path, image(kind, mode=mode))).mode == "RGB"


def test_what_is_transparent_lies_on_white(tmp_path: Path) -> None:
    assert kept(keep(tmp_path, image(mode="RGBA"))).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_it_stands_upright_and_forgets_where_it_was_taken(tmp_path: Path, kind: str) -> None:
    found = kept(keep(tmp_path, lying_on_its_side(kind)))

    assert found.size == (30, 40)
    red, _, blue = found.getpixel((15, 3))
    assert red > 200 > 60 > blue
    assert not found.getexif()
    assert set(found.info) <= {"background", "loop", "timestamp", "duration"}


def test_a_phones_jpeg_with_a_second_picture_is_taken(tmp_path: Path) -> None:
    assert kept(keep(tmp_path, moving("MPO"))).size == (20, 20)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "PNG, JPG, WEBP"),
        (SVG, "PNG, JPG, WEBP"),
        (HTML, "PNG, JPG, WEBP"),
        (image("GIF"), "PNG, JPG, WEBP"),
        (image("BMP"), "PNG, JPG, WEBP"),
        (image("TIFF"), "PNG, JPG, WEBP"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "열 수 없어요"),
        (b"\xff\xd8\xff" + bytes(500), "열 수 없어요"),
        (b"RIFF\x10\x00\x00\x00WEBP" + bytes(40), "열 수 없어요"),
        (image("PNG", (300, 300))[:-40], "열 수 없어요"),
        (image("JPEG", (300, 300))[:400], "열 수 없어요"),
        (image("WEBP", (300, 300))[:60], "열 수 없어요"),
        (moving("PNG"), "움직이는"),
        (moving("WEBP"), "움직이는"),
        (moving("GIF"), "PNG, JPG, WEBP"),
        (bomb(), "4,000만 화소"),
        (bomb(2**31 - 1, 2**31 - 1), "화소|열 수 없어요"),
        (bomb(1, 40_000_001), "4,000만 화소"),
        (bomb(100, 100), "열 수 없어요"),
    ],
)
def test_it_refuses_what_is_no_good_picture(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refusal:
        keep(tmp_path, content)

    assert refusal.value.field == "picture"
    assert list(files.folder().glob("**/*.webp")) == []
    assert list(files.folder().glob("making-*")) == []


def test_a_picture_of_forty_megapixels_fits_into_the_limits(tmp_path: Path) -> None:
    begun = time.monotonic()

    assert kept(keep(tmp_path, image("PNG", (8_000, 5_000), "RGBA"))).size == (1200, 750)

    assert time.monotonic() - begun < files.PATIENCE


def test_a_child_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hang = tmp_path / "hang.py"
    hang.write_text("import time; time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr(pictures, "__file__", str(hang))
    monkeypatch.setattr(files, "PATIENCE", 0.3)

    with pytest.raises(Invalid, match="열 수 없어요"):
        keep(tmp_path, image())


def test_the_child_knows_nothing_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tell = tmp_path / "tell.py"
    tell.write_text(
        "import os, sys, pathlib\n"
        "pathlib.Path(sys.argv[2], '..', 'told').write_text(repr(dict(os.environ)))\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("QNECTOR_SECRET_KEY", "never-to-be-seen")
    monkeypatch.setattr(pictures, "__file__", str(tell))

    with pytest.raises(OSError, match="webp"):
        keep(tmp_path, image())

    assert "never-to-be-seen" not in (files.folder() / "told").read_text(encoding="utf-8")


def test_the_same_picture_lies_there_once_and_is_young_again(tmp_path: Path) -> None:
    first = keep(tmp_path, image())
    for size in files.SIZES:
        os.utime(files.path_of(first, size), (1, 1))
    assert list(files.stored(clock.now() - timedelta(days=1))) == [first]

    assert keep(tmp_path, image()) == first == files.store_picture(image())

    assert list(files.stored(clock.now() - timedelta(days=1))) == []
    files.remove(first)
    files.remove(first)
    assert list(files.folder().glob("**/*.webp")) == []

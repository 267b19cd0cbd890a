"""Pictures on disk, named by the hash of their content."""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from qnector.core import pictures, settings
from qnector.core.errors import Invalid
from qnector.core.pictures import SIZES, Outcome

PATIENCE = 30  # seconds on the clock; the child has its own limit of processor time
MOST_BYTES = 8 * 1024 * 1024
_HEADS = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|RIFF....WEBP", re.DOTALL)
_FILE = re.compile(r"([0-9a-f]{64})-\d+\.webp")

SENTENCES = {
    Outcome.NO_PICTURE: "이미지를 열 수 없어요. 파일이 깨졌는지 확인해 주세요.",
    Outcome.TOO_MANY_PIXELS: "이미지가 너무 커요. 4,000만 화소까지 올릴 수 있어요.",
    Outcome.MOVES: "움직이는 이미지는 올릴 수 없어요. 멈춘 이미지로 올려 주세요.",
}
WRONG_KIND = "PNG, JPG, WEBP 이미지만 올릴 수 있어요."


def folder() -> Path:
    """Where the pictures of this installation lie."""
    return settings.current().data_dir / "files"


def path_of(sha256: str, size: int) -> Path:
    """Where one size (pixels of the longer side) of a picture lies."""
    return folder() / sha256[:2] / f"{sha256}-{size}.webp"


def store_picture(original: bytes) -> str:
    """Keep a picture of our own in its sizes; returns its hash. Slow; not on the loop.

    Raises OSError when the bytes are no picture. What a stranger sent goes to `keep_upload`.
    """
    sha256 = hashlib.sha256(original).hexdigest()
    if not _is_kept(sha256):
        with _workshop() as bench:
            source = Path(bench) / "original"
            source.write_bytes(original)
            pictures.shrink(source, Path(bench))
            _put_away(Path(bench), sha256)
    return sha256


def keep_upload(source: Path) -> str:
    """Keep what somebody sent, made anew by a child that may fail; returns the original's hash.

    Raises Invalid with the sentence for whoever sent it. Takes up to PATIENCE; not on the loop.
    """
    with source.open("rb") as file:
        if not _HEADS.match(file.read(12)):
            raise Invalid(WRONG_KIND, field="picture")
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if _is_kept(sha256):
        return sha256
    with _workshop() as bench:
        outcome = _shrink_apart(source, Path(bench))
        if outcome is not Outcome.MADE:
            raise Invalid(SENTENCES[outcome], field="picture")
        _put_away(Path(bench), sha256)
    return sha256


def stored(before: datetime) -> Iterator[str]:
    """The hashes of pictures that were last kept before this moment. Slow; not on the loop."""
    for path in folder().glob("??/*.webp"):
        found = _FILE.fullmatch(path.name)
        is_last = path.name.endswith(f"-{SIZES[-1]}.webp")
        if found and is_last and path.stat().st_mtime < before.timestamp():
            yield found[1]


def remove(sha256: str) -> None:
    """Throw a picture away in all its sizes."""
    for size in SIZES:
        path_of(sha256, size).unlink(missing_ok=True)


def _is_kept(sha256: str) -> bool:
    """Whether all sizes lie there already; then they count as kept just now.

    The time keeps the job that sweeps away what nobody shows from taking them in this moment.
    """
    paths = [path_of(sha256, size) for size in SIZES]
    if not all(path.exists() for path in paths):
        return False
    for path in paths:
        os.utime(path)
    return True


def _workshop() -> "tempfile.TemporaryDirectory[str]":
    """A folder for the work, on the disk where the result will lie."""
    folder().mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(prefix="making-", dir=folder())


def _shrink_apart(source: Path, bench: Path) -> Outcome:
    """Let the child do it; whatever ends it otherwise is a picture that cannot be used."""
    command = [sys.executable, "-I", str(Path(pictures.__file__)), str(source), str(bench)]
    try:
        ended = subprocess.run(
            command,
            # No environment: the child needs none of our keys and addresses.
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome.NO_PICTURE
    known = set(Outcome)
    return Outcome(ended.returncode) if ended.returncode in known else Outcome.NO_PICTURE


def _put_away(bench: Path, sha256: str) -> None:
    """Move what was made to its place: a reader sees the whole file or none."""
    for size in SIZES:
        path = path_of(sha256, size)
        path.parent.mkdir(parents=True, exist_ok=True)
        (bench / f"{size}.webp").replace(path)

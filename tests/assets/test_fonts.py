"""The fonts we serve can write every sentence we wrote, and stay small."""

import ast
import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from tests.architecture.sources import ROOT, modules, name, parsed

FONTS = ROOT / "assets" / "fonts"
SHEET = FONTS / "fonts.css"
FACE = re.compile(r"@font-face\{font-family:\"Pretendard Variable\"[^}]*\}")


@cache
def glyphs(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def faces() -> list[str]:
    return FACE.findall(SHEET.read_text(encoding="utf-8"))


def file_of(face: str) -> Path:
    found = re.search(r"url\(/fonts/([a-z0-9-]+\.woff2)\)", face)
    assert found, face
    return FONTS / found[1]


def covers(face: str, code: int) -> bool:
    _, _, listed = face.partition("unicode-range:")
    if not listed:
        return True
    bounds = (part.removeprefix("U+").split("-") for part in listed.rstrip("}").split(","))
    return any(int(bound[0], 16) <= code <= int(bound[-1], 16) for bound in bounds)


def texts(path: Path) -> Iterator[str]:
    """Every string of a module that may reach a screen: all but the docstrings."""
    tree = parsed(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and ast.get_docstring(node) is not None
        if isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node.value


def test_it_has_a_glyph_for_every_character_of_our_sentences() -> None:
    known = frozenset().union(*(glyphs(file_of(face)) for face in faces()))
    missing = [
        f"{name(path)}: {char} U+{ord(char):04X}"
        for path in modules()
        for char in sorted(set("".join(texts(path))))
        # Bounds of ranges and control characters that are refused are never drawn.
        if char > "~" and char.isprintable() and ord(char) not in known
    ]
    assert missing == []


def test_it_reaches_every_glyph_through_a_range() -> None:
    unreached = [
        f"{file_of(face).name}: U+{code:04X}"
        for face in faces()
        for code in sorted(glyphs(file_of(face)))
        if not covers(face, code)
    ]
    assert unreached == []


def test_it_can_write_every_korean_syllable() -> None:
    known = frozenset().union(*(glyphs(file_of(face)) for face in faces()))
    assert set(range(0xAC00, 0xD7A4)) <= known


def test_it_asks_the_preloaded_file_first() -> None:
    assert file_of(faces()[-1]).name == "ui.woff2"
    assert set(range(0x20, 0x7F)) | {ord(char) for char in "₩·※…"} <= glyphs(FONTS / "ui.woff2")


def test_it_names_every_file_and_only_those() -> None:
    assert {file_of(face) for face in faces()} == set(FONTS.glob("*.woff2"))


def test_it_stays_small() -> None:
    assert (FONTS / "ui.woff2").stat().st_size <= 70_000
    assert sum(path.stat().st_size for path in FONTS.glob("*.woff2")) <= 1_800_000
    assert len(gzip.compress(SHEET.read_bytes())) <= 10_000


def test_it_does_not_use_the_reserved_name() -> None:
    for path in FONTS.glob("*.woff2"):
        with TTFont(path, lazy=True) as font:
            assert "Pretendard" not in (font["name"].getDebugName(1) or "")
    assert "Reserved Font Name Pretendard" in (FONTS / "OFL.txt").read_text(encoding="utf-8")

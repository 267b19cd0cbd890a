"""The colours are readable: every pair the kit draws reaches WCAG AA."""

import re
from pathlib import Path

import pytest

from qnector.ui import tokens

TEXT_NEEDS = 4.5
CONTROL_NEEDS = 3.0
UI = Path(tokens.__file__).parent


def luminance(hex_colour: str) -> float:
    channels = [int(hex_colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_it_computes_the_ratio_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), tokens.PAIRS)
def test_it_can_read_every_text_on_its_surface(
    mode: dict[str, str], text: str, surface: str
) -> None:
    assert contrast(mode[text], mode[surface]) >= TEXT_NEEDS


@pytest.mark.parametrize("mode", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("edge", ["field", "ring"])
@pytest.mark.parametrize("surface", ["surface", "raised"])
def test_it_can_see_the_edge_of_a_control(mode: dict[str, str], edge: str, surface: str) -> None:
    assert contrast(mode[edge], mode[surface]) >= CONTROL_NEEDS


def test_it_names_the_same_colours_in_both_modes() -> None:
    assert tokens.LIGHT.keys() == tokens.DARK.keys()


def test_it_writes_every_colour_into_the_stylesheet_for_both_modes() -> None:
    sheet = tokens.stylesheet()
    for mode in (tokens.LIGHT, tokens.DARK):
        for name, value in mode.items():
            assert f"--{name}: {value};" in sheet
    assert sheet.count("{") == sheet.count("}")


def test_it_gives_tailwind_only_variables() -> None:
    colours = tokens.TAILWIND["theme"]["extend"]["colors"]
    assert colours == {name: f"var(--{name})" for name in tokens.LIGHT}


def test_it_keeps_every_hex_value_in_one_file() -> None:
    others = [path for path in UI.glob("*.py") if path.name != "tokens.py"]
    found = [p.name for p in others if re.search(r"#[0-9a-fA-F]{3,8}\b", p.read_text("utf-8"))]
    assert found == []


def test_it_uses_only_colours_that_exist() -> None:
    """A class like text-brnad would draw nothing and nobody would notice.

    A mail has no classes of the kit: its styles stand inside its elements.
    """
    shades = "|".join(sorted(tokens.LIGHT, key=len, reverse=True))
    known = re.compile(rf"(?:bg|text|border|ring|before:border|after:border)-(?:{shades})(?![\w-])")
    other = re.compile(
        r"(?:text-(?:2xs|xs|sm|base|md|lg|xl|2xl|3xl|4xl|5xl|left|right|center|balance|pretty|\[\w+\]))"
        r"|(?:border-(?:0|b|t|r|y|collapse|dashed|transparent|b-0|b-2|t-0)|border-(?:b|t)-\d)"
        r"|ring-4|bg-transparent|bg-linear-to-b"
    )
    strange = {
        f"{path.name}: {word}"
        for path in UI.glob("*.py")
        if path.name not in {"tokens.py", "mail.py"}
        for word in re.findall(
            r"(?<![\w-])(?:bg|text|border|ring)-[\w\[\]-]+", path.read_text("utf-8")
        )
        if not known.fullmatch(word) and not other.fullmatch(word)
    }
    assert strange == set()

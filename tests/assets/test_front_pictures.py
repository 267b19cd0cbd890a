"""The landing page's pictures have the sizes that their places reserve, and stay small."""

import pytest
from PIL import Image

from qnector import ui
from qnector.screens.front.home import page
from tests.architecture.sources import ROOT

FRONT = ROOT / "assets" / "front"
PICTURES = [one for one in vars(page).values() if isinstance(one, ui.Picture)]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.name)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_has_the_size_of_its_place(picture: ui.Picture, mode: str) -> None:
    path = FRONT / f"{picture.name}-{mode}.webp"
    with Image.open(path) as found:
        assert (found.format, found.size) == ("WEBP", (picture.width, picture.height))
    assert path.stat().st_size <= 60_000


def test_it_keeps_no_other_picture() -> None:
    wanted = {f"{one.name}-{mode}.webp" for one in PICTURES for mode in ("light", "dark")}
    assert {path.name for path in FRONT.iterdir()} == wanted

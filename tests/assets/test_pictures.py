"""Every product of the demo market has its own picture, and together they stay small."""

import pytest
from PIL import Image

from qnector.core import quantity
from qnector.core.money import VatKind
from qnector.demo.companies import COMPANIES
from qnector.demo.products import PICTURES, PRODUCTS
from scripts.draw_pictures import DRAWINGS, drawn
from tests.architecture.sources import ROOT

MOST_BYTES = 1_500_000


def test_it_gives_every_product_its_own_picture() -> None:
    wanted = sorted(product.picture for product in PRODUCTS)
    assert wanted == sorted(path.name for path in PICTURES.iterdir())
    assert wanted == sorted(f"{name}.webp" for name in DRAWINGS)


def test_no_two_pictures_are_the_same() -> None:
    assert len({path.read_bytes() for path in PICTURES.iterdir()}) == len(DRAWINGS) >= 80


def test_it_keeps_pictures_in_one_size_and_small() -> None:
    for path in PICTURES.iterdir():
        with Image.open(path) as picture:
            assert (picture.format, picture.size) == ("WEBP", (800, 600)), path.name
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) <= MOST_BYTES


@pytest.mark.parametrize("name", ["lettuce", "eggs", "cream-cheese", "parcel-box"])
def test_a_picture_is_what_the_script_draws(name: str) -> None:
    with Image.open(PICTURES / f"{name}.webp") as picture:
        kept = picture.convert("RGB").resize((16, 12))
    fresh = drawn(name).resize((16, 12))
    pairs = zip(kept.tobytes(), fresh.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) < 16


def test_it_has_icons_of_the_sizes_that_the_manifest_names() -> None:
    for size, name in ((192, "icon-192"), (512, "icon-512"), (512, "icon-maskable-512")):
        with Image.open(ROOT / "assets" / f"{name}.png") as icon:
            assert icon.size == (size, size)
    with Image.open(ROOT / "assets" / "favicon.ico") as icon:
        assert {(16, 16), (32, 32), (48, 48)} <= icon.info["sizes"]


def test_it_can_sell_every_product() -> None:
    for product in PRODUCTS:
        assert product.unit_price > 0, product.sku
        assert product.min_quantity % product.quantity_step == 0, product.sku
        assert quantity.fits(product.quantity_step, product.decimals), product.sku
        assert quantity.fits(product.stock, product.decimals), product.sku
        assert (product.status == "sold_out") <= (product.stock == 0), product.sku


def test_it_shows_every_case_of_the_trade() -> None:
    assert len({(product.seller_key, product.sku) for product in PRODUCTS}) == len(PRODUCTS) >= 120
    sellers = {company.key for company in COMPANIES if company.is_seller}
    assert {product.seller_key for product in PRODUCTS} == sellers
    assert {product.vat_kind for product in PRODUCTS} == set(VatKind)
    assert {product.status for product in PRODUCTS} == {"on_sale", "sold_out", "hidden"}
    assert any(0 < product.stock <= 10_000 for product in PRODUCTS)
    assert {product.decimals for product in PRODUCTS} == {0, 1, 2}
    assert any(product.min_quantity > 1000 < product.quantity_step for product in PRODUCTS)

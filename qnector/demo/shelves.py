"""Listing the products of the demo market, and keeping their stock over the year."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from qnector.core import files
from qnector.core.actor import Actor, Side
from qnector.core.quantity import ONE
from qnector.demo.partners import OPENED
from qnector.demo.products import PICTURES, PRODUCTS, DemoProduct
from qnector.demo.stage import Stage
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import Product, ProductStatus, StockKind
from qnector.domain.catalog.service import ProductInput

FULL = 60 * ONE  # what even the scarce products have through the year
EVERY = 14  # days between two deliveries to a seller
MANY = 10 * ONE
LOSSES = ("선도가 떨어져 폐기", "실사에서 모자람", "시식 견본", "포장이 찢어져 제외")


def fill(stage: Stage) -> None:
    """List every product with a full stock."""
    stored = _store_pictures()
    for product in PRODUCTS:
        seller = stage.actor(product.seller_key, Side.SELLER)
        made = _list(stage, seller, product, stored[product.picture])
        stage.products.setdefault(product.seller_key, {})[made] = product


def note(stage: Stage) -> None:
    """Note the deliveries to the sellers, and the count that brings today's stock."""
    for number, key in enumerate(stage.products):
        for day in range(OPENED - 10 - number, 2, -EVERY):
            stage.diary.note(stage.ago(day, 7), lambda key=key: _restock(stage, key))
        stage.diary.note(stage.ago(1, 18), lambda key=key: _count(stage, key))


def _store_pictures() -> dict[str, str]:
    """Hash by file name. Encoding leaves Python's lock, so two at a time take half as long."""
    names = sorted({product.picture for product in PRODUCTS})
    originals = [(PICTURES / name).read_bytes() for name in names]
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(names, pool.map(files.store_picture, originals), strict=True))


def _list(stage: Stage, seller: Actor, product: DemoProduct, sha256: str) -> int:
    session = stage.session
    return catalog.add_product(
        session,
        seller,
        ProductInput(
            sku=product.sku,
            name=product.name,
            unit_price=product.unit_price,
            spec=product.spec,
            unit=product.unit,
            category_id=catalog.add_category(session, seller, product.category),
            vat_kind=product.vat_kind,
            stock=_full(product),
            decimals=product.decimals,
            min_quantity=product.min_quantity,
            quantity_step=product.quantity_step,
            picture_id=catalog.add_picture(session, seller, sha256),
        ),
    )


def _full(product: DemoProduct) -> int:
    return max(product.stock, FULL)


def _restock(stage: Stage, key: str) -> None:
    """What fell below 60 % is delivered anew, received by anybody."""
    seller = stage.anybody(key, Side.SELLER)
    for product_id, left in _stocks(stage, key).items():
        full = _full(stage.products[key][product_id])
        if left < full * 6 // 10:
            _bring(stage, seller, product_id, left, to=full)


def _count(stage: Stage, key: str) -> None:
    """재고 실사: bring every stock and status to what the tables say of today."""
    seller = stage.actor(key, Side.SELLER)
    for product_id, left in _stocks(stage, key).items():
        product = stage.products[key][product_id]
        if product.stock != left:
            _bring(stage, seller, product_id, left, to=product.stock)
        status = ProductStatus(product.status)
        if status is not ProductStatus.ON_SALE:
            catalog.set_status(stage.session, seller, product_id, status)


def _bring(stage: Stage, seller: Actor, product_id: int, left: int, *, to: int) -> None:
    """More is delivered, much less was taken for a feast, a little less comes out by counting."""
    put_in, session = catalog.put_in, stage.session
    if to > left:
        put_in(session, seller, product_id, to - left, "정기 입고", StockKind.IN)
    elif left - to > MANY:
        put_in(session, seller, product_id, left - to, "행사 물량 출고", StockKind.OUT)
    else:
        why = stage.chance.choice(LOSSES)
        put_in(session, seller, product_id, to, why, StockKind.ADJUST, seen=left)


def _stocks(stage: Stage, key: str) -> dict[int, int]:
    wanted = select(Product.id, Product.stock).where(Product.id.in_(list(stage.products[key])))
    return {row.id: row.stock for row in stage.session.execute(wanted.order_by(Product.id))}

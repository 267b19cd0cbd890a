"""Sellers keep products; orders take stock and give it back."""

from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core import quantity as quantities
from qnector.core.actor import Actor
from qnector.core.db import changed_one, touch
from qnector.core.errors import Conflict, Invalid, NotFound
from qnector.core.money import VatKind
from qnector.domain.accounts import access as companies
from qnector.domain.accounts import rules as who
from qnector.domain.audit import service as audit
from qnector.domain.billing import service as billing
from qnector.domain.catalog import access
from qnector.domain.catalog.models import Category, Picture, Product, ProductStatus, StockMove
from qnector.domain.connections import access as connections

MOST_PRICE = 10**12


@dataclass(frozen=True, slots=True)
class ProductInput:
    """What a seller says of a product: won and thousandths. Raises Invalid by field."""

    sku: str
    name: str
    unit_price: int
    spec: str = ""
    unit: str = "개"
    category_id: int | None = None
    vat_kind: VatKind = VatKind.TAXED
    stock: int = 0
    decimals: int = 0
    min_quantity: int = quantities.ONE
    quantity_step: int = quantities.ONE
    status: ProductStatus = ProductStatus.ON_SALE
    picture_id: int | None = None

    def __post_init__(self) -> None:
        for name in ("sku", "name", "spec", "unit"):
            object.__setattr__(self, name, getattr(self, name).strip())
        if not self.sku or len(self.sku) > 50:
            raise Invalid("품목코드를 50자까지 입력해 주세요.", field="sku")
        if not self.name or len(self.name) > 200:
            raise Invalid("품목명을 200자까지 입력해 주세요.", field="name")
        if len(self.spec) > 100:
            raise Invalid("규격은 100자까지 쓸 수 있어요.", field="spec")
        if not self.unit or len(self.unit) > 10:
            raise Invalid("단위를 10자까지 입력해 주세요.", field="unit")
        if not 0 <= self.unit_price <= MOST_PRICE:
            raise Invalid("단가를 다시 확인해 주세요.", field="unit_price")
        if not 0 <= self.stock <= quantities.MOST:
            raise Invalid("재고를 다시 확인해 주세요.", field="stock")
        if self.decimals not in range(4):
            raise Invalid("소수점은 0자리부터 3자리까지예요.", field="decimals")
        for name in ("min_quantity", "quantity_step"):
            value = getattr(self, name)
            if not 0 < value <= quantities.MOST or not quantities.fits(value, self.decimals):
                raise Invalid("최소수량과 주문 배수를 다시 확인해 주세요.", field=name)


def add_category(session: Session, actor: Actor, name: str) -> int:
    """Make a 분류; the same name again answers with the same one. Returns its id."""
    who.require_may(actor, "products.write")
    companies.lock(session, actor)
    mine = select(Category.id).where(
        Category.seller_id == actor.company_id, Category.name == name.strip()
    )
    if found := session.execute(mine).scalar():
        return found
    if not name.strip() or len(name) > 50:
        raise Invalid("분류 이름을 50자까지 입력해 주세요.", field="name")
    made = Category(seller_id=actor.company_id, name=name.strip())
    session.add(made)
    session.flush()
    return made.id or 0


def add_picture(session: Session, actor: Actor, sha256: str) -> int:
    """Own a picture file that lies under this hash. Returns its id."""
    who.require_may(actor, "products.write")
    made = Picture(company_id=actor.company_id, sha256=sha256, created_at=clock.now())
    session.add(made)
    session.flush()
    return made.id or 0


def add_product(session: Session, actor: Actor, given: ProductInput) -> int:
    """Register a product. Raises Invalid for a taken 품목코드, LimitReached by the plan."""
    who.require_may(actor, "products.write")
    companies.lock(session, actor)
    used = select(func.count()).where(Product.seller_id == actor.company_id)
    billing.require(
        session, actor.company_id, billing.Limit.PRODUCTS, session.execute(used).scalar_one()
    )
    _check_own(session, actor, given)
    now = clock.now()
    made = Product(seller_id=actor.company_id, created_at=now, updated_at=now, **_columns(given))
    session.add(made)
    session.flush()
    _changed(session, actor, made, "product.add", "stock")
    return made.id or 0


def edit_product(session: Session, actor: Actor, product_id: int, given: ProductInput) -> None:
    """Change everything but the stock, which only moves by put_in and orders."""
    who.require_may(actor, "products.write")
    product = access.get(session, actor, product_id)
    companies.lock(session, actor)
    _check_own(session, actor, given, but=product_id)
    topic = "price" if product.unit_price != given.unit_price else "stock"
    for name, value in _columns(given).items():
        if name != "stock":
            setattr(product, name, value)
    product.updated_at = clock.now()
    session.add(product)
    session.flush()
    _changed(session, actor, product, "product.edit", topic)


def set_price(session: Session, actor: Actor, product_id: int, unit_price: int) -> None:
    """A new base price in won, from now on; placed orders keep theirs."""
    who.require_may(actor, "products.write")
    if not 0 <= unit_price <= MOST_PRICE:
        raise Invalid("단가를 다시 확인해 주세요.", field="unit_price")
    product = access.get(session, actor, product_id)
    product.unit_price, product.updated_at = unit_price, clock.now()
    session.add(product)
    session.flush()
    _changed(session, actor, product, "product.price", "price")


def set_status(session: Session, actor: Actor, product_id: int, status: ProductStatus) -> None:
    """판매중, 품절 or 숨김."""
    who.require_may(actor, "products.write")
    product = access.get(session, actor, product_id)
    product.status, product.updated_at = status, clock.now()
    session.add(product)
    session.flush()
    _changed(session, actor, product, "product.status", "stock")


def put_in(session: Session, actor: Actor, product_id: int, quantity: int, reason: str) -> None:
    """입고, or 출고 when negative (thousandths), with its reason. Raises Conflict below zero."""
    who.require_may(actor, "stock.write")
    product = access.get(session, actor, product_id)
    if not reason.strip():
        raise Invalid("사유를 입력해 주세요.", field="reason")
    if quantity == 0 or not quantities.fits(quantity, product.decimals):
        raise Invalid("수량을 다시 확인해 주세요.", field="quantity")
    statement = (
        update(Product)
        .where(Product.id == product_id, Product.stock + quantity >= 0)
        .where(Product.stock + quantity <= quantities.MOST)
        .values(stock=Product.stock + quantity, updated_at=clock.now())
        .execution_options(synchronize_session="fetch")
    )
    if not changed_one(session, statement):
        raise Conflict("재고보다 많이 뺄 수 없어요.")
    session.add(
        StockMove(
            product_id=product_id, user_id=actor.user_id, quantity=quantity,
            reason=reason.strip()[:200], at=clock.now(),
        )
    )  # fmt: skip
    _changed(session, actor, product, "stock.put_in", "stock")


def take(session: Session, product_id: int, quantity: int) -> bool:
    """Reserve stock (thousandths) for an order; False when there is not enough or not on sale."""
    statement = (
        update(Product)
        .where(
            Product.id == product_id,
            Product.stock >= quantity,
            Product.status == ProductStatus.ON_SALE,
        )
        .values(stock=Product.stock - quantity)
        .execution_options(synchronize_session=False)
    )
    return quantity > 0 and changed_one(session, statement)


def give_back(session: Session, product_id: int, quantity: int) -> None:
    """Return reserved stock (thousandths) of an order that is cancelled. Raises NotFound."""
    statement = (
        update(Product)
        .where(Product.id == product_id)
        .values(stock=Product.stock + quantity)
        .execution_options(synchronize_session=False)
    )
    if quantity <= 0 or not changed_one(session, statement):
        raise NotFound


def tell_buyers(session: Session, seller_id: int, topic: str) -> None:
    """Wake the screens of a seller and of everybody it sells to; one query."""
    touch(session, seller_id, topic)
    for buyer_id in session.execute(connections.approved_buyer_ids(seller_id)).scalars():
        touch(session, buyer_id, topic)


def _check_own(
    session: Session, actor: Actor, given: ProductInput, *, but: int | None = None
) -> None:
    """The code is free, category and picture are the seller's own."""
    taken = select(Product.id).where(
        Product.seller_id == actor.company_id,
        Product.sku == given.sku,
        Product.id != (but or 0),
    )
    if session.execute(taken).first():
        raise Invalid("이미 쓰고 있는 품목코드예요.", field="sku")
    for model, wanted in ((Category, given.category_id), (Picture, given.picture_id)):
        if wanted is None:
            continue
        found = session.get(model, wanted)
        owner = getattr(found, "seller_id", None) or getattr(found, "company_id", None)
        if owner != actor.company_id:
            raise NotFound


def _columns(given: ProductInput) -> dict[str, object]:
    return {name: getattr(given, name) for name in ProductInput.__dataclass_fields__}


def _changed(session: Session, actor: Actor, product: Product, action: str, topic: str) -> None:
    audit.write(session, actor, action, f"product:{product.id}")
    tell_buyers(session, product.seller_id, topic)

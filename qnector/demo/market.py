"""A small market, made by calling the services: the same every time, dated relative to today."""

import random
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, select
from sqlmodel import Session

from qnector.core import clock, db, files, secrets
from qnector.core.actor import Actor, Role, Side
from qnector.core.settings import Misconfigured
from qnector.demo import history
from qnector.demo.companies import COMPANIES, DemoCompany
from qnector.demo.products import PICTURES, PRODUCTS, DemoProduct
from qnector.domain.accounts import demo
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company, Mark, User
from qnector.domain.accounts.service import CompanyInput
from qnector.domain.billing import service as billing
from qnector.domain.billing.models import PlanCode
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.service import ProductInput
from qnector.domain.connections import managed
from qnector.domain.connections import service as connections
from qnector.domain.orders import addresses
from qnector.domain.orders.addresses import AddressInput

MARK = "demo"
SEED = 20260213
OPENED_DAYS_AGO = 60
PASSWORD_COST = 10  # everybody knows the demo's password; loading must stay quick


@dataclass
class Market:
    """What the later parts of loading need to know of the earlier ones."""

    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    companies: dict[str, Company] = field(default_factory=dict)
    people: dict[str, list[User]] = field(default_factory=dict)
    products: dict[str, list[int]] = field(default_factory=dict)
    addresses: dict[int, int] = field(default_factory=dict)

    def actor(self, key: str, side: Side, person: int = 0) -> Actor:
        """Somebody of a company, on one side."""
        user = self.people[key][person]
        return Actor(user.id or 0, self.companies[key].id or 0, side, user.role)


def load_if_empty(session: Session) -> bool:
    """Load the market when nobody is registered yet; tells whether it did."""
    if session.execute(select(User.id).limit(1)).first():
        return False
    session.add(Mark(name=MARK, value="1"))
    market = Market()
    billing.ensure_plans(session)
    with clock.frozen(clock.now() - timedelta(days=OPENED_DAYS_AGO)):
        _register(session, market)
        _connect(session, market)
        _stock(session, market)
    history.play(session, market)
    return True


def clear(session: Session) -> None:
    """Empty a database that is marked as a demo. Raises Misconfigured for any other."""
    if session.get(Mark, MARK) is None:
        if session.execute(select(User.id).limit(1)).first():
            raise Misconfigured("This database is not a demo, so it is not thrown away.")
        return
    for table in reversed(db.metadata.sorted_tables):
        session.execute(delete(table))
    session.expunge_all()


def refuse_demo_data(session: Session) -> None:
    """Real use never starts on demo data (decision 29). Raises Misconfigured."""
    is_demo = session.get(Mark, MARK) is not None
    login = select(User.id).where(User.email.endswith(demo.DOMAIN)).limit(1)
    if is_demo or session.execute(login).first():
        raise Misconfigured(
            "This database holds the demo market. Point QNECTOR_DATA_DIR (or DATABASE_URL) at"
            " another place for real use."
        )


def _register(session: Session, market: Market) -> None:
    hashed = secrets.hash_password(demo.PASSWORD, cost=PASSWORD_COST)
    for one in COMPANIES:
        market.companies[one.key] = _company(session, market, one)
        market.people[one.key] = [
            accounts.add_user(
                session,
                market.companies[one.key],
                email=f"{login}{demo.DOMAIN}",
                name=name,
                role=Role(role),
                password_hash=hashed,
            )
            for login, name, role in one.people
        ]
        if one.is_buyer:
            _address(session, market, one)
    accounts.add_user(
        session, None, email=f"operator{demo.DOMAIN}", name="운영자", role=Role.OWNER,
        password_hash=hashed, is_operator=True,
    )  # fmt: skip


def _company(session: Session, market: Market, one: DemoCompany) -> Company:
    manager = market.companies[one.managed_by].id if one.managed_by else None
    made = accounts.register_company(
        session,
        CompanyInput(
            name=one.name,
            business_number=one.business_number,
            is_buyer=one.is_buyer,
            is_seller=one.is_seller,
            representative_name=one.representative,
            business_type=one.business_type,
            business_item=one.business_item,
            postal_code=one.postal_code,
            street=one.street,
            detail=one.detail,
            phone=one.phone,
            contact_email=f"hello@{one.key}.qnector.test",
            managed_by=manager,
            vat_mode=one.vat_mode,
            shows_stock=one.is_seller,
        ),
    )
    plan = PlanCode.REGULAR if one.is_seller else PlanCode.FREE
    billing.subscribe(session, made.id or 0, plan)
    return made


def _address(session: Session, market: Market, one: DemoCompany) -> None:
    for person, user in enumerate(market.people[one.key]):
        actor = market.actor(one.key, Side.BUYER, person)
        given = AddressInput(
            user.name, one.phone, one.postal_code, one.street, one.detail, is_default=True
        )
        market.addresses[actor.user_id] = addresses.add_address(session, actor, given)


def _connect(session: Session, market: Market) -> None:
    for buyer in (one for one in COMPANIES if one.is_buyer):
        for seller in (one for one in COMPANIES if one.is_seller and one.key != buyer.key):
            if buyer.managed_by not in ("", seller.key):
                continue
            _let_in(session, market, buyer, seller)


def _let_in(session: Session, market: Market, buyer: DemoCompany, seller: DemoCompany) -> None:
    answerer = market.actor(seller.key, Side.SELLER)
    if buyer.managed_by:
        managed.connect(session, answerer, market.companies[buyer.key].id or 0)
        return
    asker = market.actor(buyer.key, Side.BUYER)
    asked = connections.request(session, asker, market.companies[seller.key].id or 0)
    connections.approve(session, answerer, asked)


def _stock(session: Session, market: Market) -> None:
    pictures: dict[str, str] = {}
    for product in PRODUCTS:
        if product.picture not in pictures:
            original = (PICTURES / product.picture).read_bytes()
            pictures[product.picture] = files.store_picture(original)
        seller = market.actor(product.seller_key, Side.SELLER)
        made = _product(session, seller, product, pictures[product.picture])
        market.products.setdefault(product.seller_key, []).append(made)


def _product(session: Session, seller: Actor, product: DemoProduct, sha256: str) -> int:
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
            stock=product.stock,
            decimals=product.decimals,
            min_quantity=product.min_quantity,
            quantity_step=product.quantity_step,
            status=ProductStatus(product.status),
            picture_id=catalog.add_picture(session, seller, sha256),
        ),
    )

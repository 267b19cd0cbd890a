"""A market for measuring: many buyers of one seller, products of real invoices, old orders."""

import csv
import gzip
import os
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import insert
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor, Role, Side
from qnector.core.money import VatKind, VatMode
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company, User
from qnector.domain.accounts.service import CompanyInput
from qnector.domain.billing import service as billing
from qnector.domain.billing.models import PlanCode
from qnector.domain.catalog.models import Product, ProductStatus
from qnector.domain.connections.models import Connection, ConnectionStatus, Terms
from qnector.domain.orders import addresses
from qnector.domain.orders.addresses import AddressInput
from qnector.domain.orders.models import Order, OrderLine, OrderStatus

ROOT = Path(__file__).resolve().parents[2]
RETAIL = Path(os.environ.get("QNECTOR_RETAIL_DATA", ROOT.parent / "shared" / "data"))
STOCK = 1_000_000 * 1000
MOST = 500
PASSWORD = "qnector-demo-1"
OLD_ORDERS = 1000


@dataclass
class Bench:
    """Who is there: cookies come from logging in as `buyers[i]@bench.qnector.test`."""

    seller_id: int = 0
    products: dict[str, int] = field(default_factory=dict)
    buyers: list[Actor] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    address_ids: list[int] = field(default_factory=list)
    seller_keys: list[str] = field(default_factory=list)


def business_number(serial: int) -> str:
    """A number with a right check digit of a tax office that does not exist."""
    digits = f"00082{serial:04d}"
    weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
    total = sum(int(d) * w for d, w in zip(digits, weights, strict=True))
    return digits + str((10 - (total + int(digits[8]) * 5 // 10) % 10) % 10)


def invoices() -> list[dict[str, int]]:
    """Real carts: sku → quantity, at most 500 of one. Online Retail, D. Chen, UCI, CC BY 4.0."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    path = RETAIL / "retail_orders.csv.gz"
    if not path.exists():
        raise SystemExit(f"{path} is missing; set QNECTOR_RETAIL_DATA to its folder")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            quantity = int(float(row["quantity"]))
            if quantity <= MOST:
                found[row["invoice"]].setdefault(row["sku"], quantity)
    return [lines for lines in found.values() if len(lines) >= 3]


def build(session: Session, buyer_count: int, viewer_count: int = 10) -> Bench:
    """Fill an empty database; every person gets a session of their own."""
    billing.ensure_plans(session)
    bench = Bench()
    hashed = secrets.hash_password(PASSWORD, cost=4)
    seller = _company(session, 1, "벤치도매", is_seller=True)
    bench.seller_id = seller.id or 0
    for viewer in range(viewer_count):
        user = _user(session, seller, f"seller{viewer}", hashed)
        bench.seller_keys.append(_sign_in(session, user))
    _products(session, bench)
    for serial in range(buyer_count):
        company = _company(session, serial + 2, f"벤치상회{serial}", is_buyer=True)
        user = _user(session, company, f"buyer{serial}", hashed)
        _connect(session, company, seller)
        actor = Actor(user.id or 0, company.id or 0, Side.BUYER, Role.OWNER)
        bench.buyers.append(actor)
        bench.keys.append(_sign_in(session, user))
        given = AddressInput("김벤치", "0212345678", "04524", "서울 중구 세종대로 110")
        bench.address_ids.append(addresses.add_address(session, actor, given))
    _old_orders(session, bench, OLD_ORDERS)
    return bench


def _company(session: Session, serial: int, name: str, **sides: bool) -> Company:
    given = CompanyInput(name=name, business_number=business_number(serial), **sides)
    made = accounts.register_company(session, given)
    billing.subscribe(session, made.id or 0, PlanCode.SPECIAL)
    return made


def _user(session: Session, company: Company, login: str, hashed: str) -> User:
    return accounts.add_user(
        session,
        company,
        email=f"{login}@bench.qnector.test",
        name=login,
        role=Role.OWNER,
        password_hash=hashed,
    )


def _sign_in(session: Session, user: User) -> str:
    return accounts.start_session(
        session, user, device="bench", address="127.0.0.1", is_remembered=False
    )


def _connect(session: Session, buyer: Company, seller: Company) -> None:
    session.add(
        Connection(
            buyer_id=buyer.id or 0,
            seller_id=seller.id or 0,
            status=ConnectionStatus.APPROVED,
            requested_at=clock.now(),
            terms_kind=Terms.NEXT_MONTH_END,
        )
    )
    session.flush()


def _products(session: Session, bench: Bench) -> None:
    skus = sorted({sku for lines in invoices() for sku in lines})
    now = clock.now()
    rows = [
        {
            "seller_id": bench.seller_id, "sku": sku, "name": f"품목 {sku}", "spec": "",
            "unit": "개", "unit_price": 1_000 + serial % 90 * 110, "vat_kind": VatKind.TAXED,
            "stock": STOCK, "decimals": 0, "min_quantity": 1000, "quantity_step": 1000,
            "status": ProductStatus.ON_SALE, "created_at": now, "updated_at": now,
        }
        for serial, sku in enumerate(skus)
    ]  # fmt: skip
    made = session.connection().execute(insert(Product).returning(Product.id, Product.sku), rows)
    bench.products = {row.sku: row.id for row in made}


def _old_order(bench: Bench, buyer: Actor, at: datetime, serial: int) -> dict[str, object]:
    return {
        "number": f"{clock.seoul_day(at):%Y%m%d}-{serial:06d}",
        "buyer_id": buyer.company_id,
        "seller_id": bench.seller_id,
        "placed_by": buyer.user_id,
        "buyer_name": "벤치상회0",
        "seller_name": "벤치도매",
        "status": OrderStatus.PROCESSING,
        "vat_mode": VatMode.INCLUDED,
        "line_count": 1,
        "total_quantity": 1000,
        "supply_amount": 1000,
        "vat_amount": 100,
        "total_amount": 1100,
        "summary": "품목 외 2건",
        "recipient": "김벤치",
        "phone": "0212345678",
        "postal_code": "04524",
        "street": "서울",
        "detail": "",
        "memo": "",
        "is_fully_shipped": False,
        "placed_at": at,
        "placed_on": clock.seoul_day(at),
    }


def _old_orders(session: Session, bench: Bench, count: int) -> None:
    """The first buyer's history, over the last 25 days, so that the default list is full."""
    buyer, product_id = bench.buyers[0], next(iter(bench.products.values()))
    now = clock.now()
    heads, lines = [], []
    for serial in range(count):
        at = now - timedelta(days=serial * 25 // count, minutes=serial % 60)
        heads.append(_old_order(bench, buyer, at, serial))
    made = session.connection().execute(insert(Order).returning(Order.id), heads)
    for order_id in made.scalars():
        lines.append(
            {
                "order_id": order_id, "product_id": product_id, "position": 1, "name": "품목",
                "sku": "x", "spec": "", "unit": "개", "decimals": 0, "quantity": 1000,
                "shipped_quantity": 0, "unit_price": 1100, "price_rule": "base",
                "vat_kind": VatKind.TAXED, "supply_amount": 1000, "vat_amount": 100, "amount": 1100,
            }
        )  # fmt: skip
    session.connection().execute(insert(OrderLine), lines)

"""The market every test knows. Quantities here are whole units; the domain counts thousandths.

The buyer 한빛상회 may order from 바다식품 and 새벽사무. 남의회사 trades with nobody: neither as a
buyer nor as a seller may it see anything of theirs.
"""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from qnector.core.actor import Actor, Role, Side
from qnector.core.money import VatKind
from qnector.core.quantity import ONE
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company, User
from qnector.domain.accounts.service import CompanyInput
from qnector.domain.billing import service as billing
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import Product, StockKind
from qnector.domain.catalog.service import ProductInput
from qnector.domain.connections import service as connections

PEOPLE = (
    ("buyer", "한빛상회", "owner@hanbit.test", Role.OWNER, Side.BUYER),
    ("buyer_staff", "한빛상회", "staff@hanbit.test", Role.STAFF, Side.BUYER),
    ("seller", "바다식품", "owner@bada.test", Role.OWNER, Side.SELLER),
    ("seller_staff", "바다식품", "staff@bada.test", Role.STAFF, Side.SELLER),
    ("other_seller", "새벽사무", "owner@saebyeok.test", Role.OWNER, Side.SELLER),
    ("stranger", "남의회사", "owner@stranger.test", Role.OWNER, Side.BUYER),
)
COMPANIES = (
    CompanyInput("한빛상회", "0008100014", is_buyer=True, contact_email="orders@hanbit.test"),
    CompanyInput("바다식품", "0008100028", is_seller=True, contact_email="sales@bada.test"),
    CompanyInput("새벽사무", "0008100047", is_seller=True),
    CompanyInput("남의회사", "0008100052", is_buyer=True, is_seller=True),
)
OPERATOR = "operator@qnector.test"


@dataclass
class World:
    """Who and what there is, by name; products are ids."""

    session: Session
    buyer: Actor
    buyer_staff: Actor
    seller: Actor
    seller_staff: Actor
    other_seller: Actor
    stranger: Actor
    stranger_seller: Actor
    operator: Actor
    rice: int
    onion: int
    laptop: int
    paper: int
    companies: dict[str, int] = field(default_factory=dict)

    @classmethod
    def build(cls, session: Session) -> None:
        """Make the market by calling the services."""
        billing.ensure_plans(session)
        made = {given.name: accounts.register_company(session, given) for given in COMPANIES}
        for _, company, email, role, _ in PEOPLE:
            accounts.add_user(session, made[company], email=email, name=email, role=role)
        accounts.add_user(
            session, None, email=OPERATOR, name="운영자", role=Role.OWNER, is_operator=True
        )
        people = _people(session)
        for seller in ("seller", "other_seller"):
            asked = connections.request(session, people["buyer"], people[seller].company_id)
            connections.approve(session, people[seller], asked)
        for seller, given in _products():
            catalog.add_product(session, people[seller], given)

    @classmethod
    def find(cls, session: Session) -> "World":
        """The market that `build` made, through this session."""
        products = {
            sku: product_id for sku, product_id in session.execute(select(Product.sku, Product.id))
        }
        companies = {name: key for name, key in session.execute(select(Company.name, Company.id))}
        return cls(
            session=session,
            rice=products["RICE"],
            onion=products["ONION"],
            laptop=products["LAPTOP"],
            paper=products["PAPER"],
            companies=companies,
            **_people(session),
        )

    def stock(self, product_id: int) -> int:
        """Whole units in stock now."""
        statement = select(Product.stock).where(Product.id == product_id)
        return int(self.session.connection().execute(statement).scalar_one()) // ONE

    def put_in(self, product_id: int, units: int) -> None:
        """More, or with a minus less, of a product."""
        kind = StockKind.IN if units > 0 else StockKind.OUT
        owner = self.owner_of(product_id)
        catalog.put_in(self.session, owner, product_id, abs(units) * ONE, "실사", kind)

    def raise_price(self, product_id: int, *, to: int) -> None:
        """The seller asks another price from now on."""
        catalog.set_price(self.session, self.owner_of(product_id), product_id, to)

    def owner_of(self, product_id: int) -> Actor:
        """The seller of a product."""
        return self.other_seller if product_id in {self.laptop, self.paper} else self.seller

    def fill_cart(self, actor: Actor, units: dict[int, int]) -> None:
        """So many whole units of each product in the actor's cart."""
        from qnector.domain.cart import service as cart

        for product_id, count in units.items():
            cart.add(self.session, actor, product_id, count * ONE)

    def address(self, actor: Actor | None = None) -> int:
        """An address of the actor's (the buyer's); made when there is none."""
        from qnector.domain.orders import addresses

        actor = actor or self.buyer
        if found := addresses.addresses(self.session, actor):
            return found[0].id or 0
        given = addresses.AddressInput("김한빛", "010-1234-5678", "04524", "서울 중구 세종대로 110")
        addresses.add_address(self.session, actor, given)
        return addresses.addresses(self.session, actor)[0].id or 0

    def placement(self, actor: Actor | None = None, *, memo: str = "") -> Any:
        """What 주문하기 sends for the cart as it is now (the buyer's)."""
        from qnector.domain.orders import service as orders

        actor = actor or self.buyer
        key, view = orders.open_confirmation(self.session, actor)
        return orders.Wanted(key, view.revision, self.address(actor), memo)

    def place(self, units: dict[int, int] | None = None) -> list[Any]:
        """The orders of one placement of the buyer's: two sacks of rice unless said otherwise."""
        from qnector.domain.orders import service as orders

        self.fill_cart(self.buyer, units or {self.rice: 2})
        return list(orders.place(self.session, self.buyer, self.placement()))

    def touched(self) -> set[tuple[int, str]]:
        """Whose screens this transaction will wake; forgotten by asking."""
        found: set[tuple[int, str]] = self.session.info.pop("touched", set())
        return found


def _people(session: Session) -> dict[str, Actor]:
    users = {user.email: user for user in session.execute(select(User)).scalars()}
    found = {
        name: Actor(users[email].id or 0, users[email].company_id or 0, side, role)
        for name, _, email, role, side in PEOPLE
    }
    stranger = found["stranger"]
    found["stranger_seller"] = Actor(
        stranger.user_id, stranger.company_id, Side.SELLER, stranger.role
    )
    operator = users[OPERATOR]
    found["operator"] = Actor(operator.id or 0, 0, Side.OPERATOR, Role.OWNER, is_operator=True)
    return found


def _products() -> list[tuple[str, ProductInput]]:
    """쌀 is plain, 양파 is weighed, 노트북 costs a lot, 복사용지 comes in pairs."""
    return [
        ("seller", ProductInput("RICE", "쌀 20kg", 60_000, unit="포", stock=10 * ONE)),
        (
            "seller",
            ProductInput(
                "ONION", "양파", 2_400, unit="kg", vat_kind=VatKind.EXEMPT, stock=100 * ONE,
                decimals=1, min_quantity=500, quantity_step=500,
            ),
        ),
        ("other_seller", ProductInput("LAPTOP", "노트북 14형", 3_000_000, stock=5 * ONE)),
        (
            "other_seller",
            ProductInput(
                "PAPER", "복사용지 A4", 24_900, unit="상자", stock=640 * ONE,
                min_quantity=2 * ONE, quantity_step=2 * ONE,
            ),
        ),
    ]  # fmt: skip

"""Companies that trade with nobody yet, put into the server's market for the journeys."""

from sqlmodel import Session

from qnector.core import db, secrets, settings
from qnector.core.actor import Actor, Role, Side
from qnector.core.settings import Settings
from qnector.domain.accounts import demo
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.service import CompanyInput
from qnector.domain.billing import service as billing
from qnector.domain.billing.models import PlanCode
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.service import ProductInput
from qnector.domain.connections import service as connections
from tests.support.server import SECRET, Server

SELLER = "들판농장"
BUYER = "새싹마트"
OTHER = "숲속식당"
PEOPLE = {
    SELLER: (("field", "이들판", Role.OWNER), ("fieldstaff", "최들판", Role.STAFF)),
    BUYER: (("sprout", "김새싹", Role.OWNER),),
    OTHER: (("forest", "박숲속", Role.OWNER),),
}


def arrive(server: Server) -> None:
    """들판농장 sells cabbages; 새싹마트 and 숲속식당 buy, and 숲속식당 has asked already."""
    config = Settings(secret_key=SECRET, data_dir=server.data_dir)
    settings.use(config)
    db.configure(config.database)
    db.write_now(_arrive)
    db.dispose()


def _arrive(session: Session) -> None:
    hashed = secrets.hash_password(demo.PASSWORD, cost=4)
    actors = {name: _company(session, name, hashed) for name in PEOPLE}
    billing.subscribe(session, actors[SELLER].company_id, PlanCode.REGULAR)
    given = ProductInput("CABBAGE", "고랭지 배추", 4_900, unit="포기", stock=500_000)
    catalog.add_product(session, actors[SELLER], given)
    connections.request(session, actors[OTHER], actors[SELLER].company_id)


def _company(session: Session, name: str, hashed: str) -> Actor:
    is_seller = name == SELLER
    made = accounts.register_company(
        session,
        CompanyInput(
            name, "0008100066", is_buyer=not is_seller, is_seller=is_seller,
            representative_name=PEOPLE[name][0][1], business_type="도소매",
            business_item="신선식품", postal_code="04524", street="서울 중구 세종대로 110",
            phone="0212345678", contact_email=f"hello@{PEOPLE[name][0][0]}.qnector.test",
        ),
    )  # fmt: skip
    users = [
        accounts.add_user(
            session, made, email=f"{login}{demo.DOMAIN}", name=person, role=role,
            password_hash=hashed,
        )
        for login, person, role in PEOPLE[name]
    ]  # fmt: skip
    side = Side.SELLER if is_seller else Side.BUYER
    return Actor(users[0].id or 0, made.id or 0, side, Role.OWNER)

"""The demo market, made by calling the services: the same every time, dated relative to today."""

from sqlalchemy import delete, select
from sqlmodel import Session

from qnector.core import clock, db, secrets
from qnector.core.actor import Role, Side
from qnector.core.settings import Misconfigured
from qnector.demo import bells, days, notices, partners, questions, shelves, visits, year
from qnector.demo.companies import COMPANIES, DemoCompany
from qnector.demo.post import Post
from qnector.demo.stage import Stage
from qnector.domain.accounts import by_hand, demo
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company, Mark, User
from qnector.domain.accounts.service import CompanyInput
from qnector.domain.billing import service as billing
from qnector.domain.orders import addresses
from qnector.domain.orders import service as orders
from qnector.domain.orders.addresses import AddressInput

MARK = "demo"
OPENED = partners.OPENED + 2  # days ago
UNVERIFIED = frozenset({"goyo", "haessal", "sallim"})  # still 미확인, so that one sees the mark
SEEN = "사업자등록증 사본을 확인했어요"
PASSWORD_COST = 10  # everybody knows the demo's password; loading must stay quick


def load_if_empty(session: Session) -> bool:
    """Load the market when nobody is registered yet; tells whether it did."""
    if session.execute(select(User.id).limit(1)).first():
        return False
    session.add(Mark(name=MARK, value="1"))
    stage = Stage(session, clock.now())
    billing.ensure_plans(session)
    with clock.frozen(stage.ago(OPENED)):
        _register(stage)
        shelves.fill(stage)
    for part in (partners, shelves, year, days, notices, questions, bells):
        part.note(stage)
    post = Post(stage)
    stage.diary.play(after=post.deliver)
    visits.note(stage)
    orders.forget_keys(session, stage.now)
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


def _register(stage: Stage) -> None:
    hashed = secrets.hash_password(demo.PASSWORD, cost=PASSWORD_COST)
    for one in COMPANIES:
        stage.companies[one.key] = _company(stage, one)
        stage.people[one.key] = [
            accounts.add_user(
                stage.session,
                stage.companies[one.key],
                email=f"{login}{demo.DOMAIN}",
                name=name,
                role=Role(role),
                password_hash=hashed,
            )
            for login, name, role in one.people
        ]
        if one.is_buyer:
            _address(stage, one)
    stage.operator = accounts.add_user(
        stage.session, None, email=f"operator{demo.DOMAIN}", name="운영자", role=Role.OWNER,
        password_hash=hashed, is_operator=True,
    )  # fmt: skip
    for key, company in stage.companies.items():
        if key not in UNVERIFIED:
            by_hand.verify(stage.session, stage.operating, company.id or 0, SEEN)


def _company(stage: Stage, one: DemoCompany) -> Company:
    manager = stage.companies[one.managed_by].id if one.managed_by else None
    made = accounts.register_company(
        stage.session,
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
    if one.plan is not None:
        billing.subscribe(stage.session, made.id or 0, one.plan)
    return made


def _address(stage: Stage, one: DemoCompany) -> None:
    for person, user in enumerate(stage.people[one.key]):
        actor = stage.actor(one.key, Side.BUYER, person)
        given = AddressInput(
            user.name, one.phone, one.postal_code, one.street, one.detail, is_default=True
        )
        stage.addresses[actor.user_id] = addresses.add_address(stage.session, actor, given)

"""분류: a seller's shelves, which it adds, renames and takes away when they are empty."""

from sqlalchemy import delete, select, update
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.core.db import changed_one
from qnector.core.errors import Conflict, Invalid
from qnector.domain.accounts import access as companies
from qnector.domain.accounts import rules as who
from qnector.domain.audit import service as audit
from qnector.domain.catalog import access, telling
from qnector.domain.catalog.inputs import one_line
from qnector.domain.catalog.models import Category, Product

MOST_NAME = 50


def add_category(session: Session, actor: Actor, name: str) -> int:
    """Make a 분류; the same name again answers with the same one. Returns its id."""
    who.require_may(actor, "products.write")
    companies.lock(session, actor)
    wanted = _checked(name)
    if found := _named(session, actor, wanted):
        return found
    made = Category(seller_id=actor.company_id, name=wanted)
    session.add(made)
    session.flush()
    _changed(session, actor, made.id or 0, "category.add", wanted)
    return made.id or 0


def rename_category(session: Session, actor: Actor, category_id: int, name: str) -> None:
    """Another name for a 분류. Raises Invalid for one that is taken, NotFound for a stranger's."""
    who.require_may(actor, "products.write")
    companies.lock(session, actor)
    category = access.category(session, actor, category_id)
    wanted = _checked(name)
    if (_named(session, actor, wanted) or category_id) != category_id:
        raise Invalid(f"'{wanted}' 분류가 이미 있어요.", field="name")
    if category.name == wanted:
        return
    session.connection().execute(
        update(Category).where(Category.id == category_id).values(name=wanted)
    )
    _changed(session, actor, category_id, "category.rename", f"{category.name} → {wanted}")


def remove_category(session: Session, actor: Actor, category_id: int) -> str:
    """Take away an empty 분류; returns its name. Raises Conflict while products stand in it."""
    who.require_may(actor, "products.write")
    companies.lock(session, actor)
    category = access.category(session, actor, category_id)
    is_used = select(Product.id).where(Product.category_id == category_id).exists()
    statement = delete(Category).where(Category.id == category_id, ~is_used)
    if not changed_one(session, statement):
        raise Conflict("품목이 있는 분류예요. 품목을 다른 분류로 옮긴 뒤 지워 주세요.")
    _changed(session, actor, category_id, "category.remove", category.name)
    return category.name


def _checked(name: str) -> str:
    wanted = one_line(name)
    if not wanted or len(wanted) > MOST_NAME:
        raise Invalid(f"분류 이름을 {MOST_NAME}자까지 입력해 주세요.", field="name")
    return wanted


def _named(session: Session, actor: Actor, name: str) -> int | None:
    mine = select(Category.id).where(Category.seller_id == actor.company_id, Category.name == name)
    return session.execute(mine).scalar()


def _changed(session: Session, actor: Actor, category_id: int, action: str, detail: str) -> None:
    audit.write(session, actor, action, f"category:{category_id}", detail)
    telling.tell_buyers(session, actor.company_id, "stock")

"""엑셀 올리기: many products at once, checked first, then applied in one transaction.

`check` writes nothing. `apply` compares again with what is there by then: what somebody else
changed meanwhile is left alone and said. The 품목코드 decides: known is a change, new is a product.
The stock of a known product is never touched: orders move it while the file lies on a desk.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.errors import Conflict, Invalid, LimitReached, NotFound
from qnector.core.sheet import Sheet, SheetRow, Table
from qnector.domain.accounts import access as companies
from qnector.domain.accounts import rules as who
from qnector.domain.audit import service as audit
from qnector.domain.billing import service as billing
from qnector.domain.catalog import access, importing_rows, service
from qnector.domain.catalog import importing_columns as columns
from qnector.domain.catalog.importing_columns import Header
from qnector.domain.catalog.importing_rows import FIELDS, Draft, Problem
from qnector.domain.catalog.models import Category, Product
from qnector.domain.catalog.service import ProductInput

__all__ = ["Applied", "Preview", "Problem", "apply", "check", "failed_table", "summary"]

AT_ONCE = 500  # ids in one statement
MEANWHILE = "확인하는 동안 다른 사람이 바꿨어요. 다시 확인한 뒤 올려 주세요."

_product = Product.__table__.c
CHANGE = (
    update(Product.__table__)
    .where(_product.id == bindparam("product"), _product.seller_id == bindparam("seller"))
    .values({name: bindparam(name) for name in (*FIELDS, "category_id", "updated_at")})
)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do. Stays on the server: nobody edits it on the way to `apply`."""

    seller_id: int
    added: list[Draft]
    changed: list[Draft]
    unchanged: int
    problems: list[Problem]
    notes: list[str]
    refusal: str  # by the plan, of all new products
    header: Header
    rows: dict[int, SheetRow] = field(repr=False)

    @property
    def failed_count(self) -> int:
        """How many rows cannot be used."""
        return len({problem.line for problem in self.problems})


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done; `late` are rows whose product somebody else changed since the check."""

    added: int
    changed: int
    unchanged: int
    late: list[Problem]


def check(session: Session, actor: Actor, sheet: Sheet) -> Preview:
    """Compare a file with the seller's products, writing nothing.

    Raises Invalid when no row can be read at all: wrong headers, no rows.
    """
    who.require_may(actor, "imports.run")
    header = columns.find_header(sheet)
    rows = [row for row in sheet.rows if row.line > header.line]
    if not rows:
        raise Invalid("품목이 한 줄도 없어요. 열 이름 아래에 품목을 적어 주세요.", field="file")
    mine = _mine(session, actor)
    found = importing_rows.read_rows(header, rows, mine)
    added = [draft for draft in found.drafts if not draft.product_id]
    return Preview(
        seller_id=actor.company_id,
        added=added,
        changed=[draft for draft in found.drafts if draft.product_id],
        unchanged=found.unchanged,
        problems=found.problems,
        notes=list(_notes(sheet, header, found.stocks_left)),
        refusal=_refusal(session, actor, len(mine), len(added)),
        header=header,
        rows={row.line: row for row in rows},
    )


def apply(session: Session, actor: Actor, preview: Preview, *, only_good: bool = True) -> Applied:
    """Write the good rows of a checked file, or with only_good=False all of them or nothing.

    Raises Invalid or Conflict when all were wanted and some cannot be, LimitReached by the plan;
    then nothing is written.
    """
    who.require_may(actor, "imports.run")
    if preview.seller_id != actor.company_id:
        raise NotFound
    if preview.problems and not only_good:
        raise Invalid(
            f"고칠 행이 {preview.failed_count:,}개 있어서 아무것도 올리지 않았어요.", field="file"
        )
    companies.lock(session, actor)
    added, changed, late = _still_good(session, actor, preview)
    if late and not only_good:
        raise Conflict(f"{MEANWHILE} 아무것도 올리지 않았어요.")
    if added:
        used = _count(session, actor) + len(added) - 1
        billing.require(session, actor.company_id, billing.Limit.PRODUCTS, used)
    done = Applied(len(added), len(changed), preview.unchanged, late)
    if added or changed:
        _write(session, actor, added, changed)
        audit.write(session, actor, "product.import", f"company:{actor.company_id}", summary(done))
        is_price = any(draft.has_new_price for draft in changed)
        service.tell_buyers(session, actor.company_id, "price" if is_price else "stock")
    return done


def summary(done: Applied | Preview) -> str:
    """128개 등록, 12개 수정, 3,119개 그대로."""
    added, changed = (
        count if isinstance(count, int) else len(count) for count in (done.added, done.changed)
    )
    return f"{added:,}개 등록, {changed:,}개 수정, {done.unchanged:,}개 그대로"


def failed_table(preview: Preview, problems: list[Problem]) -> Table:
    """The rows of these problems as they were in the file, the reasons in a last column."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for problem in problems:
        said = f"{problem.column}: {problem.sentence}" if problem.column else problem.sentence
        reasons[problem.line].append(said)
    titles = preview.header.titles
    kept = [index for index, title in enumerate(titles) if title != columns.REASON]
    rows = [
        (*(preview.rows[line].text(index) for index in kept), " / ".join(said))
        for line, said in reasons.items()
    ]
    names = tuple(titles[index] for index in kept)
    return Table(columns.SHEET, (*names, columns.REASON), list(rows), texts=names)


def _mine(session: Session, actor: Actor) -> dict[str, Any]:
    """The seller's products by code."""
    statement = (
        select(
            Product.id, Product.sku, Product.stock, Category.name.label("category"),
            *(getattr(Product, name) for name in FIELDS),
        )
        .outerjoin(Category, Category.id == Product.category_id)
        .where(access.visible(actor))
    )  # fmt: skip
    return {row.sku: row for row in session.connection().execute(statement)}


def _count(session: Session, actor: Actor) -> int:
    statement = select(func.count()).where(Product.seller_id == actor.company_id)
    return int(session.execute(statement).scalar_one())


def _refusal(session: Session, actor: Actor, there: int, added: int) -> str:
    if not added:
        return ""
    try:
        billing.require(session, actor.company_id, billing.Limit.PRODUCTS, there + added - 1)
    except LimitReached as refusal:
        return f"{refusal.sentence} (지금 {there:,}개, 새 품목 {added:,}개)"
    return ""


def _notes(sheet: Sheet, header: Header, stocks_left: int) -> Iterator[str]:
    if sheet.hidden:
        yield f"숨긴 시트는 읽지 않았어요: {columns.listed(sheet.hidden)}"
    others = tuple(name for name in sheet.others if name != columns.GUIDE)
    if others:
        yield f"첫 시트({sheet.name})만 읽었어요. 읽지 않은 시트: {columns.listed(others)}"
    if header.unused:
        yield f"쓰지 않는 열이에요: {columns.listed(header.unused)}"
    if stocks_left:
        yield (
            f"이미 있는 품목 {stocks_left:,}개의 재고는 바꾸지 않아요."
            " 재고는 품목 관리의 입출고에서 바꿔 주세요."
        )


def _still_good(
    session: Session, actor: Actor, preview: Preview
) -> tuple[list[Draft], list[Draft], list[Problem]]:
    """What can still be written as it was checked; the products of it are locked in id order."""
    ids = sorted(draft.product_id for draft in preview.changed)
    for start in range(0, len(ids), AT_ONCE):
        locked = select(Product.id).where(Product.id.in_(ids[start : start + AT_ONCE]))
        session.connection().execute(
            locked.where(access.visible(actor)).order_by(Product.id).with_for_update(key_share=True)
        ).all()
    mine = _mine(session, actor)
    late = [draft for draft in preview.added if draft.given.sku in mine]
    for draft in preview.changed:
        there = mine.get(draft.given.sku)
        if (
            there is None
            or there.id != draft.product_id
            or importing_rows.state(there) != draft.seen
        ):
            late.append(draft)
    lines = {draft.line for draft in late}
    return (
        [draft for draft in preview.added if draft.line not in lines],
        [draft for draft in preview.changed if draft.line not in lines],
        [Problem(line, "", MEANWHILE) for line in sorted(lines)],
    )


def _write(session: Session, actor: Actor, added: list[Draft], changed: list[Draft]) -> None:
    """Two statements, however many rows: others wait for as long as this takes."""
    shelves = _shelves(session, actor, {draft.category for draft in (*added, *changed)} - {""})
    now = clock.now()
    if added:
        own = {"seller_id": actor.company_id, "created_at": now, "updated_at": now}
        rows = [
            {**_columns(draft.given), **own, "category_id": shelves.get(draft.category)}
            for draft in added
        ]
        session.connection().execute(insert(Product.__table__), rows)
    if changed:
        session.connection().execute(
            CHANGE,
            [
                {
                    **{name: getattr(draft.given, name) for name in FIELDS},
                    "category_id": shelves.get(draft.category),
                    "updated_at": now,
                    "product": draft.product_id,
                    "seller": actor.company_id,
                }
                for draft in sorted(changed, key=lambda draft: draft.product_id)
            ],
        )
    session.expire_all()


def _shelves(session: Session, actor: Actor, names: set[str]) -> dict[str, int]:
    """The ids of the seller's categories by name; those that are missing are made."""
    mine = select(Category.name, Category.id).where(Category.seller_id == actor.company_id)
    there = {row.name: row.id for row in session.execute(mine)}
    missing = sorted(names - there.keys())
    if missing:
        made = [{"seller_id": actor.company_id, "name": name, "position": 0} for name in missing]
        session.connection().execute(insert(Category.__table__), made)
        there = {row.name: row.id for row in session.execute(mine)}
    return there


def _columns(given: ProductInput) -> dict[str, Any]:
    return {name: getattr(given, name) for name in ProductInput.__dataclass_fields__}

"""Rows of a product file against what the seller has: new, changed, the same, or a problem."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from qnector.core import quantity as quantities
from qnector.core.errors import Invalid
from qnector.core.sheet import SheetRow
from qnector.domain.catalog import importing_columns as columns
from qnector.domain.catalog.importing_columns import Column, Header
from qnector.domain.catalog.service import ProductInput

MOST_LINES_NAMED = 10

# What a file may change of a product that is there: everything but its code and its stock.
FIELDS = tuple(
    column.field for column in columns.COLUMNS if column.field not in {"sku", "category", "stock"}
)
PLACE = {name: place for place, name in enumerate(("category", *FIELDS))}

# Stand in for a value that was refused, so that the others are looked at too.
HARMLESS = {
    "sku": "x", "name": "x", "spec": "", "unit": "x", "unit_price": 0, "stock": 0,
    "decimals": 3, "min_quantity": quantities.ONE, "quantity_step": quantities.ONE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be used; `column` is its title, empty when it is the row as a whole."""

    line: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A row that can be used. `seen` is the product as it was then, empty for a new one."""

    line: int
    given: ProductInput
    category: str
    product_id: int = 0
    seen: tuple[Any, ...] = ()

    @property
    def has_new_price(self) -> bool:
        return bool(self.seen) and self.seen[PLACE["unit_price"]] != self.given.unit_price


@dataclass(slots=True)
class Findings:
    """What the rows say. `stocks_left` counts stocks in the file that are not taken over."""

    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    stocks_left: int = 0


def read_rows(header: Header, rows: list[SheetRow], mine: dict[str, Any]) -> Findings:
    """Read every row. `mine` are the seller's products by code: id, category, stock, FIELDS."""
    found = Findings()
    twins = _twins(header, rows)
    for row in rows:
        _take(found, header, row, mine, twins)
    return found


def state(product: Any) -> tuple[Any, ...]:
    """What a file may change of a product, to be compared."""
    return (product.category or "", *(getattr(product, name) for name in FIELDS))


def _take(
    found: Findings,
    header: Header,
    row: SheetRow,
    mine: dict[str, Any],
    twins: dict[str, list[int]],
) -> None:
    values, refused = _values(header, row)
    there = mine.get(values.get("sku", ""))
    category = values.pop("category", (there.category or "") if there else "")
    given = _given(values, there, refused)
    if lines := twins.get(values.get("sku", "")):
        refused["sku"] = f"같은 품목코드가 {_lines_text(lines)}에 있어요. 하나만 남겨 주세요."
    if refused:
        found.problems += [
            Problem(row.line, columns.BY_FIELD[name].title, said) for name, said in refused.items()
        ]
    elif there is None:
        found.drafts.append(Draft(row.line, given, category))
    else:
        found.stocks_left += values.get("stock", there.stock) != there.stock
        _compare(found, Draft(row.line, given, category, there.id, state(there)))


def _compare(found: Findings, draft: Draft) -> None:
    wanted = (draft.category, *(getattr(draft.given, name) for name in FIELDS))
    if wanted == draft.seen:
        found.unchanged += 1
    else:
        found.drafts.append(draft)


def _values(header: Header, row: SheetRow) -> tuple[dict[str, Any], dict[str, str]]:
    """What the cells say by field, and why some say nothing."""
    values: dict[str, Any] = {}
    refused: dict[str, str] = {}
    for index, column in header.columns.items():
        try:
            value = columns.read_cell(column, row, index)
        except Invalid as refusal:
            refused[column.field] = refusal.sentence
            continue
        if value is not None:
            values[column.field] = value
    return values, refused


def _given(values: dict[str, Any], there: Any, refused: dict[str, str]) -> ProductInput:
    """The product as it would be; what it may not be is added to `refused`."""
    kept = {name: getattr(there, name) for name in FIELDS} if there else {}
    fields = {"sku": "", "name": "", "unit_price": 0, **kept, **values}
    for name in refused:
        fields[name] = HARMLESS.get(name, fields.get(name))
    for name, said in _too_fine(fields):
        refused.setdefault(name, said)
        fields[name] = HARMLESS[name]
    fields.pop("category", None)
    fields = {name: value for name, value in fields.items() if value is not None}
    while True:
        try:
            return ProductInput(**fields)
        except Invalid as refusal:
            refused.setdefault(refusal.field, refusal.sentence)
            fields[refusal.field] = HARMLESS[refusal.field]


def _too_fine(fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    decimals = fields.get("decimals") or 0
    for name in ("stock", "min_quantity", "quantity_step"):
        if not quantities.fits(fields.get(name, 0), decimals):
            yield (
                name,
                (
                    f"소수점 {decimals}자리까지만 쓰는 품목이에요. 소수자리 칸을 확인해 주세요."
                    if decimals
                    else "소수점을 쓰지 않는 품목이에요. 소수자리 칸을 확인해 주세요."
                ),
            )


def _twins(header: Header, rows: list[SheetRow]) -> dict[str, list[int]]:
    """Codes that stand in more than one row, with their lines."""
    index, column = _code_column(header)
    lines: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if text := row.text(index):
            lines[column.read(text)].append(row.line)
    return {code: found for code, found in lines.items() if len(found) > 1 and code}


def _code_column(header: Header) -> tuple[int, Column]:
    return next(
        (index, column) for index, column in header.columns.items() if column.field == "sku"
    )


def _lines_text(lines: list[int]) -> str:
    named = ", ".join(f"{line}행" for line in lines[:MOST_LINES_NAMED])
    rest = len(lines) - MOST_LINES_NAMED
    return f"{named} 외 {rest}행" if rest > 0 else named

"""The columns of a product file: one list for the template, the reader and the writer."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

from qnector.core import quantity as quantities
from qnector.core.errors import Invalid
from qnector.core.money import VatKind
from qnector.core.sheet import Cell, Mark, Sheet, SheetRow, Table
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.service import ProductInput

SHEET = "품목"
GUIDE = "안내"
REASON = "사유"
MOST_CATEGORY = 50
HEADER_WITHIN = 20  # rows: a title and a few remarks may stand above the header

VAT_WORDS = {"과세": VatKind.TAXED, "영세": VatKind.ZERO_RATED, "면세": VatKind.EXEMPT}
STATUS_WORDS = {
    "판매중": ProductStatus.ON_SALE,
    "품절": ProductStatus.SOLD_OUT,
    "숨김": ProductStatus.HIDDEN,
}
NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,30})(?:\.[0-9]{1,30})?")
WON_SIGNS = re.compile(r"^[₩\\]|원$")
UNSEEN = re.compile("[\u200b\u2060\ufeff]")
EXCEL_ERRORS = {"#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!"}
MARK_SENTENCES = {
    Mark.ERROR: "오류 값이 들어 있어요. 값을 고쳐 주세요.",
    Mark.FORMULA: "수식의 값이 없어요. 엑셀에서 열어 저장한 뒤 다시 올려 주세요.",
    Mark.DATE: "엑셀이 날짜로 바꾼 칸이에요. 셀 서식을 텍스트로 바꾸고 다시 적어 주세요.",
    Mark.MERGED: "합쳐진 칸이에요. 셀 병합을 풀어 주세요.",
    Mark.ROUNDED: "엑셀은 15자리가 넘는 숫자를 바꿔 버려요. 텍스트로 적어 주세요.",
}


class Blank(Enum):
    """What an empty cell says: nothing may be missing, leave it as it is, make it empty."""

    REFUSED = "필수"
    KEEPS = "비우면 그대로, 새 품목은 기본값"
    CLEARS = "비우면 빈 값"


@dataclass(frozen=True, slots=True)
class Column:
    """One field of ProductInput ("category" by its name); `read` raises Invalid."""

    field: str
    title: str
    blank: Blank
    read: Callable[[str], Any]
    write: Callable[[Any], Cell]
    note: str
    example: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns stand, by index; `unused` are titles that mean nothing to us."""

    line: int
    titles: tuple[str, ...]
    columns: dict[int, Column] = field(default_factory=dict)
    unused: tuple[str, ...] = ()


def template() -> list[Table]:
    """An empty file to fill in, and a sheet that explains it."""
    rows: list[tuple[Cell, ...]] = [
        (column.title, column.blank.value, column.note, column.example) for column in COLUMNS
    ]
    return [table([]), Table(GUIDE, ("열", "빈칸", "설명", "예"), rows)]


def table(products: list[tuple[ProductInput, str]]) -> Table:
    """Products, each with the name of its category, as the file they can be read from again."""
    rows = [
        tuple(
            column.write(category if column.field == "category" else getattr(given, column.field))
            for column in COLUMNS
        )
        for given, category in products
    ]
    return Table(SHEET, TITLES, rows, texts=("품목코드", "품목명"))


def find_header(sheet: Sheet) -> Header:
    """The row that names the columns. Raises Invalid with what is missing and what was found."""
    best = Header(0, ())
    for row in sheet.rows[:HEADER_WITHIN]:
        header = _header(row)
        if not _missing(header):
            _refuse_twice(header)
            return header
        if not best.line or len(header.columns) > len(best.columns):
            best = header
    if not best.line:
        raise Invalid("품목이 한 줄도 없어요. 첫 행에 열 이름을 적어 주세요.", field="file")
    raise Invalid(
        f"필요한 열이 없어요: {', '.join(_missing(best))}."
        f" {best.line}행에서 찾은 열: {listed(best.titles)}.",
        field="file",
    )


def read_cell(column: Column, row: SheetRow, index: int) -> Any:
    """What a cell says; None when it is blank and nothing changes. Raises Invalid."""
    text = row.text(index)
    mark = row.marks.get(index) or (Mark.ERROR if text in EXCEL_ERRORS else None)
    if mark is not None:
        raise Invalid(MARK_SENTENCES[mark], field=column.field)
    if text:
        return column.read(text)
    if column.blank is Blank.REFUSED:
        raise Invalid("비어 있어요. 꼭 입력해 주세요.", field=column.field)
    return "" if column.blank is Blank.CLEARS else None


def listed(names: tuple[str, ...], most: int = 12) -> str:
    """Names for a sentence: each not too long, not too many."""
    short = [name if len(name) <= 30 else f"{name[:30]}…" for name in names if name]
    more = f" 외 {len(short) - most}개" if len(short) > most else ""
    return ", ".join(short[:most]) + more


def _header(row: SheetRow) -> Header:
    known = {index: BY_NAME.get(_folded(title)) for index, title in enumerate(row.cells)}
    columns = {index: column for index, column in known.items() if column}
    unused = tuple(
        title
        for index, title in enumerate(row.cells)
        if title and index not in columns and title != REASON
    )
    return Header(row.line, row.cells, columns, unused)


def _missing(header: Header) -> list[str]:
    there = {column.field for column in header.columns.values()}
    return [
        column.title
        for column in COLUMNS
        if column.blank is Blank.REFUSED and column.field not in there
    ]


def _refuse_twice(header: Header) -> None:
    seen: dict[str, str] = {}
    for index, column in header.columns.items():
        title = header.titles[index]
        if column.field in seen:
            raise Invalid(
                f"{column.title} 열이 두 번 있어요: {listed((seen[column.field], title))}."
                " 하나만 남겨 주세요.",
                field="file",
            )
        seen[column.field] = title


def _folded(title: str) -> str:
    """단가 (원) * → 단가, Product-Code → productcode."""
    plain = unicodedata.normalize("NFKC", title).casefold().partition("(")[0]
    return "".join(letter for letter in plain if letter.isalnum())


def _number(text: str) -> Decimal | None:
    plain = unicodedata.normalize("NFKC", text).strip()
    return Decimal(plain.replace(",", "")) if NUMBER.fullmatch(plain) else None


def _price(text: str) -> int:
    bare = WON_SIGNS.sub("", WON_SIGNS.sub("", unicodedata.normalize("NFKC", text).strip()))
    number = _number(bare)
    if number is None:
        raise Invalid(f"단가를 숫자로 입력해 주세요. 예: 1,200 ({_seen(text)})")
    if number != number.to_integral_value():
        raise Invalid(f"단가는 소수점 없이 원 단위로 입력해 주세요. ({_seen(text)})")
    return int(number)


def _quantity(text: str) -> int:
    number = _number(text)
    if number is None:
        raise Invalid(f"수량을 숫자로 입력해 주세요. 예: 1,200 ({_seen(text)})")
    thousandths = number * quantities.ONE
    if thousandths != thousandths.to_integral_value():
        raise Invalid(f"수량은 소수점 3자리까지 입력할 수 있어요. ({_seen(text)})")
    return int(thousandths)


def _decimals(text: str) -> int:
    if text not in {"0", "1", "2", "3"}:
        raise Invalid(f"소수자리는 0부터 3까지의 숫자예요. ({_seen(text)})")
    return int(text)


def _code(text: str) -> str:
    """Without what nobody sees: a code must be found again by typing it."""
    return UNSEEN.sub("", text).strip()


def _category(text: str) -> str:
    if len(text) > MOST_CATEGORY:
        raise Invalid(f"분류 이름을 {MOST_CATEGORY}자까지 입력해 주세요.")
    return text


def _one_of(words: dict[str, Any]) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if (value := words.get(text.replace(" ", ""))) is None:
            raise Invalid(f"{', '.join(words)} 중 하나로 입력해 주세요. ({_seen(text)})")
        return value

    return read


def _word_of(words: dict[str, Any]) -> Callable[[Any], Cell]:
    return {value: word for word, value in words.items()}.__getitem__


def _units(quantity: int) -> Cell:
    whole, rest = divmod(quantity, quantities.ONE)
    return Decimal(quantity) / quantities.ONE if rest else whole


def _seen(text: str) -> str:
    return f"지금: {text if len(text) <= 20 else text[:20] + '…'}"


COLUMNS = (
    Column(
        "sku", "품목코드", Blank.REFUSED, _code, str,
        "품목마다 하나뿐인 코드, 50자까지. 이미 있는 코드면 그 품목을 고쳐요.", "A-0012",
        ("코드", "상품코드", "제품코드", "품번", "품목번호", "상품번호", "SKU", "item code",
         "code"),
    ),
    Column(
        "name", "품목명", Blank.REFUSED, str, str, "200자까지", "쌀 20kg",
        ("상품명", "제품명", "품명", "이름", "product name", "name", "description"),
    ),
    Column("spec", "규격", Blank.CLEARS, str, str, "100자까지", "20kg", ("사양", "spec", "size")),
    Column("unit", "단위", Blank.KEEPS, str, str, "10자까지, 기본 개", "포", ("unit",)),
    Column(
        "category", "분류", Blank.CLEARS, _category, str,
        "50자까지. 없는 분류는 새로 만들어요.", "곡물",
        ("카테고리", "품목분류", "상품분류", "category"),
    ),
    Column(
        "unit_price", "단가", Blank.REFUSED, _price, int, "원 단위 정수", "60000",
        ("가격", "판매가", "판매단가", "판매가격", "출고단가", "price", "unit price"),
    ),
    Column(
        "vat_kind", "과세구분", Blank.KEEPS, _one_of(VAT_WORDS), _word_of(VAT_WORDS),
        "과세, 영세, 면세", "과세", ("과세", "과세유형", "부가세", "부가세구분", "VAT"),
    ),
    Column(
        "stock", "재고", Blank.KEEPS, _quantity, _units,
        "새 품목에만 적용돼요. 있는 품목의 재고는 입출고에서 바꿔 주세요.", "100",
        ("재고수량", "현재고", "stock"),
    ),
    Column(
        "min_quantity", "최소수량", Blank.KEEPS, _quantity, _units, "한 번에 이만큼부터 주문", "1",
        ("최소주문수량", "최소 주문", "MOQ"),
    ),
    Column(
        "quantity_step", "주문배수", Blank.KEEPS, _quantity, _units, "이만큼씩 주문", "1",
        ("배수", "주문 단위 수량"),
    ),
    Column(
        "decimals", "소수자리", Blank.KEEPS, _decimals, int,
        "수량에 쓸 수 있는 소수점 자리, 0부터 3까지", "0", ("수량소수자리",),
    ),
    Column(
        "status", "판매상태", Blank.KEEPS, _one_of(STATUS_WORDS), _word_of(STATUS_WORDS),
        "판매중, 품절, 숨김", "판매중", ("상태", "status"),
    ),
)  # fmt: skip
TITLES = tuple(column.title for column in COLUMNS)
BY_FIELD = {column.field: column for column in COLUMNS}
BY_NAME = {_folded(name): column for column in COLUMNS for name in (column.title, *column.others)}

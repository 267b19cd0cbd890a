"""Headers as people write them; what is written can be read again."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qnector.core.errors import Invalid
from qnector.core.money import VatKind
from qnector.core.quantity import MOST
from qnector.core.sheet import Sheet, SheetRow
from qnector.domain.catalog import importing_columns as columns
from qnector.domain.catalog import importing_rows
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.service import MOST_PRICE, ProductInput
from qnector.outside import xlsx


def found(*titles: str, line: int = 1) -> columns.Header:
    return columns.find_header(Sheet("품목", [SheetRow(line, titles)]))


def fields(header: columns.Header) -> list[str]:
    return [column.field for column in header.columns.values()]


@pytest.mark.parametrize(
    "titles",
    [
        ("품목코드", "품목명", "단가"),
        ("품목 코드", "품목명 *", "단가(원)"),
        ("SKU", "상품명", "판매가 (VAT 포함)"),
        ("상품코드", "제품명", "Unit Price"),
        ("ｃｏｄｅ", "NAME", "가격"),
        ("[품번]", "품명", "출고단가"),
    ],
)
def test_it_knows_a_column_by_many_names(titles: tuple[str, ...]) -> None:
    assert fields(found(*titles)) == ["sku", "name", "unit_price"]


def test_every_name_means_one_column() -> None:
    names = [name for column in columns.COLUMNS for name in (column.title, *column.others)]
    meanings = {columns.BY_NAME[columns._folded(name)].field for name in names}

    assert len(columns.BY_NAME) == len({columns._folded(name) for name in names})
    assert meanings == {column.field for column in columns.COLUMNS}
    for column in columns.COLUMNS:
        for name in (column.title, *column.others):
            assert columns.BY_NAME[columns._folded(name)] is column


def test_it_finds_the_header_below_a_title() -> None:
    rows = [
        SheetRow(1, ("2026년 상품 단가표",)),
        SheetRow(3, ("담당", "김바다")),
        SheetRow(4, ("비고", "품목코드", "품목명", "", "단가")),
        SheetRow(5, ("", "a", "b", "", "1")),
    ]

    header = columns.find_header(Sheet("품목", rows))

    assert (header.line, list(header.columns), header.unused) == (4, [1, 2, 4], ("비고",))


def test_it_says_what_is_missing_and_what_was_found() -> None:
    with pytest.raises(Invalid) as refusal:
        found("번호", "품목명", "수량", line=2)

    assert refusal.value.sentence == (
        "필요한 열이 없어요: 품목코드, 단가. 2행에서 찾은 열: 번호, 품목명, 수량."
    )


def test_it_shortens_long_headers() -> None:
    with pytest.raises(Invalid) as refusal:
        found(*["가" * 5_000] * 90)

    assert "외 78개" in refusal.value.sentence
    assert len(refusal.value.sentence) < 600


def test_it_takes_no_column_twice() -> None:
    with pytest.raises(Invalid, match="품목코드 열이 두 번 있어요: 품목코드, SKU"):
        found("품목코드", "품목명", "단가", "SKU")


def test_its_own_reasons_are_no_column() -> None:
    assert found("품목코드", "품목명", "단가", columns.REASON).unused == ()


def test_the_template_can_be_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    xlsx.save(path, columns.template())

    sheet = xlsx.read(path)

    assert sheet.others == (columns.GUIDE,)
    assert columns.find_header(sheet).titles == columns.TITLES
    assert [column.example for column in columns.COLUMNS if column.example] != []
    for column in columns.COLUMNS:
        column.read(column.example)


def texts(least: int, most: int) -> st.SearchStrategy[str]:
    """What a cell can hold: no control characters, no blanks around it, no error of Excel's."""
    letters = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"))
    return st.text(letters, min_size=least, max_size=most).filter(
        lambda text: (
            text == text.strip()
            and text not in columns.EXCEL_ERRORS
            and not columns.UNSEEN.search(text)
            and "_x000" not in text
        )
    )


@st.composite
def products(draw: st.DrawFn) -> tuple[ProductInput, str]:
    decimals = draw(st.integers(0, 3))
    step = 10 ** (3 - decimals)
    counts = st.integers(1, MOST // step).map(lambda count: count * step)
    given = ProductInput(
        sku=draw(texts(1, 50)),
        name=draw(texts(1, 200)),
        unit_price=draw(st.integers(0, MOST_PRICE)),
        spec=draw(texts(0, 100)),
        unit=draw(texts(1, 10)),
        vat_kind=draw(st.sampled_from(VatKind)),
        stock=draw(st.integers(0, MOST // step)) * step,
        decimals=decimals,
        min_quantity=draw(counts),
        quantity_step=draw(counts),
        status=draw(st.sampled_from(ProductStatus)),
    )
    return given, draw(texts(0, 50))


@settings(max_examples=12)
@given(st.lists(products(), min_size=1, max_size=40, unique_by=lambda one: one[0].sku))
def test_what_is_written_is_read_again(wanted: list[tuple[ProductInput, str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        xlsx.save(path, [columns.table(wanted)])
        sheet = xlsx.read(path)
    header = columns.find_header(sheet)

    read = importing_rows.read_rows(header, sheet.rows[1:], {})

    assert read.problems == []
    assert [(draft.given, draft.category) for draft in read.drafts] == wanted


@given(st.lists(st.lists(st.text(max_size=30), max_size=14), min_size=1, max_size=8))
def test_nothing_in_a_cell_breaks_the_reading(cells: list[list[str]]) -> None:
    header = found(*columns.TITLES)
    rows = [SheetRow(line, tuple(row)) for line, row in enumerate(cells, 2)]

    read = importing_rows.read_rows(header, rows, {})

    assert {problem.line for problem in read.problems} | {draft.line for draft in read.drafts} == {
        row.line for row in rows
    }


@given(st.from_regex(r"[₩\\-]?[0-9０-９,.]{0,12}[원 ]?", fullmatch=True))
def test_a_price_is_a_number_or_refused(written: str) -> None:
    with suppress(Invalid):
        assert isinstance(columns.BY_FIELD["unit_price"].read(written), int)

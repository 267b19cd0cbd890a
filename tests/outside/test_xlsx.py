"""What a file holds, as text."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart

from qnector.core.sheet import Mark, Table
from qnector.outside import xlsx
from tests.outside import books

MOMENT = datetime(2024, 3, 1, 9, 30)  # noqa: DTZ001  a workbook knows no time zones


def only_row(path: Path) -> list[str]:
    (row,) = xlsx.read(path).rows
    return list(row.cells)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("00123", "00123"),
        ("  쌀\n20kg\t포 ", "쌀 20kg 포"),
        ("쌀_x000D_\n20kg", "쌀 20kg"),
        (12, "12"),
        (1.0, "1"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (8801234567890, "8801234567890"),
        (-1200.5, "-1200.5"),
        (True, "TRUE"),
        ('🍚 <b>쌀</b> & "밥" \'', '🍚 <b>쌀</b> & "밥" \''),
        ("가" * 20_000, "가" * 20_000),
        ("1.0", "1.0"),
    ],
)
def test_it_gives_what_a_person_sees(tmp_path: Path, value: object, text: str) -> None:
    assert only_row(books.book(tmp_path / "x.xlsx", [value])) == [text]


def test_it_keeps_the_zeros_that_a_format_shows(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append([123, 123, 12.5])
    for name, shown in (("A1", "00000"), ("B1", "#,##0"), ("C1", "00000")):
        made.active[name].number_format = shown
    made.save(tmp_path / "x.xlsx")

    assert only_row(tmp_path / "x.xlsx") == ["00123", "123", "12.5"]


def test_it_marks_what_would_mislead(tmp_path: Path) -> None:
    path = books.book(
        tmp_path / "x.xlsx",
        [date(2024, 3, 1), MOMENT, time(9, 30), "=1+1", "#N/A", 10**15, "1-2"],
    )

    (row,) = xlsx.read(path).rows

    assert row.marks == {
        0: Mark.DATE, 1: Mark.DATE, 2: Mark.DATE, 3: Mark.FORMULA, 4: Mark.ERROR, 5: Mark.ROUNDED,
    }  # fmt: skip
    assert (row.text(0), row.text(4), row.text(6), row.text(99)) == (
        "2024-03-01",
        "#N/A",
        "1-2",
        "",
    )


def test_it_takes_the_value_that_a_formula_came_to(tmp_path: Path) -> None:
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>가</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>1+1</f></c>'
        '<c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    )
    path = books.raw(tmp_path / "x.xlsx", books.sheet(f'<row r="1">{cells}</row>'))

    (row,) = xlsx.read(path).rows

    assert row.cells == ("2", "가", "", "", "#DIV/0!")
    assert row.marks == {3: Mark.FORMULA, 4: Mark.ERROR}


def test_it_marks_merged_cells(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for row in (["제목"], ["코드", "분류"], ["a", "곡물"], ["b"], ["c", "채소"]):
        made.active.append(row)
    made.active.merge_cells("A1:B1")
    made.active.merge_cells("B3:B4")
    made.save(tmp_path / "x.xlsx")

    rows = xlsx.read(tmp_path / "x.xlsx").rows

    merged = {row.line: set(row.marks) for row in rows if row.marks}
    assert merged == {1: {0, 1}, 3: {1}, 4: {1}}


def test_it_skips_blank_rows_and_keeps_their_numbers(tmp_path: Path) -> None:
    path = books.book(tmp_path / "x.xlsx", [], [], ["코드"], [" ", None], ["a", None, ""], [])

    assert [(row.line, row.cells) for row in xlsx.read(path).rows] == [(3, ("코드",)), (5, ("a",))]


def test_it_reads_the_first_visible_sheet_with_something_on_it(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "빈 시트"
    for name, state in (("비밀", "hidden"), ("더 비밀", "veryHidden"), ("품목", "visible")):
        made.create_sheet(name).append([name])
        made[name].sheet_state = state
    made.create_sheet("안내").append(["설명"])
    made.create_chartsheet("그림").add_chart(BarChart())
    made.save(tmp_path / "x.xlsx")

    found = xlsx.read(tmp_path / "x.xlsx")

    assert (found.name, found.rows[0].cells) == ("품목", ("품목",))
    assert found.hidden == ("비밀", "더 비밀")
    assert found.others == ("빈 시트", "안내")


def test_it_believes_no_stated_size(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row><c><v>4</v></c></row>'
    path = books.raw(tmp_path / "x.xlsx", books.sheet(rows, before='<dimension ref="A1"/>'))

    assert [row.cells for row in xlsx.read(path).rows] == [("1", "", "3"), ("4",)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_it_reads_csv(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = ["품목코드,품목명,단가", "", '00123,"쌀, ""햅쌀""\r\n20kg",1200', "똠방,펲,1", ""]
    path = tmp_path / "x.csv"
    text = "\r\n".join(lines).replace(",", delimiter).replace(f"쌀{delimiter} ", "쌀, ")
    path.write_bytes(text.encode(encoding))

    assert [(row.line, row.cells) for row in xlsx.read(path).rows] == [
        (1, ("품목코드", "품목명", "단가")),
        (3, ("00123", '쌀, "햅쌀" 20kg', "1200")),
        (4, ("똠방", "펲", "1")),
    ]


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a\n" * 2_500)
    told: list[int] = []

    xlsx.read(path, progress=told.append)

    assert told == [1_000, 2_000, 2_500]


def test_it_writes_text_as_text(tmp_path: Path) -> None:
    texts = ["=1+1", "+82", "-5", "@cmd", "00123", "#N/A", "<b>", "가\x00\ufffe나", "＝1", "1e5"]
    rows = [(text, 12, Decimal("0.5"), None) for text in texts]
    path = tmp_path / "x.xlsx"

    xlsx.save(path, [Table("품목", ("=코드", "수", "무게", "빈칸"), rows, texts=("=코드",))])

    cells = [row[0] for row in openpyxl.load_workbook(path)["품목"].iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells[1:]] == [*texts[:7], "가  나", *texts[8:]]
    quoted = [cell.value for cell in cells if cell.quotePrefix]
    assert quoted == ["=코드", "=1+1", "+82", "-5", "@cmd", "＝1"]
    second = xlsx.read(path).rows[1]
    assert second.cells == ("=1+1", "12", "0.5")
    assert second.marks == {}

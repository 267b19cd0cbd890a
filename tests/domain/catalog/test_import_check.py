"""What a product file would do, without doing it."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core.errors import Invalid, NotAllowed
from qnector.core.money import VatKind
from qnector.core.quantity import ONE
from qnector.core.sheet import Mark, Sheet, SheetRow
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.billing.models import Plan, PlanCode
from qnector.domain.catalog import importing
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.importing import Preview, Problem
from qnector.domain.catalog.models import Category, Product, ProductStatus
from tests.domain.catalog.sheets import HEAD, RICE, marked, product, sheet
from tests.world import World


def check(session: Session, world: World, *rows: tuple[str, ...]) -> Preview:
    return importing.check(session, world.seller, sheet(*rows))


def problem(session: Session, world: World, **changes: str) -> tuple[str, str]:
    """The title and sentence of the only problem of a row with these cells."""
    preview = check(session, world, product(**changes))
    (found,) = preview.problems
    assert (found.line, preview.added, preview.failed_count) == (2, [], 1)
    return found.column, found.sentence


def rows_of(session: Session) -> tuple[int, ...]:
    audit.settle(session)
    return tuple(
        session.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (Product, Category, AuditEntry)
    )


def test_it_tells_new_changed_and_same_apart_and_writes_nothing(
    session: Session, world: World
) -> None:
    before = rows_of(session)

    dearer = product(
        "ONION",
        품목명="양파",
        단위="kg",
        단가="2,500",
        과세구분="면세",
        최소수량="0.5",
        주문배수="0.5",
    )
    preview = check(session, world, RICE, product("NEW", 분류="곡물"), dearer)

    assert [draft.given.sku for draft in preview.added] == ["NEW"]
    assert preview.added[0].category == "곡물"
    (onion,) = preview.changed
    assert (onion.product_id, onion.given.unit_price, onion.has_new_price) == (
        world.onion, 2_500, True,
    )  # fmt: skip
    assert (onion.given.decimals, onion.given.vat_kind) == (1, VatKind.EXEMPT)
    assert (preview.unchanged, preview.problems, preview.refusal) == (1, [], "")
    assert importing.summary(preview) == "1개 등록, 1개 수정, 1개 그대로"
    assert rows_of(session) == before
    assert world.touched() == set()


def test_it_keeps_what_the_file_does_not_say(session: Session, world: World) -> None:
    given = catalog.ProductInput(
        "FISH", "고등어", 9_000, spec="1손", unit="손", vat_kind=VatKind.EXEMPT, decimals=2,
        min_quantity=1_500, quantity_step=500, status=ProductStatus.HIDDEN,
        category_id=catalog.add_category(session, world.seller, "생선"),
    )  # fmt: skip
    catalog.add_product(session, world.seller, given)
    few = sheet(("FISH", "고등어", "9500"), head=("품목코드", "품목명", "단가"))
    blank = sheet(product("FISH", 품목명="고등어", 단가="9500", 단위="", 과세구분="", 재고="",
                          최소수량="", 주문배수=""))  # fmt: skip

    (kept,) = importing.check(session, world.seller, few).changed
    (cleared,) = importing.check(session, world.seller, blank).changed

    assert kept.category == "생선"
    assert kept.given == replace(given, unit_price=9_500, category_id=None)
    # An empty 규격 or 분류 says that there is none; the others cannot be empty and stay.
    assert cleared.category == ""
    assert cleared.given == replace(given, unit_price=9_500, category_id=None, spec="")


def test_it_gives_a_new_product_the_usual_values(session: Session, world: World) -> None:
    few = sheet(("NEW", "새 품목", "1200"), head=("품목코드", "품목명", "단가"))

    (draft,) = importing.check(session, world.seller, few).added

    assert draft.given == catalog.ProductInput("NEW", "새 품목", 1_200)


@pytest.mark.parametrize(
    ("written", "won"),
    [
        ("1200", 1_200), ("1,200", 1_200), ("₩1,200", 1_200), ("1,200원", 1_200),
        ("￦ 1,200 원", 1_200), ("\\1,200", 1_200), ("１２００", 1_200), ("1200.00", 1_200),
        ("0", 0), ("12,345,678", 12_345_678),
    ],
)  # fmt: skip
def test_it_reads_prices_as_people_write_them(
    session: Session, world: World, written: str, won: int
) -> None:
    (draft,) = check(session, world, product(단가=written)).added

    assert draft.given.unit_price == won


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "비어 있어요"), ("천원", "숫자로"), ("1,20", "숫자로"), ("1.200.000", "숫자로"),
        ("1200.5", "소수점 없이"), ("-100", "다시 확인"), ("1" + "0" * 13, "다시 확인"),
        ("1e5", "숫자로"), ("NaN", "숫자로"), ("=1+1", "숫자로"), ("9" * 10_000, "숫자로"),
    ],
)  # fmt: skip
def test_it_refuses_prices_that_are_none(
    session: Session, world: World, written: str, sentence: str
) -> None:
    column, said = problem(session, world, 단가=written)

    assert column == "단가"
    assert sentence in said
    assert len(said) < 100


@pytest.mark.parametrize(
    ("title", "written", "sentence"),
    [
        ("품목코드", "", "비어 있어요"), ("품목코드", "x" * 51, "50자까지"),
        ("품목명", "", "비어 있어요"), ("품목명", "가" * 20_000, "200자까지"),
        ("품목명", "#REF!", "오류 값"), ("규격", "가" * 101, "100자까지"),
        ("단위", "가" * 11, "10자까지"), ("분류", "가" * 51, "50자까지"),
        ("과세구분", "비과세", "과세, 영세, 면세 중"), ("재고", "많음", "숫자로"),
        ("재고", "-1", "재고를 다시"), ("재고", "1.5", "소수점을 쓰지 않는"),
        ("재고", "0.0001", "3자리까지"), ("재고", "9" * 12, "재고를 다시"),
        ("최소수량", "0", "다시 확인"), ("최소수량", "0.5", "소수자리 칸"),
        ("주문배수", "1개", "숫자로"), ("주문배수", "-1", "다시 확인"),
    ],
)  # fmt: skip
def test_it_names_the_cell_and_what_is_wrong(
    session: Session, world: World, title: str, written: str, sentence: str
) -> None:
    column, said = problem(session, world, **{title: written})

    assert (column, sentence in said) == (title, True), said


def test_it_names_everything_that_is_wrong_in_a_row(session: Session, world: World) -> None:
    bad = product(
        품목명="", 규격="가" * 101, 단가="싸다", 과세구분="모름", 재고="0.5", 최소수량="0"
    )

    found = check(session, world, bad).problems

    assert {one.column for one in found} == {
        "품목명", "규격", "단가", "과세구분", "재고", "최소수량",
    }  # fmt: skip
    assert len(found) == 6


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        (Mark.ERROR, "오류 값"), (Mark.FORMULA, "수식의 값"), (Mark.DATE, "날짜로"),
        (Mark.MERGED, "합쳐진 칸"), (Mark.ROUNDED, "15자리"),
    ],
)  # fmt: skip
def test_it_takes_no_marked_cell(session: Session, world: World, mark: Mark, sentence: str) -> None:
    (found,) = importing.check(session, world.seller, marked(product(), c0=mark)).problems

    assert (found.line, found.column) == (2, "품목코드")
    assert sentence in found.sentence


def test_it_looks_at_no_mark_in_a_column_it_does_not_use(session: Session, world: World) -> None:
    rows = [SheetRow(1, (*HEAD, "비고")), SheetRow(2, product(), {10: Mark.MERGED})]

    preview = importing.check(session, world.seller, Sheet("품목", rows))

    assert (len(preview.added), preview.problems) == (1, [])
    assert preview.notes == ["쓰지 않는 열이에요: 비고"]


def test_it_takes_no_code_twice_and_names_the_lines(session: Session, world: World) -> None:
    preview = check(
        session, world, product("A"), product("B"), product(" A\u200b"), product("a"), product("A")
    )

    assert [draft.given.sku for draft in preview.added] == ["B", "a"]
    sentence = "같은 품목코드가 2행, 4행, 6행에 있어요. 하나만 남겨 주세요."
    assert preview.problems == [Problem(line, "품목코드", sentence) for line in (2, 4, 6)]


def test_it_names_no_more_than_ten_lines(session: Session, world: World) -> None:
    found = check(session, world, *[product("A")] * 30).problems

    assert len(found) == 30
    assert "11행 외 20행에 있어요" in found[0].sentence


def test_it_keeps_texts_as_they_are(session: Session, world: World) -> None:
    names = ["=1+1", "+82 전화", "-5%", "@here", "<script>alert(1)</script>", "🍚 밥", "a  b", "'x"]
    rows = [product(f"00{place}", 품목명=name) for place, name in enumerate(names)]

    added = check(session, world, *rows).added

    assert [(draft.given.sku, draft.given.name) for draft in added] == [
        (f"00{place}", name) for place, name in enumerate(names)
    ]


def test_it_leaves_stocks_alone_and_says_so(session: Session, world: World) -> None:
    more = (*RICE[:7], "999", *RICE[8:])

    preview = check(session, world, more, product("NEW", 재고="1,646"))

    assert (preview.unchanged, preview.added[0].given.stock) == (1, 1_646 * ONE)
    assert preview.notes == [
        "이미 있는 품목 1개의 재고는 바꾸지 않아요. 재고는 품목 관리의 입출고에서 바꿔 주세요."
    ]


def test_it_says_which_sheets_it_did_not_read(session: Session, world: World) -> None:
    file = sheet(product(), others=("2월", "안내"), hidden=("비밀" * 40,))

    notes = importing.check(session, world.seller, file).notes

    assert notes == [
        f"숨긴 시트는 읽지 않았어요: {'비밀' * 15}…",
        "첫 시트(품목)만 읽었어요. 읽지 않은 시트: 2월",
    ]


def test_it_says_when_the_plan_does_not_reach(session: Session, world: World) -> None:
    plan = session.get(Plan, PlanCode.FREE)
    plan.product_limit = 4
    session.add(plan)
    session.flush()

    within = check(session, world, product("A"), product("B"), RICE)
    beyond = check(session, world, product("A"), product("B"), product("C"))

    assert within.refusal == ""
    assert "4개까지" in beyond.refusal
    assert "지금 2개, 새 품목 3개" in beyond.refusal


def test_it_knows_nothing_of_others(session: Session, world: World) -> None:
    preview = check(session, world, product("LAPTOP"), product("PAPER"))

    assert [draft.given.sku for draft in preview.added] == ["LAPTOP", "PAPER"]
    assert importing.check(session, world.other_seller, sheet(product("RICE"))).changed == []


def test_it_is_for_managers_of_sellers(session: Session, world: World) -> None:
    for nobody in (world.seller_staff, world.buyer, world.operator, world.stranger):
        with pytest.raises(NotAllowed):
            importing.check(session, nobody, sheet(product()))


def test_it_needs_at_least_one_product(session: Session, world: World) -> None:
    for empty in (Sheet("품목", []), sheet()):
        with pytest.raises(Invalid, match="한 줄도 없어요"):
            importing.check(session, world.seller, empty)

"""`python -m qnector import-products`: what it says, what it writes, how it ends."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.cli.build import ROOT
from qnector.cli.main import main
from qnector.core import db, settings
from qnector.domain.accounts.models import User
from qnector.domain.catalog.models import Product
from qnector.outside import xlsx
from tests.domain.catalog.sheets import HEAD, RICE, product
from tests.outside import books
from tests.world import World

SELLER = "owner@bada.test"
DEARER = (*RICE[:5], "₩61,000", *RICE[6:])
BAD = product("BAD", 단가="싸다")


@pytest.fixture
def _market(committed: World, database: str) -> None:
    settings.use(database_url=database)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """One new, one changed, one bad row."""
    return books.book(tmp_path / "품목.xlsx", list(HEAD), list(product("A")), [*DEARER], [*BAD])


def run(file: Path, *more: str, seller: str = SELLER) -> int:
    return main(["import-products", str(file), "--seller", seller, *more])


def prices() -> dict[str, int]:
    def ask(session: Session) -> dict[str, int]:
        rows = session.execute(select(Product.sku, Product.unit_price, Product.stock)).all()
        return {row.sku: row.unit_price for row in rows}

    return db.read_now(ask)


pytestmark = pytest.mark.usefixtures("_market")


def test_it_takes_the_good_rows_and_says_which_are_bad(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file) == 1

    said = capsys.readouterr().out
    assert "» 3행을 확인했어요. 쓸 수 있는 행 2개, 고칠 행 1개" in said
    assert "  4행 단가: 단가를 숫자로 입력해 주세요." in said
    assert "» 올렸어요: 1개 등록, 1개 수정, 0개 그대로" in said
    assert prices()["RICE"] == 61_000
    assert "BAD" not in prices()


def test_it_only_looks_with_dry_run(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = prices()

    assert run(file, "--dry-run") == 1

    assert "» 확인만 했어요. 올리면: 1개 등록, 1개 수정, 0개 그대로" in capsys.readouterr().out
    assert prices() == before


def test_it_takes_all_or_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = prices()

    assert run(file, "--all-or-nothing") == 2

    assert "고칠 행이 1개 있어서 아무것도 올리지 않았어요." in capsys.readouterr().err
    assert prices() == before


def test_bad_rows_can_be_mended_and_brought_again(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failed = tmp_path / "고칠 행.xlsx"
    run(file, "--failed", str(failed))
    rows = [list(row.cells) for row in xlsx.read(failed).rows]
    assert rows[0][-1] == "사유"
    assert rows[1][0] == "BAD"
    assert "숫자로" in rows[1][-1]

    rows[1][5] = "1,200원"
    assert run(books.book(tmp_path / "다시.xlsx", *rows)) == 0

    assert prices()["BAD"] == 1_200
    assert "1개 등록, 0개 수정, 0개 그대로" in capsys.readouterr().out


def test_a_file_without_faults_ends_well(tmp_path: Path) -> None:
    file = tmp_path / "품목.csv"
    file.write_bytes("코드,상품명,가격\r\n007,제임스,700\r\n".encode("cp949"))
    failed = tmp_path / "failed.xlsx"

    assert run(file, "--failed", str(failed)) == 0
    assert run(file) == 0

    assert prices()["007"] == 700
    assert not failed.exists()


@pytest.mark.parametrize(
    ("seller", "sentence"),
    [
        ("nobody@bada.test", "판매자 사용자를 찾을 수 없어요"),
        ("owner@hanbit.test", "판매자 사용자를 찾을 수 없어요"),
        ("operator@qnector.test", "판매자 사용자를 찾을 수 없어요"),
        ("staff@bada.test", "권한이 없어요"),
        ("' OR 1=1 --", "판매자 사용자를 찾을 수 없어요"),
    ],
)
def test_it_is_for_those_who_may(
    file: Path, seller: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = prices()

    assert run(file, seller=seller) == 2

    assert sentence in capsys.readouterr().err
    assert prices() == before


def test_it_is_not_for_those_who_left(file: Path) -> None:
    def leave(session: Session) -> None:
        user = session.execute(select(User).where(User.email == SELLER)).scalar_one()
        user.is_active = False
        session.add(user)

    db.write_now(leave)

    assert run(file) == 2


def test_it_says_what_is_wrong_with_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = books.book(tmp_path / "wrong.xlsx", ["번호", "수량"], ["1", "2"])
    for path, sentence in (
        (wrong, "필요한 열이 없어요: 품목코드, 품목명, 단가. 1행에서 찾은 열: 번호, 수량."),
        (tmp_path / "none.xlsx", "파일을 찾을 수 없어요"),
    ):
        assert run(path) == 2
        assert sentence in capsys.readouterr().err


def test_it_does_nothing_beyond_the_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [list(product(f"N{number}")) for number in range(60)]
    before = prices()

    assert run(books.book(tmp_path / "x.xlsx", list(HEAD), *rows)) == 2

    assert "50개까지" in capsys.readouterr().out
    assert prices() == before


def test_it_never_writes_over_what_it_reads(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = file.read_bytes()

    assert run(file, "--failed", str(file)) == 2
    assert run(file, "--failed", "/none/such/folder.xlsx") == 2

    assert file.read_bytes() == content
    assert "cannot be written" in capsys.readouterr().err


def test_it_makes_no_database_where_there_is_none(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.use(database_url=f"sqlite:///{tmp_path}/other/none.db")

    assert run(file) == 2

    assert "qnector migrate" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_the_template_is_a_file_that_only_lacks_products(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "양식.xlsx"

    assert main(["product-template", str(path)]) == 0
    assert run(path) == 2

    assert "품목이 한 줄도 없어요" in capsys.readouterr().err


def test_its_exit_codes_are_written_down() -> None:
    command = [sys.executable, "-m", "qnector", "import-products", "--help"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert "exit codes:" in said
    assert "1  some rows have to be mended" in said

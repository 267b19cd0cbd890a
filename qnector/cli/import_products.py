"""Put a file of products into a seller's list: check, say what is wrong, apply.

Exit codes: 0 every row was taken (or would be, with --dry-run), 1 some rows have to be mended and
the others were taken (or would be), 2 nothing was done and the reason was said.
"""

import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from qnector.core.settings import Misconfigured
from qnector.core.sheet import Sheet, Table
from qnector.outside import xlsx

if TYPE_CHECKING:
    from qnector.core.actor import Actor
    from qnector.domain.catalog.importing import Preview, Problem

ALL_TAKEN, SOME_LEFT, NOTHING_DONE = 0, 1, 2
HELP = """exit codes:
  0  every row was taken (with --dry-run: would be)
  1  some rows have to be mended; the others were taken (with --dry-run: would be)
  2  nothing was done, and the reason was said

Known 품목코드 change the product, new ones make one; the stock is set for new products only.
`python -m qnector product-template PATH` writes an empty file that explains its columns."""


def run(
    path: Path, *, seller: str, is_dry: bool = False, all_or_nothing: bool = False,
    failed: Path | None = None,
) -> int:  # fmt: skip
    """Import one file as the user `seller`; returns the exit code. Raises QnectorError."""
    if failed is not None and failed.absolute() == path.absolute():
        raise Misconfigured("--failed must name another file than the one that is read.")
    with ThreadPoolExecutor(1) as reader:
        # Another process reads the file while this one loads the business.
        reading = reader.submit(xlsx.read, path, progress=_say_read)
        return _import(reading, seller, is_dry, all_or_nothing, failed)


def write_template(path: Path) -> int:
    """Write the empty file that sellers fill in."""
    from qnector.domain.catalog import importing_columns

    _save(path, importing_columns.template())
    print(f"» {path}에 양식을 저장했어요.")
    return ALL_TAKEN


def _import(
    reading: "Future[Sheet]", seller: str, is_dry: bool, all_or_nothing: bool, failed: Path | None
) -> int:
    from qnector.core import db
    from qnector.domain.catalog import importing

    actor = _actor(seller)
    sheet = reading.result()
    preview = db.read_now(importing.check, actor, sheet)
    _say_checked(preview, sheet)
    if preview.refusal:
        _keep_failed(failed, preview, preview.problems)
        print(f"{preview.refusal} 아무것도 올리지 않았어요.")
        return NOTHING_DONE
    if is_dry:
        _keep_failed(failed, preview, preview.problems)
        print(f"» 확인만 했어요. 올리면: {importing.summary(preview)}")
        return SOME_LEFT if preview.problems else ALL_TAKEN
    if all_or_nothing and preview.problems:
        _keep_failed(failed, preview, preview.problems)
    done = db.write_now(importing.apply, actor, preview, only_good=not all_or_nothing)
    _say_problems(done.late)
    _keep_failed(failed, preview, preview.problems + done.late)
    print(f"» 올렸어요: {importing.summary(done)}")
    return SOME_LEFT if preview.problems or done.late else ALL_TAKEN


def _actor(email: str) -> "Actor":
    """Whoever may import for a seller. Raises QnectorError, Misconfigured for no database."""
    from sqlalchemy.exc import OperationalError, ProgrammingError

    from qnector.core import db, settings
    from qnector.domain import tables
    from qnector.domain.accounts import rules
    from qnector.domain.accounts import service as accounts

    assert tables
    config = settings.current()
    missing = "The database is not there yet. Run: python -m qnector migrate"
    if config.is_sqlite and not Path(config.database.removeprefix("sqlite:///")).exists():
        raise Misconfigured(missing)
    try:
        actor = db.read_now(accounts.seller_by_email, email)
    except (OperationalError, ProgrammingError) as failure:
        raise Misconfigured(missing) from failure
    rules.require_may(actor, "imports.run")
    return actor


def _say_read(count: int) -> None:
    if sys.stderr.isatty():
        print(f"\r» {count:,}행을 읽었어요.", end="", file=sys.stderr, flush=True)


def _say_checked(preview: "Preview", sheet: Sheet) -> None:
    if sys.stderr.isatty():
        print(file=sys.stderr)
    good = len(preview.added) + len(preview.changed) + preview.unchanged
    print(f"» {len(sheet.rows) - 1:,}행을 확인했어요. 쓸 수 있는 행 {good:,}개,", end=" ")
    print(f"고칠 행 {preview.failed_count:,}개", flush=True)
    for note in preview.notes:
        print(f"  {note}")
    _say_problems(preview.problems)


def _say_problems(problems: "list[Problem]") -> None:
    for problem in problems:
        place = f"{problem.line}행 {problem.column}".rstrip()
        print(f"  {place}: {problem.sentence}")


def _keep_failed(path: Path | None, preview: "Preview", problems: "list[Problem]") -> None:
    from qnector.domain.catalog import importing

    if path is None or not problems:
        return
    _save(path, [importing.failed_table(preview, problems)])
    print(f"» 고칠 행을 {path}에 저장했어요. 사유 열을 보고 고쳐서 다시 올려 주세요.")


def _save(path: Path, tables: list[Table]) -> None:
    try:
        xlsx.save(path, tables)
    except OSError as failure:
        raise Misconfigured(f"{path} cannot be written: {failure.strerror}.") from failure

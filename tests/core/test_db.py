import asyncio
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import column, select, table, text
from sqlmodel import Session

from qnector.core import db, feed
from tests.support.waves import settled


@pytest.fixture
def counter(tmp_path):
    db.configure(f"sqlite:///{tmp_path}/test.db")
    db.write_now(lambda s: s.connection().execute(text("CREATE TABLE counter (n INTEGER)")))
    db.write_now(lambda s: s.connection().execute(text("INSERT INTO counter VALUES (0)")))
    yield
    db.dispose()


def value(session: Session) -> int:
    return session.connection().execute(text("SELECT n FROM counter")).scalar_one()


def add_one(session: Session) -> None:
    n = value(session)
    session.connection().execute(text("UPDATE counter SET n = :n"), {"n": n + 1})


def test_it_loses_no_update_of_many_threads(counter) -> None:
    threads = [
        threading.Thread(target=lambda: [db.write_now(add_one) for _ in range(25)])
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert db.read_now(value) == 200


def test_it_undoes_everything_when_anything_is_raised(counter) -> None:
    def fail(session: Session) -> None:
        add_one(session)
        db.touch(session, 1, "orders")
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        db.write_now(fail)

    assert db.read_now(value) == 0


def test_it_never_writes_on_the_event_loop(counter) -> None:
    async def play() -> tuple[str, str]:
        def where(_session: Session) -> str:
            return threading.current_thread().name

        return await db.write(where), await db.read(where, slow=True)

    writer, reader = asyncio.run(play())

    assert writer.startswith("db-write")
    assert reader.startswith("db-read")


def test_it_wakes_screens_after_the_commit_and_not_before(counter) -> None:
    seen: list[int] = []

    async def play() -> None:
        async def sender(_token: str, _topic: str) -> None:
            seen.append(await db.read(value))

        feed.send_with(sender)
        feed.subscribe(1, "tab", ["orders"])

        def change(session: Session) -> None:
            db.touch(session, 1, "orders")
            add_one(session)

        await db.write(change)
        await settled()

    asyncio.run(play())
    feed.clear()

    assert seen == [1]


def test_it_wakes_nobody_when_nothing_was_committed(counter) -> None:
    seen: list[str] = []

    async def play() -> None:
        async def sender(token: str, _topic: str) -> None:
            seen.append(token)

        feed.send_with(sender)
        feed.subscribe(1, "tab", ["orders"])

        def fail(session: Session) -> None:
            db.touch(session, 1, "orders")
            raise RuntimeError

        with pytest.raises(RuntimeError):
            await db.write(fail)
        await settled()

    asyncio.run(play())
    feed.clear()

    assert seen == []


def test_it_keeps_moments_in_utc() -> None:
    kind = db.UtcDateTime()
    seoul = datetime(2026, 2, 14, 9, 0, tzinfo=timezone(timedelta(hours=9)))

    assert kind.process_bind_param(seoul, None) == datetime(2026, 2, 14, 0, 0, tzinfo=UTC)
    assert kind.process_result_value(datetime(2026, 2, 14), None) == datetime(  # noqa: DTZ001
        2026, 2, 14, tzinfo=UTC
    )
    with pytest.raises(ValueError, match="time zone"):
        kind.process_bind_param(datetime(2026, 2, 14), None)  # noqa: DTZ001


def test_it_commits_durably(counter) -> None:
    def pragmas(session: Session) -> list[object]:
        run = session.connection().exec_driver_sql
        return [
            run("PRAGMA journal_mode").scalar(),
            run("PRAGMA synchronous").scalar(),
            run("PRAGMA foreign_keys").scalar(),
        ]

    assert db.read_now(pragmas) == ["wal", 2, 1]


def test_a_glance_sees_the_last_commit(counter) -> None:
    async def play() -> list[int]:
        statement = select(column("n")).select_from(table("counter"))
        seen = []
        for _ in range(3):
            row = await db.read_row(statement, {})
            assert row is not None
            seen.append(row.n)
            await db.write(add_one)
        return seen

    assert asyncio.run(play()) == [0, 1, 2]

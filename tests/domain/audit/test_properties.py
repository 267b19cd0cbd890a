"""For any chain and any single act of tampering: it is found, at or before the place."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from qnector.domain.audit import service as audit
from qnector.domain.audit import verifying
from tests.domain.audit import tampering
from tests.world import World

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)

MANY = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
Rows = list[dict[str, Any]]


def _rewrite(session: Session, rows: Rows, at: int) -> None:
    """A forger who hashes the entry anew, but not those behind it or the head."""
    before = rows[at - 1]["hash"] if at else ""
    forged = {**rows[at], "detail": "꾸민 일"}
    hashed = audit.hash_of(before, at + 1, forged)
    tampering.change(session, rows[at], detail="꾸민 일", hash=hashed)


def _cut_off(session: Session, rows: Rows, at: int) -> None:
    for row in rows[at:]:
        tampering.remove(session, row)


def _swap(session: Session, rows: Rows, at: int) -> None:
    other = rows[at - 1]
    if other["id"] == rows[at]["id"]:
        return tampering.change(session, rows[at], ref="other")
    said = ("action", "area", "ref", "detail", "hash")
    tampering.change(session, rows[at], **{name: other[name] for name in said})
    return tampering.change(session, other, **{name: rows[at][name] for name in said})


def _move(session: Session, rows: Rows, at: int) -> None:
    moved = rows[at]["at"] - timedelta(days=1)
    tampering.change(session, rows[at], at=moved)


ACTS: dict[str, Callable[[Session, Rows, int], None]] = {
    "change": lambda session, rows, at: tampering.change(session, rows[at], detail="x"),
    "rewrite": _rewrite,
    "delete": lambda session, rows, at: tampering.remove(session, rows[at]),
    "cut off": _cut_off,
    "swap": _swap,
    "move in time": _move,
    "give to nobody": lambda session, rows, at: tampering.change(session, rows[at], user_id=None),
}


@MANY
@given(count=st.integers(1, 9), where=st.integers(0, 8), act=st.sampled_from(sorted(ACTS)))
def test_any_tampering_is_found(
    session: Session, world: World, count: int, where: int, act: str
) -> None:
    rows = tampering.fill(session, world.buyer, count)
    ACTS[act](session, rows, where % count)

    found = verifying.verify(session, world.buyer.company_id)

    assert not found.is_whole
    assert found.number <= where % count + 2


@MANY
@given(
    said=st.lists(
        st.tuples(st.text(max_size=60), st.text(max_size=600).filter(lambda one: "\0" not in one)),
        max_size=8,
    )
)
def test_any_chain_that_was_left_alone_is_whole(
    session: Session, world: World, said: list[tuple[str, str]]
) -> None:
    tampering.forget(session, world.buyer.company_id)
    for ref, detail in said:
        audit.write(session, world.buyer, "order.place", ref, detail)
        audit.settle(session)

    found = verifying.verify(session, world.buyer.company_id)

    assert (found.is_whole, found.count) == (True, len(said))


@MANY
@given(
    first=st.tuples(st.text(max_size=8), st.text(max_size=8)),
    other=st.tuples(st.text(max_size=8), st.text(max_size=8)),
)
def test_no_two_entries_have_the_same_hash(
    session: Session, world: World, first: tuple[str, str], other: tuple[str, str]
) -> None:
    """What one field says cannot be read as the end of the field before it."""
    row = tampering.entries(session, world.buyer.company_id)[0]
    one, two = (
        audit.hash_of("", 1, {**row, "ref": ref, "detail": detail})
        for ref, detail in (first, other)
    )

    assert (one == two) is (first == other)

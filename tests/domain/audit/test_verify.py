"""Whatever is done to a chain behind its back is found, and where."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session

from qnector.domain.audit import service as audit
from qnector.domain.audit import verifying
from qnector.domain.audit.verifying import Fault
from tests.domain.audit import tampering
from tests.world import World


def verdict(session: Session, world: World) -> tuple[Fault, int]:
    found = verifying.verify(session, world.buyer.company_id)
    return found.fault, found.number


def test_the_markets_chains_are_whole(session: Session, world: World) -> None:
    audit.write(session, world.operator, "plan.edit", "plan:1")
    audit.settle(session)

    found = list(verifying.verify_all(session))

    assert all(one.is_whole for one in found)
    assert {one.chain for one in found} == {0, *world.companies.values()}
    assert sum(one.count for one in found) > len(found)


def test_an_empty_chain_is_whole(session: Session, world: World) -> None:
    tampering.forget(session, world.buyer.company_id)

    assert verifying.verify(session, world.buyer.company_id).is_whole


@pytest.mark.parametrize("number", [1, 4, 7])
@pytest.mark.parametrize(
    "values",
    [
        {"detail": "다른 사유"},
        {"action": "order.other", "area": "order"},
        {"ref": "order:0x"},
        {"address": "10.0.0.1"},
        {"user_id": None},
        {"acting_operator_id": 1},
        {"area": "look"},
        {"hash": "0" * 64},
    ],
)
def test_it_finds_what_was_changed(
    session: Session, world: World, number: int, values: dict[str, object]
) -> None:
    rows = tampering.fill(session, world.buyer, 7)
    tampering.change(session, rows[number - 1], **values)

    found = verifying.verify(session, world.buyer.company_id)

    assert (found.fault, found.number) == (Fault.CHANGED, number)
    assert (found.entry_id, found.count) == (rows[number - 1]["id"], number - 1)


def test_it_finds_a_moment_that_was_moved(session: Session, world: World) -> None:
    rows = tampering.fill(session, world.buyer, 3)
    tampering.change(session, rows[1], at=rows[1]["at"] + timedelta(microseconds=1))

    assert verdict(session, world) == (Fault.CHANGED, 2)


@pytest.mark.parametrize("number", [1, 4, 7])
def test_it_finds_what_was_deleted(session: Session, world: World, number: int) -> None:
    rows = tampering.fill(session, world.buyer, 7)
    tampering.remove(session, rows[number - 1])

    assert verdict(session, world) == (Fault.MISSING, number)


def test_it_finds_that_the_end_was_cut_off(session: Session, world: World) -> None:
    rows = tampering.fill(session, world.buyer, 7)
    for row in rows[5:]:
        tampering.remove(session, row)

    assert verdict(session, world) == (Fault.MISSING, 6)


def test_it_finds_that_everything_was_deleted(session: Session, world: World) -> None:
    for row in tampering.fill(session, world.buyer, 3):
        tampering.remove(session, row)

    assert verdict(session, world) == (Fault.MISSING, 1)
    assert world.buyer.company_id in verifying.chains(session)


def test_it_finds_a_gap_that_was_closed(session: Session, world: World) -> None:
    rows = tampering.fill(session, world.buyer, 4)
    tampering.remove(session, rows[1])
    tampering.change(session, rows[2], number=2)
    tampering.change(session, rows[3], number=3)

    assert verdict(session, world) == (Fault.CHANGED, 2)


def test_it_finds_what_was_put_in(session: Session, world: World) -> None:
    rows = tampering.fill(session, world.buyer, 4)
    forged = {**rows[3], "id": None, "number": 5, "detail": "꾸민 일"}
    forged["hash"] = audit.hash_of(rows[3]["hash"], 5, forged)
    tampering.put_in(session, {name: value for name, value in forged.items() if name != "id"})

    assert verdict(session, world) == (Fault.ADDED, 5)


@pytest.mark.parametrize("number", [0, -3])
def test_it_finds_what_was_put_in_before_the_first(
    session: Session, world: World, number: int
) -> None:
    rows = tampering.fill(session, world.buyer, 4)
    forged = {**rows[0], "number": number}
    tampering.put_in(session, {name: value for name, value in forged.items() if name != "id"})

    assert verdict(session, world) == (Fault.ADDED, number)


def test_it_finds_a_second_entry_of_one_number(session: Session, world: World) -> None:
    """The installation's own chain has no company, so no index keeps its numbers apart."""
    for _ in range(3):
        audit.write(session, world.operator, "plan.edit", "plan:1")
    audit.settle(session)
    count = verifying.verify(session, 0).count
    twin = {**tampering.entries(session, world.buyer.company_id)[0], "company_id": None}
    del twin["id"]
    tampering.put_in(session, {**twin, "number": 2})

    found = verifying.verify(session, 0)
    assert count >= 3
    assert (found.fault, found.number) == (Fault.ADDED, 2)


def test_it_finds_two_entries_that_changed_places(session: Session, world: World) -> None:
    rows = tampering.fill(session, world.buyer, 5)
    tampering.change(session, rows[1], number=99)
    tampering.change(session, rows[2], number=2)
    tampering.change(session, rows[1], number=3)

    assert verdict(session, world) == (Fault.CHANGED, 2)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ({"count": 5}, (Fault.MISSING, 5)),
        ({"count": 3}, (Fault.ADDED, 4)),
        ({"hash": "0" * 64}, (Fault.CHANGED, 4)),
    ],
)
def test_it_finds_a_head_that_was_changed(
    session: Session, world: World, head: dict[str, object], expected: tuple[Fault, int]
) -> None:
    tampering.fill(session, world.buyer, 4)
    tampering.set_head(session, world.buyer.company_id, **head)

    assert verdict(session, world) == expected


def test_it_finds_a_last_entry_that_was_written_anew(session: Session, world: World) -> None:
    rows = tampering.fill(session, world.buyer, 4)
    forged = {**rows[3], "detail": "꾸민 일"}
    hashed = audit.hash_of(rows[2]["hash"], 4, forged)
    tampering.change(session, rows[3], detail="꾸민 일", hash=hashed)

    assert verdict(session, world) == (Fault.CHANGED, 4)


def test_it_finds_the_same_over_many_pages(
    session: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tampering.fill(session, world.buyer, 7)
    monkeypatch.setattr(verifying, "PAGE", 2)
    assert verifying.verify(session, world.buyer.company_id).count == 7
    tampering.remove(session, rows[6])

    assert verdict(session, world) == (Fault.MISSING, 7)


def test_it_holds_one_page_at_a_time(
    session: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tampering.fill(session, world.buyer, 7)
    monkeypatch.setattr(verifying, "PAGE", 2)
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))

    verifying.verify(session, world.buyer.company_id)

    pages = [one for one in asked if "FROM audit_entries" in one]
    assert len(pages) == 5
    assert all("LIMIT" in one for one in pages)


def test_what_is_appended_meanwhile_is_verified_too(session: Session, world: World) -> None:
    tampering.fill(session, world.buyer, 3)
    begun = verifying.step(session, verifying.Verdict(world.buyer.company_id))
    audit.write(session, world.buyer, "order.place", "order:9")
    audit.settle(session)

    while not begun.is_done:
        begun = verifying.step(session, begun)

    assert begun.is_whole
    assert begun.count == 4


def test_a_chain_says_nothing_about_another(session: Session, world: World) -> None:
    rows = tampering.fill(session, world.buyer, 3)
    tampering.change(session, rows[0], detail="x")

    assert verifying.verify(session, world.seller.company_id).is_whole

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, text
from sqlmodel import Session

from qnector.core import clock
from qnector.core.errors import NotAllowed
from qnector.domain.messages.models import Channel, Kind, State
from qnector.domain.notifications import log
from qnector.domain.notifications.log import LogFilter
from tests.domain.notifications import post
from tests.world import World

NOON = datetime(2026, 2, 13, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _empty(session: Session, world: World) -> None:
    post.nothing(session)


def shown(session: Session, actor: object, **wanted: object) -> list[tuple[bool, str, Channel]]:
    rows = log.log(session, actor, LogFilter(**wanted)).rows
    return [(row.is_inbound, row.partner, row.channel) for row in rows]


def test_both_parties_see_it_and_nobody_else(session: Session, world: World) -> None:
    post.tell(session, world.seller, world.buyer)

    assert shown(session, world.seller) == [
        (True, "한빛상회", Channel.EMAIL), (True, "한빛상회", Channel.IN_APP),
    ]  # fmt: skip
    assert shown(session, world.buyer) == [
        (False, "바다식품", Channel.EMAIL), (False, "바다식품", Channel.IN_APP),
    ]  # fmt: skip
    for actor in (world.stranger, world.stranger_seller, world.other_seller):
        assert shown(session, actor) == []
        assert log.totals(session, actor) == log.Totals(0, 0, None, 0)
    with pytest.raises(NotAllowed):
        log.log(session, world.operator, LogFilter())


def test_it_finds_by_direction_partner_and_state(session: Session, world: World) -> None:
    post.tell(session, world.seller, world.buyer)
    post.tell(session, world.buyer, world.seller, Kind.SHIPPED)
    post.tell(session, world.buyer, world.other_seller, Kind.SHIPPED)

    count = {
        name: log.log(session, world.buyer, LogFilter(**wanted)).total
        for name, wanted in {
            "all": {},
            "in": {"direction": "in"},
            "out": {"direction": "out"},
            "nonsense": {"direction": "sideways", "state": "gone", "sort": "price"},
            "partner": {"text": "바다"},
            "partner in": {"text": "새벽", "direction": "in"},
            "partner out": {"text": "새벽", "direction": "out"},
            "wildcard": {"text": "%"},
            "waiting": {"state": "waiting"},
            "sent": {"state": "sent"},
            "failed": {"state": "failed"},
        }.items()
    }

    assert count == {
        "all": 6, "in": 4, "out": 2, "nonsense": 6, "partner": 4, "partner in": 2,
        "partner out": 0, "wildcard": 0, "waiting": 3, "sent": 3, "failed": 0,
    }  # fmt: skip


def test_a_period_begins_at_midnight_in_seoul(session: Session, world: World) -> None:
    midnight = datetime(2026, 2, 12, 15, tzinfo=UTC)
    for minutes in (-90, -1, 0, 600):
        post.tell(session, world.seller, world.buyer, at=midnight + timedelta(minutes=minutes))

    for actor in (world.seller, world.buyer):
        page = log.log(session, actor, LogFilter(from_on=date(2026, 2, 13)))
        assert {row.at for row in page.rows} == {midnight, midnight + timedelta(minutes=600)}


def test_the_pages_follow_each_other_in_both_orders(session: Session, world: World) -> None:
    for _ in range(13):
        post.tell(session, world.seller, world.buyer)
        post.tell(session, world.buyer, world.seller, Kind.SHIPPED)

    for sort, is_reversed in (("-at", True), ("at", False)):
        pages = [
            log.log(session, world.buyer, LogFilter(sort=sort, page=number, size=20))
            for number in (1, 2, 3, 9)
        ]
        ids = [row.id for page in pages[:3] for row in page.rows]
        assert ids == sorted(ids, reverse=is_reversed)
        assert len(set(ids)) == len(ids) == 52
        assert pages[3].number == pages[0].last


def test_a_message_to_oneself_is_one_row(session: Session, world: World) -> None:
    own = world.buyer.company_id
    post.fill(session, 1, to_company_id=own, from_company_id=own)

    assert len(shown(session, world.buyer)) == 1


def test_a_message_of_the_house_has_no_partner(session: Session, world: World) -> None:
    post.fill(session, 1, to_company_id=world.buyer.company_id)

    assert shown(session, world.buyer) == [(True, "", Channel.IN_APP)]


def test_the_cards_count_everything_and_what_one_paid(session: Session, world: World) -> None:
    own, other = world.buyer.company_id, world.seller.company_id
    with clock.frozen(NOON):
        post.fill(session, 3, from_company_id=own, to_company_id=other, fee=20)
        post.fill(session, 2, from_company_id=other, to_company_id=own, fee=20)
        post.fill(session, 1, from_company_id=own, to_company_id=other, state=State.FAILED)

    assert log.totals(session, world.buyer) == log.Totals(6, 5, NOON, 60)
    assert log.totals(session, world.seller) == log.Totals(6, 5, NOON, 40)


def test_the_queries_do_not_grow_with_the_rows(session: Session, world: World) -> None:
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))
    counts = []
    for _ in range(2):
        asked.clear()
        log.log(session, world.buyer, LogFilter(size=50))
        log.totals(session, world.buyer)
        counts.append(len(asked))
        post.fill(session, 60, to_company_id=world.buyer.company_id)

    assert counts == [6, 6]


def test_an_index_serves_the_list_on_both_databases(
    session: Session, world: World, kind: str
) -> None:
    own, other = world.buyer.company_id, world.seller.company_id
    post.fill(session, 3000, to_company_id=other, from_company_id=world.other_seller.company_id)
    post.fill(session, 40, to_company_id=own, from_company_id=other)
    post.fill(session, 40, to_company_id=other, from_company_id=own)
    if kind == "postgres":
        session.connection().execute(text("ANALYZE messages"))
    for wanted in (
        LogFilter(),
        LogFilter(from_on=clock.days_ago(30)),
        LogFilter(direction="out"),
        LogFilter(sort="at"),
    ):
        plan = explained(session, world, kind, wanted)
        assert ("messages_by_company" in plan) is (wanted.direction != "out"), plan
        assert "messages_by_sender" in plan, plan
        assert "Seq Scan on messages" not in plan, plan
        assert "SCAN messages" not in plan.replace("SCAN messages USING", ""), plan


def test_no_filter_reads_everybodys_rows(session: Session, world: World, kind: str) -> None:
    post.fill(session, 3000, to_company_id=world.seller.company_id)
    if kind == "postgres":
        session.connection().execute(text("ANALYZE messages"))
    for wanted in (LogFilter(state="failed"), LogFilter(text="바다"), LogFilter(page=3)):
        plan = explained(session, world, kind, wanted)
        assert "Seq Scan on messages" not in plan, plan
        assert "SCAN messages" not in plan.replace("SCAN messages USING", ""), plan


def explained(session: Session, world: World, kind: str, wanted: LogFilter) -> str:
    asked: list[tuple[str, object]] = []

    def note(*call: object) -> None:
        asked.append((call[2], call[3]))

    event.listen(session.get_bind(), "before_cursor_execute", note)
    log.log(session, world.buyer, wanted)
    event.remove(session.get_bind(), "before_cursor_execute", note)
    statement, values = asked[-1]
    how = "EXPLAIN QUERY PLAN" if kind == "sqlite" else "EXPLAIN"
    rows = session.connection().exec_driver_sql(f"{how} {statement}", values)
    return "\n".join(str(row[-1]) for row in rows)

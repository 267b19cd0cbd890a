"""감사 기록 over the real guard: the owner's own, the operator's all, and who reads it is noted."""

import asyncio
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.errors import Unavailable
from qnector.domain.accounts.models import LoginSession
from qnector.domain.audit import service as audit
from qnector.domain.audit import verifying
from qnector.domain.audit.models import AuditEntry
from qnector.domain.audit.verifying import Fault, Verdict
from qnector.domain.reports import audit_log
from qnector.screens.buyer.account_audit.state import BuyerAuditState
from qnector.screens.operator.audit.state import OperatorAuditState
from qnector.screens.operator.companies.state import CompaniesState
from qnector.screens.operator.outbox.state import OutboxState
from qnector.screens.operator.users.state import UsersState
from qnector.screens.seller.account_audit.state import SellerAuditState
from qnector.web.audit import checks
from qnector.web.audit import rows as printed
from qnector.web.audit.checks import Check
from tests.web.conftest import play
from tests.web.rig import TOKEN, Rig

SECOND = "00000000-0000-4000-8000-000000000002"
PATH = "/seller/account/audit"
OPERATORS = "/operator/audit"


def act(market, name: str = "order:20260213-000001") -> None:
    db.write_now(audit.write, market.seller, "order.accepted", name, address="203.0.113.7")


def listed(rig: Rig, token: str = TOKEN) -> list[dict]:
    """The rows of the list as they were drawn last; toasts have rows too."""
    return [rows for rows in rig.seen("rows", token) if not rows or "what" in rows[0]][-1]


async def look(rig: Rig, key: str, query: str = "", path: str = PATH, token: str = TOKEN) -> None:
    """The page's own load at an address: the rig opens no page of the app."""
    state = OperatorAuditState if path == OPERATORS else SellerAuditState
    await rig.open(key, token=token, path=path + query)
    await rig.fire(state.load, key=key, token=token, path=path + query)


def looks(session: Session) -> list[tuple[str, int | None]]:
    found = select(AuditEntry.action, AuditEntry.company_id).where(AuditEntry.area == audit.LOOK)
    return [tuple(row) for row in session.execute(found)]


def test_the_owner_sees_who_did_what(app, keys, market) -> None:
    act(market)

    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.seller)
            newest = listed(rig)[0]
            assert newest["what"] == "주문 확인"
            assert newest["about"] == "주문 20260213-000001"
            assert newest["who"] == "owner@bada.test"
            assert newest["address"] == "203.0.xx.xx"
            assert newest["note"] == ""

    play(scene)


def test_a_new_act_appears_by_itself(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.seller)
            await look(rig, keys.operator, path=OPERATORS, token=SECOND)
            rig.forget()
            await asyncio.to_thread(act, market, "order:20260213-000009")
            await rig.settled()
            assert listed(rig)[0]["about"] == "주문 20260213-000009"
            assert listed(rig, SECOND)[0]["company"] == "바다식품"

    play(scene)


def test_what_is_read_on_a_later_page_does_not_move(app, keys, market, monkeypatch) -> None:
    """Not even where there is more than a list counts."""
    monkeypatch.setattr(audit_log, "COUNTED_TO", 40)
    for _ in range(60):
        act(market)

    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.seller, "?page=2")
            before = listed(rig)
            assert len(before) == 20
            rig.forget()
            for number in (1, 2):
                await asyncio.to_thread(act, market)
                await rig.fire(SellerAuditState.refresh, key=keys.seller, path=PATH + "?page=2")
                assert rig.seen("news")[-1] == f"새 기록 {number}건 보기"
            assert [rows for rows in rig.seen("rows") if rows and "what" in rows[0]] == []

    play(scene)


@pytest.mark.parametrize("who", ["buyer_staff", "seller_staff", ""])
def test_nobody_but_an_owner_reads_it(app, keys, market, who) -> None:
    act(market)
    key = getattr(keys, who) if who else ""

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(key, path=PATH)
            for event in (
                BuyerAuditState.load,
                SellerAuditState.load,
                OperatorAuditState.load,
                SellerAuditState.verify,
                OperatorAuditState.verify,
                SellerAuditState.refresh,
            ):
                await rig.fire(event, key=key, path=PATH)
            drawn = [rows for rows in rig.seen("rows") if rows and "what" in rows[0]]
            assert drawn == []
            assert [said for said in rig.seen("verdict") if said] == []

    play(scene)


def test_a_company_in_the_address_is_the_operators_alone(app, keys, market) -> None:
    act(market)

    async def scene() -> None:
        async with Rig(app) as rig:
            path = f"/account/audit?company={market.seller.company_id}"
            await rig.open(keys.buyer, path=path)
            await rig.fire(BuyerAuditState.load, key=keys.buyer, path=path)
            assert {row["company"] for row in listed(rig)} == {"한빛상회"}
            # The operator's state is no way around: it asks by who asks.
            await rig.fire(OperatorAuditState.load, key=keys.buyer, path=path)
            assert {row["company"] for row in listed(rig)} == {"한빛상회"}

    play(scene)


def test_nobody_writes_a_look_into_another_companys_chain(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            path = f"{OPERATORS}?company={market.seller.company_id}"
            await rig.open(keys.buyer, path=path)
            await rig.fire(OperatorAuditState.load, key=keys.buyer, path=path)

    play(scene)
    assert market.seller.company_id not in {company for _, company in db.read_now(looks)}


def test_a_company_that_is_not_there_has_an_empty_log(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.operator, "?company=99999", path=OPERATORS)
            assert listed(rig) == []
            assert rig.seen("is_loaded")[-1] is True

    play(scene)
    assert db.read_now(looks) == []


def test_the_operator_narrows_it_to_a_company_and_is_noted(app, keys, market) -> None:
    act(market)
    company = market.seller.company_id

    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.operator, path=OPERATORS)
            await look(rig, keys.operator, f"?company={company}", path=OPERATORS)
            assert {row["company"] for row in listed(rig)} == {"바다식품"}
            assert rig.seen("company_name")[-1] == "바다식품"
            # Its own look at the company may stand above it already.
            accepted = next(row for row in listed(rig) if row["what"] == "주문 확인")
            assert accepted["address"] == "203.0.113.7"

    play(scene)
    assert db.read_now(looks) == [("look.audit", None), ("look.audit", company)]


@pytest.mark.parametrize(
    ("path", "state", "what"),
    [
        ("/operator/users", UsersState, "users"),
        ("/operator/outbox", OutboxState, "outbox"),
        ("/operator/companies", CompaniesState, "companies"),
        ("/operator/companies?company={}", CompaniesState, "company"),
        (OPERATORS, OperatorAuditState, "audit"),
        (OPERATORS + "?company={}", OperatorAuditState, "audit"),
    ],
)
def test_a_tab_that_stays_open_is_noted_every_hour(
    app, keys, market, monkeypatch, path: str, state, what: str
) -> None:
    """Its rows follow, so what it shows after the hour was read after the hour."""
    company = market.seller.company_id if "{}" in path else None
    path = path.format(company)
    later = clock.now() + timedelta(hours=1)

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.operator, path=path)
            await rig.fire(state.load, key=keys.operator, path=path)
            assert db.read_now(looks).count((f"look.{what}", company)) == 1
            monkeypatch.setattr(clock, "now", lambda: later)
            stays = update(LoginSession).values(last_seen_at=later)
            db.write_now(lambda s: s.execute(stays))
            for _ in range(2):
                await rig.fire(state.refresh, key=keys.operator, path=path)
            assert db.read_now(looks).count((f"look.{what}", company)) == 2

    play(scene)


def test_nothing_is_shown_to_who_cannot_be_noted(app, keys, market, monkeypatch) -> None:
    act(market)

    async def away(*given: object) -> None:
        raise Unavailable

    monkeypatch.setattr("qnector.web.audit.looks.note", away)

    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.operator, path=OPERATORS)
            assert True in rig.seen("has_failed")
            assert "owner@bada.test" not in str(rig.deltas)

    play(scene)


def test_an_owners_reading_of_the_own_log_is_no_look_at_others(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.seller)

    play(scene)
    assert db.read_now(looks) == []


def test_one_act_opens_by_its_address(app, keys, market) -> None:
    act(market)
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)
    row = db.read_now(lambda s: s.execute(newest).scalar_one())

    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.seller, f"?no={row.id}")
            entry = rig.seen("entry")[-1]
            assert entry["hash"] == row.hash
            assert entry["number"] == f"{row.number}번째 기록"
            assert rig.seen("is_open")[-1] is True
            rig.forget()
            await rig.open(keys.stranger, token=SECOND, path="/account/audit")
            path = f"/account/audit?no={row.id}"
            await rig.fire(BuyerAuditState.load, key=keys.stranger, token=SECOND, path=path)
            assert rig.seen("entry", SECOND) == []

    play(scene)


async def verify(rig: Rig, key: str, path: str = PATH, token: str = TOKEN) -> str:
    """기록 확인; what was said of it in the end."""
    state = OperatorAuditState if path.startswith(OPERATORS) else SellerAuditState
    await rig.fire(state.verify, key=key, path=path, token=token)
    return await told(rig, token)


async def told(rig: Rig, token: str = TOKEN) -> str:
    """The verdict, as soon as it is there."""
    async with asyncio.timeout(20):
        while not (said := [one for one in rig.seen("verdict", token) if one]):
            await asyncio.sleep(0.01)
    return said[-1]


def test_the_owner_verifies_the_own_chain(app, keys, market) -> None:
    act(market)

    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.seller)
            assert "처음 그대로예요" in await verify(rig, keys.seller)
            assert rig.seen("is_whole")[-1] is True

            changed = (
                update(AuditEntry)
                .where(AuditEntry.company_id == market.seller.company_id, AuditEntry.number == 2)
                .values(detail="꾸민 일")
            )
            await asyncio.to_thread(db.write_now, lambda s: s.execute(changed))
            rig.forget()
            assert (await verify(rig, keys.seller)).startswith("2번 기록이 바뀌었어요.")
            assert set(rig.seen("is_whole")) == {False}

    play(scene)


class Held:
    """A reader that stands still until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_go, self.steps, real = threading.Event(), 0, verifying.step

        def step(session: Session, so_far: verifying.Verdict) -> verifying.Verdict:
            self.steps += 1
            assert self.may_go.wait(10)
            return real(session, so_far)

        monkeypatch.setattr(verifying, "PAGE", 3)
        monkeypatch.setattr(verifying, "step", step)


def test_a_tab_goes_on_while_its_log_is_verified(app, keys, market, monkeypatch) -> None:
    held = Held(monkeypatch)
    for _ in range(8):
        act(market)

    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.seller)
            for _ in range(2):
                await rig.fire(SellerAuditState.verify, key=keys.seller, path=PATH)
            assert rig.seen("is_checking")[-1] is True
            rig.forget()
            await look(rig, keys.seller, "?area=order")
            assert {row["what"] for row in listed(rig)} == {"주문 확인"}
            held.may_go.set()
            assert "처음 그대로예요" in await told(rig)
            assert rig.seen("is_checking")[-1] is False
            total = rig.seen("total_count")[-1]
            assert rig.seen("reading")[-1] == f"{total}건 중 {total}건을 확인했어요."
            # One reading, though it was asked for twice: its last step finds no more.
            assert held.steps == -(-total // 3) + 1

            rig.forget()
            await look(rig, keys.seller, "?area=product")
            assert [said for said in rig.seen("verdict") if not said] == [], "it stays"

    play(scene)


def test_who_was_signed_out_is_not_told_what_came_of_it(app, keys, market, monkeypatch) -> None:
    held = Held(monkeypatch)

    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.seller)
            await rig.fire(SellerAuditState.verify, key=keys.seller, path=PATH)
            ended = update(LoginSession).values(ended_at=clock.now())
            await asyncio.to_thread(db.write_now, lambda s: s.execute(ended))
            held.may_go.set()
            await asyncio.gather(*checks._tasks)
            await rig.settled()
            assert held.steps > 0
            assert [said for said in rig.seen("verdict") if said] == []

    play(scene)


def test_what_was_found_is_told_of_its_own_chain_alone(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            path = f"{OPERATORS}?company={market.seller.company_id}"
            await look(rig, keys.operator, path=OPERATORS)
            await rig.fire(OperatorAuditState.load, key=keys.operator, path=path)
            assert "처음 그대로예요" in await verify(rig, keys.operator, path)
            await rig.fire(OperatorAuditState.load, key=keys.operator, path=OPERATORS)
            assert rig.seen("verdict")[-1] == ""
            rig.forget()
            # Nor does the owner see what the operator had verified.
            await look(rig, keys.seller, token=SECOND)
            assert [said for said in rig.seen("verdict", SECOND) if said] == []

    play(scene)


def test_a_check_that_fails_says_so_and_can_be_asked_for_again(
    app, keys, market, monkeypatch
) -> None:
    def broken(session: Session, so_far: verifying.Verdict) -> verifying.Verdict:
        raise RuntimeError

    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.seller)
            with monkeypatch.context() as patched:
                patched.setattr(verifying, "step", broken)
                assert (await verify(rig, keys.seller)).startswith("지금은 불러올 수 없어요.")
            assert rig.seen("is_whole") == [] or rig.seen("is_whole")[-1] is False
            rig.forget()
            assert "처음 그대로예요" in await verify(rig, keys.seller)

    play(scene)


@pytest.mark.parametrize(
    ("read", "total", "said"),
    [
        (0, 0, "기록을 세고 있어요."),
        (3, 1000, "1,000건 중 3건을 확인했어요."),
        (1003, 1000, "1,003건 중 1,003건을 확인했어요."),
    ],
)
def test_how_far_a_chain_was_read_is_said(read: int, total: int, said: str) -> None:
    assert printed.reading_text(Check(Verdict(1, count=read), total)) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Verdict(1, is_done=True), "아직 확인할 기록이 없어요."),
        (
            Verdict(1, is_done=True, fault=Fault.CHANGED, number=1),
            "1번 기록이 바뀌었어요.",
        ),
        (
            Verdict(1, count=2, is_done=True, fault=Fault.MISSING, number=3),
            "3번 기록이 지워졌어요. 그 앞의 2건은 처음 그대로예요.",
        ),
    ],
)
def test_what_was_found_is_said_without_counting_nothing(found: Verdict, said: str) -> None:
    assert printed.verdict_text(found) == said


@pytest.mark.parametrize("query", ["?day=2026-02-30", "?day=%27%3B--", "?area=x", "?company=-1"])
def test_a_forged_address_shows_the_list(app, keys, market, query) -> None:
    act(market)

    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.seller, query)
            assert listed(rig)

    play(scene)


def test_a_day_shows_that_day_alone(app, keys, market) -> None:
    act(market)

    async def scene() -> None:
        async with Rig(app) as rig:
            await look(rig, keys.seller, "?day=2020-01-01")
            assert listed(rig) == []
            assert rig.seen("is_filtered")[-1] is True

    play(scene)

"""Somebody else's session, link, rights: taken over, planted, used twice, kept too long."""

from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock, db, secrets
from qnector.core.actor import Actor, Role, Side
from qnector.domain.accounts import acting
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import (
    Company,
    LinkKind,
    LoginSession,
    OneTimeLink,
    User,
)
from tests.attack import payloads
from tests.attack.conftest import VICTIM, Target, run
from tests.attack.http import ask, signed_in
from tests.attack.test_every_handler import assault, settle, snapshot
from tests.attack.test_http_doors import fresh
from tests.support import probes

PASSWORD = "qnector-demo-1"
NEW = "고래 여섯 마리가 웃는다"
DOORS = ("/auth/set-password", "/auth/invite", "/auth/verify", "/auth/verify/again")
OF_KIND = {
    LinkKind.SET_PASSWORD: {"/auth/set-password"},
    LinkKind.RESET_PASSWORD: {"/auth/set-password"},
    LinkKind.INVITE: {"/auth/invite"},
    LinkKind.VERIFY_EMAIL: {"/auth/verify", "/auth/verify/again"},
}


def change(table: Any, where: Any, **values: Any) -> None:
    db.write_now(lambda session: session.execute(update(table).where(where).values(**values)))


def is_in(target: Target, key: str) -> bool:
    """Whether this key is somebody's, without changing anything."""
    answer = ask(target, "GET", "/files/account/1/400", key=key)
    assert answer.status_code in (200, 404)
    row = db.read_now(accounts.session_of, secrets.sha256_text(key))
    return row is not None and row.ended_at is None


def link(kind: LinkKind, email: str = VICTIM) -> str:
    def make(session: Session) -> str:
        user = session.execute(select(User).where(User.email == email)).scalar_one()
        token = secrets.new_key()
        now = clock.now()
        session.add(
            OneTimeLink(
                kind=kind,
                token_hash=secrets.sha256_text(token),
                user_id=user.id or 0,
                created_at=now,
                expires_at=now + accounts.LINK_LIVES.get(kind, accounts.LINK_LIVES[kind.INVITE]),
            )
        )
        return token

    return db.write_now(make)


def is_unused(token: str) -> bool:
    mine = select(OneTimeLink.used_at).where(OneTimeLink.token_hash == secrets.sha256_text(token))
    return db.read_now(lambda session: session.execute(mine).scalar_one()) is None


@pytest.mark.parametrize("kind", list(LinkKind))
def test_a_link_of_one_kind_opens_no_other_door(target: Target, kind: LinkKind) -> None:
    token, before = link(kind), snapshot(target)
    given = {"token": token, "password": NEW, "again": NEW, "name": "남", "agreed": "1"}
    for door in set(DOORS) - OF_KIND[kind]:
        for answer in (
            ask(target, "GET", door, params={"token": token}) if door != DOORS[3] else None,
            ask(target, "POST", door, data=given),
        ):
            assert answer is None or answer.status_code in (404, 303, 422), (kind, door)
            assert answer is None or not signed_in(answer)
    assert is_unused(token)
    assert snapshot(target) == before


@pytest.mark.parametrize("kind", [LinkKind.SET_PASSWORD, LinkKind.RESET_PASSWORD])
def test_a_link_is_not_used_by_looking_nor_twice(target: Target, kind: LinkKind) -> None:
    email = "stranger1@else.test"
    token, door = link(kind, email), "/auth/set-password"
    for method in ("GET", "HEAD", "GET"):
        assert ask(target, method, f"{door}?token={token}").status_code == 200
    assert is_unused(token)
    given = {"token": token, "password": NEW, "again": NEW}
    codes = [ask(target, "POST", door, data=given).status_code for _ in range(3)]
    assert codes == [303, 404, 404]


@pytest.mark.parametrize(
    "tamper",
    [lambda t: t[:-1], lambda t: t + "A", lambda t: t.swapcase(), lambda t: f" {t}",
     lambda t: t + "\x00", lambda t: secrets.sha256_text(t), lambda t: "", lambda t: f"{t}%00"],
    ids=range(8),
)  # fmt: skip
def test_a_tampered_token_opens_nothing(target: Target, tamper: Any) -> None:
    token = link(LinkKind.RESET_PASSWORD)
    given = {"token": tamper(token), "password": NEW, "again": NEW}
    assert ask(target, "POST", "/auth/set-password", data=given).status_code in (400, 404)
    assert is_unused(token)


def test_a_planted_session_is_not_the_one_that_logs_in(target: Target) -> None:
    """The attacker's own key in the victim's browser: after the login it is worth nothing."""
    planted = fresh(target)
    login = {"email": "seller@demo.qnector.test", "password": PASSWORD}
    answer = ask(target, "POST", "/auth/login", data=login, key=planted)
    assert signed_in(answer)
    assert planted not in answer.headers["set-cookie"]
    assert not is_in(target, planted)


def test_a_made_up_key_is_not_taken_over_by_a_login(target: Target) -> None:
    made_up = "A" * 43
    login = {"email": "seller@demo.qnector.test", "password": PASSWORD}
    answer = ask(target, "POST", "/auth/login", data=login, key=made_up)
    assert signed_in(answer)
    assert made_up not in answer.headers["set-cookie"]
    assert not is_in(target, made_up)


def looker(reason: str = "", email: str = VICTIM) -> str:
    """An operator's key who acts as the victim, or as somebody else."""

    def start(session: Session) -> str:
        operator = session.execute(select(User).where(User.is_operator)).scalars().first()
        victim = session.execute(select(User).where(User.email == email)).scalar_one()
        assert operator is not None
        key = accounts.start_session(
            session, operator, device="x", address="127.0.0.1", is_remembered=False
        )
        row = accounts.session_of(session, secrets.sha256_text(key))
        asker = Actor(operator.id or 0, 0, Side.OPERATOR, Role.OWNER, row.id, is_operator=True)
        return acting.start(session, asker, victim.id or 0, reason, device="x", address="127.0.0.1")

    return db.write_now(start)


def test_an_operator_who_only_looks_changes_nothing(target: Target) -> None:
    key = looker()
    calls = [
        (name, payloads.valid(target, name, kinds)) for name, kinds in payloads.handlers().items()
    ]
    kept = {name: rows for name, rows in snapshot(target).items() if name != "notification_marks"}
    probes.tried(len(calls))
    run(lambda: assault(target, key, calls))
    after = snapshot(target)
    assert {name: after[name] for name in kept} == kept


def test_not_even_with_a_reason_does_an_operator_touch_the_account(target: Target) -> None:
    key = looker("문의 확인")
    before = db.read_now(_account)
    for path, form in (
        ("/auth/password", {"password": PASSWORD, "new": NEW, "again": NEW}),
        ("/auth/reauth", {"password": PASSWORD}),
        ("/auth/social/google", {"purpose": "link"}),
        ("/auth/act-as", {"user": "1", "reason": "x"}),
        ("/auth/services", {"nts.key": "x"}),
    ):
        assert not signed_in(ask(target, "POST", path, data=form, key=key)), path
    names = [
        (name, payloads.valid(target, name, kinds))
        for name, kinds in payloads.handlers().items()
        if "_account" in name or "_security" in name or "team" in name
    ]
    probes.tried(len(names))
    run(lambda: assault(target, key, names))
    assert db.read_now(_account) == before


def _account(session: Session) -> Any:
    mine = select(User.email, User.password_hash, User.name, User.role, User.is_active)
    return session.execute(mine.where(User.email == VICTIM)).all()


def open_screen(target: Target, key: str, stop: Any) -> str:
    """What an open tab hears after something was stopped."""
    mine = "buyer___orders___state____orders_state.load"
    load = next(name for name in payloads.handlers() if name.endswith(mine))

    async def scene() -> str:
        tab = await target.tab(key)
        tab.send(load)
        await settle(tab)
        assert target.number in "".join(tab.packets)
        tab.packets.clear()
        stop()
        tab.send(load)
        await settle(tab)
        return "".join(tab.packets)

    probes.tried(2)
    return run(scene)


@pytest.mark.parametrize("what", ["user", "company", "session", "old"])
def test_who_is_stopped_loses_the_open_screen_at_once(target: Target, what: str) -> None:
    key = fresh(target, VICTIM)
    mine = LoginSession.key_hash == secrets.sha256_text(key)
    stops = {
        "user": lambda on: change(User, User.email == VICTIM, is_active=on),
        "company": lambda on: change(
            Company, Company.id == target.company_id, suspended_at=None if on else clock.now()
        ),
        "session": lambda on: on or change(LoginSession, mine, ended_at=clock.now()),
        "old": lambda on: (
            on or change(LoginSession, mine, created_at=clock.now().replace(year=2020))
        ),
    }
    try:
        heard = open_screen(target, key, lambda: stops[what](False))
    finally:
        stops[what](True)
    assert target.number not in heard.replace(f"no={target.number}", "")
    assert "/login" in heard


def test_staff_calls_what_only_the_owner_may(target: Target) -> None:
    def hire(session: Session) -> str:
        company = session.get_one(Company, target.company_id)
        staff = accounts.add_user(
            session, company, email=f"staff{clock.now():%f}@else.test", name="직원", role=Role.STAFF
        )
        return accounts.start_session(
            session, staff, device="x", address="127.0.0.1", is_remembered=False, side=Side.BUYER
        )

    key = db.write_now(hire)
    before = db.read_now(_company, target.company_id)
    calls = [
        (name, payloads.valid(target, name, kinds))
        for name, kinds in payloads.handlers().items()
        if any(part in name for part in ("company", "team", "users", "account", "operator"))
    ]
    probes.tried(len(calls))
    run(lambda: assault(target, key, calls))
    assert db.read_now(_company, target.company_id) == before


def _company(session: Session, company_id: int) -> Any:
    columns = [one for one in Company.__table__.c if one.name != "checked_at"]
    people = select(User.id, User.role, User.is_active, User.is_operator)
    return (
        session.execute(select(*columns).where(Company.id == company_id)).all(),
        session.execute(people.where(User.company_id == company_id).order_by(User.id)).all(),
    )

"""Roles (decision 15) over the real handlers: refused by the policy, and again by the verb."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter
from reflex_base.registry import RegistrationContext
from sqlmodel import Session

import qnector.qnector  # noqa: F401  registers every screen
from qnector.core import db
from qnector.core.actor import Actor, Role, Side
from qnector.core.errors import QnectorError
from qnector.domain.accounts import acting, rules
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company, User
from qnector.web import guard, policy
from qnector.web.turns import Turns
from tests.web.conftest import play, sign_in
from tests.web.rig import Rig
from tests.world import World

BUYING, SELLING = Side.BUYER, Side.SELLER
COMPANY = {BUYING: "한빛상회", SELLING: "바다식품"}
# Texts that fit what handlers ask for: a form's word, a number as text, a day, a key, an address.
GUESSES: tuple[Any, ...] = (
    1, True, "1", "x", "", "note", "20260101-000001", "x" * 43, "2026-01-01", "immediate", "20",
    "nts", "buyer", "in", "on_sale", "new_order", "email", "google", "/orders", None, [1], ["1"],
    {}, date(2026, 1, 1), "opened_on",
)  # fmt: skip


def handlers() -> dict[str, tuple[str, dict[str, Any]]]:
    """Every handler that may change something: its permission, and arguments that it takes."""
    found = {}
    for name, registered in RegistrationContext.get().event_handlers.items():
        said = policy.policy_of(registered.handler.fn)
        is_proof = registered.handler.fn.__module__.startswith("tests.")
        if said is None or not said.permission or said.permission in rules.HARMLESS or is_proof:
            continue
        kinds = policy.arguments(registered.handler.fn)
        found[name] = said.permission, {one: _guess(kind) for one, kind in kinds.items()}
    return found


def _guess(kind: Any) -> Any:
    if policy._is_form(kind):
        return {one: _guess(_kind(kind, one)) for one in kind.model_fields if _must(kind, one)}
    for guess in GUESSES:
        with suppress(ValueError, TypeError):
            TypeAdapter(kind).validate_python(guess)
            return guess
    raise AssertionError(f"no guess fits {kind}")


def _kind(form: Any, name: str) -> Any:
    import typing

    return typing.get_type_hints(form, include_extras=True)[name]


def _must(form: Any, name: str) -> bool:
    return form.model_fields[name].is_required()


@pytest.fixture
def staffed(market: World) -> World:
    """Both companies have a manager too."""
    db.write_now(_hire)
    return market


def _hire(session: Session) -> None:
    from sqlalchemy import select

    for name in COMPANY.values():
        company = session.execute(select(Company).where(Company.name == name)).scalar_one()
        accounts.add_user(
            session, company, email=f"manager{company.id}@x.test", name="관리자", role=Role.MANAGER
        )


def people(world: World) -> Iterator[tuple[str, Actor, str]]:
    """Everybody by role and side, with their keys; the operator, and one who only looks."""
    from sqlalchemy import select

    for side, name in COMPANY.items():
        company_id = world.companies[name]
        users = db.read_now(
            lambda s, key=company_id: s.execute(
                select(User).where(User.company_id == key)
            ).scalars().all()
        )  # fmt: skip
        for user in users:
            key = db.write_now(sign_in, user.email, side)
            yield f"{side} {user.role}", Actor(user.id, company_id, side, user.role), key
    yield "operator", world.operator, db.write_now(sign_in, "operator@qnector.test")
    looking = db.write_now(
        lambda s: acting.start(s, world.operator, world.buyer.user_id, "", device="", address="")
    )
    owner = Actor(
        world.buyer.user_id, world.buyer.company_id, BUYING, Role.OWNER,
        acting_operator_id=world.operator.user_id,
    )  # fmt: skip
    yield "looking", owner, looking


def snapshot() -> dict[str, list[Any]]:
    """Every row of every table, but that somebody was here."""
    return db.read_now(
        lambda s: {
            table.name: [tuple(row) for row in s.connection().execute(table.select())]
            for table in db.metadata.sorted_tables
            if table.name not in ("sessions", "audit_entries", "audit_heads")
        }
    )


def test_the_walk_meets_every_right_that_a_screen_can_use() -> None:
    met = {permission for permission, _ in handlers().values()}

    assert len(handlers()) > 80
    assert met >= {
        "orders.cancel", "orders.answer_cancel", "orders.release", "products.write",
        "stock.write", "connections.answer", "notices.write", "messages.switch", "cart.write",
        "companies.write", "people.write", "services.write",
    }  # fmt: skip


def test_every_role_is_refused_what_the_table_does_not_allow(staffed, app) -> None:
    before, asked = snapshot(), 0

    async def scene() -> None:
        nonlocal asked
        async with Rig(app) as rig:
            for who, actor, key in people(staffed):
                await rig.open(key)
                for name, (permission, payload) in handlers().items():
                    if rules.may(actor, permission):
                        continue
                    rig.forget()
                    await rig.call(name, dict(payload), key=key)
                    assert _was_refused(rig), (who, name, permission)
                    asked += 1

    play(scene)
    assert snapshot() == before
    assert asked > 400
    print(f"{asked} handlers refused")  # noqa: T201  the number is part of the proof


def _was_refused(rig: Rig) -> bool:
    """Led home because of the side, or told in a toast; and no state changed but the toasts."""
    changed = {name for _, delta in rig.deltas for name in delta}
    told = any("toasts" in name for name in changed)
    return (told or bool(rig.led_to())) and all("toasts" in name for name in changed)


def test_without_the_policies_the_verbs_still_refuse(staffed, app, monkeypatch) -> None:
    monkeypatch.setattr(guard, "_refusal", lambda *given: None)
    # Every press comes as far as its verb, in whatever turn it was drawn.
    monkeypatch.setattr(Turns, "_is_over", lambda self, turn: False)
    before = snapshot()

    async def scene() -> None:
        async with Rig(app) as rig:
            for who, actor, key in people(staffed):
                await rig.open(key)
                for name, (permission, payload) in handlers().items():
                    if rules.may(actor, permission) or _asks_the_world(name):
                        continue
                    # A window that is not open may make its handler stumble: nothing may change.
                    with suppress(QnectorError, LookupError):
                        await rig.call(name, dict(payload), key=key)
                assert snapshot() == before, who

    play(scene)


def _asks_the_world(name: str) -> bool:
    """연결 확인 and 테스트 메일 change nothing here, and ask somebody else's server."""
    return name.endswith(("services_state.check", "outbox_state.test"))

"""Chapter 8: who may what. Statements 48 to 55."""

import re

import pytest
from reflex_base.registry import RegistrationContext
from sqlalchemy import update

from qnector.cli import build
from qnector.core import db
from qnector.core.actor import Role, Side
from qnector.core.errors import NotAllowed
from qnector.domain.accounts import rules
from qnector.domain.accounts.models import User
from qnector.web import policy
from qnector.web.guard import FRAMEWORK, Guard
from qnector.web.policy import Refused, policy_of
from tests.attack import payloads
from tests.security import wire
from tests.security.conftest import BUYER, STRANGER, Shop
from tests.support import probes

LISTED = {"바다식품"}  # 판매자 목록 names it to every buyer


def test_s48_a_handler_without_a_policy_does_not_import() -> None:
    async def bare(self) -> None:
        """Says nothing of who may call."""

    with pytest.raises(Refused, match="neither"):
        policy.check_handler("State.bare", bare)


def test_s48_every_registered_handler_has_one() -> None:
    names = [name for name in payloads.handlers() if name not in FRAMEWORK]
    import qnector.qnector

    with qnector.qnector.app.set_contexts():
        found = RegistrationContext.get().event_handlers
        own = [name for name in names if ".qnector___" in name and not name.endswith(".setvar")]
        assert len(own) > 100
        assert [name for name in own if policy_of(found[name].handler.fn) is None] == []
        for name in names:
            if policy_of(found[name].handler.fn) is None:
                with pytest.raises(Refused, match="no policy"):
                    Guard()._learn(name)


def attack(shop: Shop, key: str) -> str:
    """Every handler with the victim's ids; nothing of anybody's may change."""
    found = shop.write(wire.victim)
    calls = wire.every_call(found)
    before = wire.fingerprint(shop)
    heard = shop.play(lambda: wire.called(shop, key, calls))
    assert wire.fingerprint(shop) == before
    assert found.number not in heard.replace(f"no={found.number}", "")
    return heard


def test_s49_nobody_changes_anything_and_reads_nothing(shop: Shop) -> None:
    heard = attack(shop, "")
    assert [word for word in wire.SECRET_WORDS if word in heard] == []


def test_s50_a_company_reaches_nothing_of_anothers(shop: Shop) -> None:
    found = shop.write(wire.victim)
    calls = wire.every_call(found)
    tables = (
        "orders", "order_lines", "order_events", "addresses", "products", "inquiries",
        "connections", "users", "messages", "audit_entries", "social_links", "account_pictures",
    )  # fmt: skip
    for side in (Side.BUYER, Side.SELLER):
        key = shop.sign_in(STRANGER, side)
        before = wire.fingerprint(shop)
        heard = shop.play(lambda key=key: wire.called(shop, key, calls))
        after = wire.fingerprint(shop)
        for table in tables:
            assert set(before[table]) - set(after[table]) == set(), table
        words = set(wire.SECRET_WORDS) - (LISTED if side is Side.BUYER else set())
        assert [word for word in words if word in heard] == []
        assert found.number not in heard.replace(f"no={found.number}", "")


def test_s51_setvar_is_refused_on_every_state(shop: Shop) -> None:
    names = [name for name in payloads.handlers() if name.endswith(".setvar")]
    assert len(names) > 10
    calls = [(name, {"var_name": "rows", "value": [{"x": "SET-BY-ATTACK"}]}) for name in names]
    heard = shop.play(lambda: wire.called(shop, shop.sign_in(BUYER), calls))
    assert "SET-BY-ATTACK" not in heard


def test_s52_computed_vars_are_empty_without_somebody(shop: Shop) -> None:
    """A visitor is sent every var of every state: none of them may read a database."""

    async def scene() -> str:
        tab = await shop.tab("", page="/orders")
        await wire.settle(tab)
        return "".join(tab.packets)

    heard = shop.play(scene)
    assert [word for word in wire.SECRET_WORDS if word in heard] == []
    source = re.compile(r"@rx\.var[^\n]*\n(?:[^\n]*\n){0,12}?[^\n]*\b(db\.|actor\()")
    screens = (build.ROOT / "qnector").rglob("*.py")
    assert [str(one) for one in screens if source.search(one.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "page", ["/orders", "/seller/orders", "/operator", "/operator/companies", "/account/security"]
)
def test_s53_the_page_that_a_browser_names_opens_nothing(shop: Shop, page: str) -> None:
    """on_load runs for the path that the client says: its handlers are guarded like any other."""
    shop.write(wire.victim)

    async def scene(key: str) -> str:
        tab = await shop.tab(key, page=page)
        await wire.settle(tab)
        return "".join(tab.packets)

    probes.tried(2)
    nobody = shop.play(lambda: scene(""))
    assert "/login" in nobody
    assert [word for word in wire.SECRET_WORDS if word in nobody] == []
    stranger = shop.play(lambda: scene(shop.sign_in(STRANGER)))
    assert [word for word in set(wire.SECRET_WORDS) - LISTED if word in stranger] == []


def test_s54_a_changed_role_counts_at_the_next_event(shop: Shop) -> None:
    found = shop.write(wire.victim)
    key = shop.sign_in("owner@bada.test")
    cancel = wire.named("seller_orders_state.cancel")
    payload = dict(wire.every_call(found))[cancel]

    def role(name: Role) -> None:
        statement = update(User).where(User.email == "owner@bada.test").values(role=name)
        shop.write(lambda session: session.execute(statement))

    async def scene() -> tuple[bool, bool]:
        seen = []
        for name in (Role.STAFF, Role.OWNER):
            role(name)
            tab = await shop.tab(key, page="/seller/products")
            tab.send(cancel, payload)
            await wire.settle(tab, f"뒤 {name}")
            seen.append(NotAllowed.default in "".join(tab.packets))
        return seen[0], seen[1]

    try:
        assert shop.play(scene) == (True, False)
    finally:
        role(Role.OWNER)
    assert not rules.MAY["orders.cancel"].roles & {Role.STAFF}


def test_s55_a_table_is_read_only_through_its_noun_and_with_an_owner() -> None:
    """No screen, no route and no job builds a query of its own."""
    query = re.compile(r"\b(select|update|delete|insert)\((?!\))[A-Z]")
    outside = [
        path
        for part in ("screens", "web", "ui", "api", "jobs")
        for path in (build.ROOT / "qnector" / part).rglob("*.py")
        if query.search(path.read_text(encoding="utf-8"))
    ]
    assert outside == []


def test_s55_every_table_of_a_company_says_whose_it_is() -> None:
    """Or it hangs on a row that says so."""
    owners = {
        "company_id", "buyer_id", "seller_id", "user_id", "to_company_id", "from_company_id",
        "order_id", "product_id", "shipment_id", "managed_by", "key_hash", "settlement_id",
    }  # fmt: skip
    ours = {"companies", "marks", "plans", "service_keys", "jobs", "alembic_version"}
    bare = [
        table.name
        for table in db.metadata.sorted_tables
        if table.name not in ours and not owners & set(table.columns.keys())
    ]
    assert bare == []

import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from reflex_base.registry import RegistrationContext
from sqlalchemy import update
from sqlmodel import Session

from qnector.core import clock, db, secrets
from qnector.core.actor import Role, Side
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import LoginSession, User
from qnector.web import live, sessions
from qnector.web.guard import HYDRATE_AND_LOAD, Guard
from tests.web.conftest import play, sign_in
from tests.web.rig import TOKEN, Rig, cookie_of
from tests.web.states import ProofState, asked

OTHER = "00000000-0000-4000-8000-000000000002"
STATE = ProofState.get_full_name()


def end(session: Session, key: str) -> None:
    session.execute(
        update(LoginSession)
        .where(LoginSession.key_hash == secrets.sha256_text(key))
        .values(ended_at=clock.now())
    )


def change(session: Session, key: str, **values: object) -> None:
    session.execute(
        update(LoginSession)
        .where(LoginSession.key_hash == secrets.sha256_text(key))
        .values(**values)
    )


def test_it_lets_in_who_may_and_says_who_asks(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            await rig.fire(ProofState.add_one, key=keys.buyer)

            assert rig.seen("count") == [1]
            assert rig.seen("asked_by")[-1] == market.buyer.user_id

    play(scene)


def test_it_leads_the_anonymous_to_the_login_page_and_back(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open()
            rig.forget()
            await rig.fire(ProofState.add_one, path="/orders?page=2")

            assert rig.seen("count") == []
            assert rig.led_to() == ["/login?next=%2Forders%3Fpage%3D2"]

    play(scene)


def test_without_the_guard_the_same_event_would_run(app, keys) -> None:
    """The proof that it is the guard which stops it, not something else."""

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open()
            guards, app._middlewares = app._middlewares, []
            try:
                with pytest.raises(Exception, match="권한"):
                    await rig.fire(ProofState.add_one)
                await rig.fire(ProofState.place)
            finally:
                app._middlewares = guards

            assert rig.seen("count") == [101]

    play(scene)


def test_it_lets_the_anonymous_call_what_is_public(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open()
            await rig.fire(ProofState.greet)
            assert rig.seen("text") == ["hello"]

    play(scene)


@pytest.mark.parametrize(
    "name",
    [
        f"{STATE}.setvar",
        "reflex___state____state.setvar",
        "reflex___state____state.reflex___state____update_vars_internal_state.update_vars_internal",
        "reflex___state____state.reflex___state____frontend_event_exception_state"
        ".handle_frontend_exception",
    ],
)
def test_it_refuses_what_the_framework_would_let_anybody_call(app, keys, name) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            assert name in RegistrationContext.get().event_handlers
            await rig.open(keys.buyer)
            rig.forget()
            payload = {"var_name": "count", "value": 7}
            await rig.call(name, payload, key=keys.buyer)
            assert rig.deltas == []
            assert rig.events == []

    play(scene)


def test_it_believes_only_a_cookie_that_the_edge_signed(app, keys, market) -> None:
    async def scene() -> None:
        owner = secrets.sha256_text(keys.buyer)
        forged = (
            f"qnector_session={keys.buyer}",
            f"{sessions.REFERENCE}={owner}",
            f"{sessions.REFERENCE}={owner}.{'A' * 43}",
            cookie_of(keys.buyer)[:-1] + "!",
            f"{sessions.REFERENCE}={secrets.sign('link', owner)}",
        )
        async with Rig(app) as rig:
            for cookie in forged:
                await rig.fire(ProofState.add_one, cookie=cookie)
            assert rig.seen("count") == []

    play(scene)


def test_a_session_that_was_ended_stops_at_the_next_event_and_empties_the_browser(
    app, keys
) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            await rig.fire(ProofState.add_one, key=keys.buyer)
            db.write_now(end, keys.buyer)
            rig.forget()
            await rig.fire(ProofState.add_one, key=keys.buyer)

            assert rig.seen("count") == [0]
            assert rig.led_to() == ["/login?error=ended&next=%2Forders"]

    play(scene)


@pytest.mark.parametrize(
    ("times", "is_over"),
    [
        ({"last_seen_at": timedelta(minutes=31)}, True),
        ({"last_seen_at": timedelta(minutes=29)}, False),
        ({"created_at": timedelta(hours=12, minutes=1)}, True),
        ({"last_seen_at": timedelta(days=29), "is_remembered": True}, False),
        ({"last_seen_at": timedelta(days=31), "is_remembered": True}, True),
        ({"created_at": timedelta(days=91), "is_remembered": True}, True),
    ],
)
def test_it_refuses_sessions_that_were_idle_or_are_too_old(app, keys, times, is_over) -> None:
    async def scene() -> None:
        values = {
            name: clock.now() - ago if isinstance(ago, timedelta) else ago
            for name, ago in times.items()
        }
        db.write_now(change, keys.buyer, **values)
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            await rig.fire(ProofState.add_one, key=keys.buyer)
            assert rig.seen("count") == ([] if is_over else [1])

    play(scene)


def test_a_user_who_was_switched_off_is_out(app, keys, market) -> None:
    def switch_off(session: Session) -> None:
        session.execute(update(User).where(User.id == market.buyer.user_id).values(is_active=False))

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            db.write_now(switch_off)
            await rig.fire(ProofState.add_one, key=keys.buyer)
            assert rig.seen("count") in ([], [0])

    play(scene)


def test_a_changed_role_counts_at_the_next_event(app, keys, market) -> None:
    def demote(session: Session) -> None:
        session.execute(
            update(User).where(User.id == market.seller.user_id).values(role=Role.STAFF)
        )

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.seller, path="/seller/dashboard")
            await rig.fire(ProofState.cancel, key=keys.seller)
            db.write_now(demote)
            await rig.fire(ProofState.cancel, key=keys.seller)
            assert rig.seen("count") == [1000]
            assert rig.seen("rows")[-1][0]["kind"] == "error"

    play(scene)


def test_the_wrong_side_is_led_home(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.seller)
            await rig.fire(ProofState.place, key=keys.seller)
            assert rig.seen("count") == []
            assert rig.led_to() == ["/seller/dashboard"]

    play(scene)


def test_a_chained_event_is_guarded_too(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.seller)
            await rig.fire(ProofState.chain, key=keys.seller)
            assert rig.seen("count") == []

    play(scene)


def test_it_asks_for_the_password_again_after_five_minutes(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            await rig.fire(ProofState.show_key, key=keys.buyer)
            ago = clock.now() - timedelta(minutes=6)
            db.write_now(change, keys.buyer, reauthenticated_at=ago)
            await rig.fire(ProofState.show_key, key=keys.buyer)
            assert rig.seen("count") == [10_000]

    play(scene)


def test_somebody_else_at_the_same_token_starts_empty(app, keys) -> None:
    """A stolen token, or a new login in the same tab."""

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            await rig.fire(ProofState.add_one, key=keys.buyer)
            rig.forget()
            await rig.fire(ProofState.greet, key=keys.stranger, sid="sid-2")
            # In one process with the whole app its screens are wiped as well.
            assert set(rig.seen("count")) == {0}
            assert set(rig.seen("text")) == {""}
            assert rig.led_to() == ["/login?next=%2Forders"]

            await rig.open(keys.stranger)
            await rig.fire(ProofState.add_one, key=keys.stranger)
            assert rig.seen("count")[-1] == 1

    play(scene)


def test_a_hydrate_with_a_stolen_token_gives_nothing(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            await rig.fire(ProofState.add_one, key=keys.buyer)
            rig.disconnect()
            rig.forget()
            await rig.open("", keeps=True)
            assert set(rig.seen("count")) == {0}
            assert market.buyer.user_id not in rig.seen("asked_by")

    play(scene)


MINE, THEIRS = "a" * 64, "b" * 64


def visit_of(visitor: str) -> str:
    """The cookie of somebody at 회원가입, as the edge hands it on."""
    return f"{sessions.VISITOR}={sessions.refer(visitor, sessions.VISITOR)}"


def test_what_a_visitor_typed_is_not_shown_to_who_got_hold_of_the_token(app, keys) -> None:
    """Nobody is signed in, and still it is somebody's: name, business number, address."""

    async def scene() -> None:
        for thief in (visit_of(THEIRS), "", f"{sessions.VISITOR}={MINE}.forged"):
            async with Rig(app) as rig:
                rig.connect()
                await rig.fire(ProofState.type_in, cookie=visit_of(MINE))
                assert rig.seen("text")[-1] == f"typed by {MINE}"
                rig.disconnect()
                rig.forget()
                rig.connect(sid="sid-2")
                await rig.call(HYDRATE_AND_LOAD, cookie=thief, sid="sid-2")
                assert set(rig.seen("text")) == {""}

    play(scene)


def test_a_thief_without_a_hydrate_empties_the_screen_and_runs_nothing(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            rig.connect()
            await rig.fire(ProofState.type_in, cookie=visit_of(MINE))
            rig.forget()
            await rig.fire(ProofState.type_in, cookie=visit_of(THEIRS), sid="sid-2")
            assert set(rig.seen("text")) == {""}
            assert rig.led_to() == ["/login?next=%2Forders"]

    play(scene)


def test_a_visitor_keeps_what_was_typed_over_a_new_socket(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            rig.connect()
            await rig.fire(ProofState.type_in, cookie=visit_of(MINE))
            rig.disconnect()
            rig.forget()
            rig.connect(sid="sid-2")
            await rig.call(HYDRATE_AND_LOAD, cookie=visit_of(MINE), sid="sid-2")
            assert f"typed by {MINE}" in rig.seen("text")

    play(scene)


def test_an_event_of_ours_knows_whose_visit_the_seat_is(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            rig.connect()
            await rig.fire(ProofState.greet, cookie=visit_of(MINE))
            await live.tell(TOKEN, f"{STATE}.type_in")
            assert rig.seen("text")[-1] == f"typed by {MINE}"

    play(scene)


HOSTILE = [
    {},
    {"order_id": 1},
    {"order_id": 1, "reason": "x", "extra": 1},
    {"order_id": "1", "reason": "x"},
    {"order_id": 1.0, "reason": "x"},
    {"order_id": True, "reason": "x"},
    {"order_id": 0, "reason": "x"},
    {"order_id": -1, "reason": "x"},
    {"order_id": 2**53 + 1, "reason": "x"},
    {"order_id": float("nan"), "reason": "x"},
    {"order_id": float("inf"), "reason": "x"},
    {"order_id": [1], "reason": "x"},
    {"order_id": None, "reason": "x"},
    {"order_id": 1, "reason": ""},
    {"order_id": 1, "reason": "   "},
    {"order_id": 1, "reason": "x" * 501},
    {"order_id": 1, "reason": "a\x00b"},
    {"order_id": 1, "reason": "\ud800"},
    {"order_id": 1, "reason": ["x"]},
    {"order_id": 1, "reason": {"a": 1}},
    {"order_id": 1, "reason": "x", "page": 0},
    {"order_id": 1, "reason": "x", "colour": "blue"},
    {"order_id": 1, "reason": "x", "kind": "c"},
    {"order_id": 1, "reason": "x", "is_sure": "yes"},
    {"order_id": 1, "reason": "x", "is_sure": 1},
    {"self": 1, "order_id": 1, "reason": "x"},
]


@pytest.mark.parametrize("payload", HOSTILE, ids=lambda payload: repr(payload)[:40])
def test_it_refuses_what_a_handler_did_not_ask_for(app, keys, payload, caplog) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            rig.forget()
            await rig.call(f"{STATE}.take", dict(payload), key=keys.buyer)
            assert rig.deltas == []
            assert rig.events == []

    with caplog.at_level(logging.DEBUG):
        play(scene)
    assert "refused" in caplog.text
    assert "xxxx" not in caplog.text


def test_it_takes_what_a_handler_asked_for(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            sent = {"order_id": 2**53, "reason": "  늦어요 ", "is_sure": True, "colour": "red"}
            await rig.call(f"{STATE}.take", sent, key=keys.buyer)
            assert rig.seen("text") == [f"{2**53}/늦어요/1/red/a/True"]

    play(scene)


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ({"title": " 쌀 "}, "NoteForm:쌀"),
        ({"__reflex_form_data__": [["title", "쌀"], ["memo", ""]]}, "NoteForm:쌀"),
        ({"title": "쌀", "is_operator": True}, None),
        ({"title": 1}, None),
        ({"__reflex_form_data__": "title"}, None),
        ({}, None),
        ("title", None),
    ],
)
def test_it_makes_the_form_or_refuses(app, keys, sent, text) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            rig.forget()
            await rig.call(f"{STATE}.save", {"form": sent}, key=keys.buyer)
            assert rig.seen("text") == ([text] if text else [])

    play(scene)


def test_a_refusal_of_the_business_becomes_a_toast(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            with pytest.raises(Exception, match="출고"):
                await rig.fire(ProofState.fail, key=keys.buyer)
            await rig.fire(ProofState.greet, key=keys.buyer)
            assert rig.seen("rows")[-1][0]["text"] == "이미 출고했어요."

    play(scene)


def test_a_crash_says_nothing_about_itself(app, keys, caplog) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            with pytest.raises(RuntimeError):
                await rig.fire(ProofState.crash, key=keys.buyer)
            await rig.fire(ProofState.greet, key=keys.buyer)
            assert "the-secret-value" not in rig.seen("rows")[-1][0]["text"]

    play(scene)
    ours = [record for record in caplog.records if record.name.startswith("qnector")]
    assert any("RuntimeError" in record.getMessage() for record in ours)
    assert all("the-secret-value" not in record.getMessage() for record in ours)


def test_when_the_database_is_away_nothing_runs(app, keys, monkeypatch) -> None:
    async def away(*_: object) -> None:
        raise OSError("gone")

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            monkeypatch.setattr(db, "read_row", away)
            await rig.fire(ProofState.add_one, key=keys.buyer)
            assert rig.seen("count") == []

    play(scene)


def test_an_event_of_ours_does_not_follow_a_token_to_another_socket(app, keys) -> None:
    """Who took over a token must not be shown what its former owner may see."""

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            rig.forget()
            await live.tell(TOKEN, f"{STATE}.add_one")
            assert rig.seen("count") == [1]
            rig.connect(TOKEN, "sid-of-a-thief")
            await live.tell(TOKEN, f"{STATE}.add_one")
            rig.disconnect(TOKEN)
            await live.tell(TOKEN, f"{STATE}.add_one")
            assert rig.seen("count") == [1]

    play(scene)


def test_a_wave_asks_as_the_listener_not_as_who_made_the_change(app, keys, market) -> None:
    async def scene() -> None:
        asked.clear()
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            await rig.open(keys.buyer_staff, token=OTHER)
            await rig.fire(ProofState.look, key=keys.buyer_staff, token=OTHER)
            rig.forget()
            await rig.fire(ProofState.change, key=keys.buyer)
            await rig.settled()
            assert rig.seen("reads", OTHER) == [2]
            await rig.fire(ProofState.greet, key=keys.buyer_staff, token=OTHER)
            assert market.buyer.user_id not in rig.seen("asked_by", OTHER)

    play(scene)


def test_the_guard_knows_no_handler_by_heart_that_it_did_not_check() -> None:
    guard = Guard()
    assert guard._rules == {}
    registered = SimpleNamespace(handler=SimpleNamespace(fn=lambda self: None), states=())
    context = RegistrationContext.ensure_context()
    context.event_handlers["bare.handler"] = registered
    try:
        with pytest.raises(Exception, match="no policy"):
            guard._learn("bare.handler")
    finally:
        del context.event_handlers["bare.handler"]


def test_the_side_comes_from_the_session(app, keys, market) -> None:
    async def scene() -> None:
        key = db.write_now(sign_in, "owner@stranger.test", Side.SELLER)
        async with Rig(app) as rig:
            await rig.open(key)
            await rig.fire(ProofState.place, key=key)
            assert rig.led_to() == ["/seller/dashboard"]
            actor = (await sessions.look_up(secrets.sha256_text(key))).actor
            await db.write(accounts.switch_side, actor, Side.BUYER)
            await rig.fire(ProofState.place, key=key)
            assert rig.seen("count") == [100]

    play(scene)

"""계정관리 through the real guard: what each person may, and what moves on open screens."""

import contextlib
import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.actor import Role, Side
from qnector.core.errors import QnectorError, Unavailable
from qnector.domain.accounts import company, devices, team
from qnector.domain.accounts import profile as profiles
from qnector.domain.accounts.models import LoginSession, User
from qnector.screens.buyer.account.state import BuyerAccountState
from qnector.screens.buyer.account_company.state import BuyerCompanyState
from qnector.screens.buyer.account_security.state import BuyerSecurityState
from qnector.screens.buyer.account_users.state import BuyerUsersState
from qnector.screens.seller.account_users.state import SellerUsersState
from qnector.web.account import users_state
from qnector.web.shell import Shell
from tests.web.conftest import play, sign_in
from tests.web.rig import Rig
from tests.web.test_live import token_of

HERE, THERE = token_of(1), token_of(2)
USERS, SECURITY, COMPANY, ACCOUNT = (
    "/account/users",
    "/account/security",
    "/account/company",
    "/account",
)
REAUTH = "/reauth?next="


def user(email: str) -> User:
    return db.read_now(lambda s: s.execute(select(User).where(User.email == email)).scalar_one())


def sessions_of(user_id: int) -> dict[int, bool]:
    """Session → whether it has ended."""

    def _of(session: Session) -> dict[int, bool]:
        rows = session.execute(
            select(LoginSession.id, LoginSession.ended_at).where(LoginSession.user_id == user_id)
        )
        return {row.id: row.ended_at is not None for row in rows}

    return db.read_now(_of)


def long_ago() -> None:
    """Everybody proved their password six minutes ago."""

    def _age(session: Session) -> None:
        session.execute(
            update(LoginSession).values(reauthenticated_at=clock.now() - timedelta(minutes=6))
        )

    db.write_now(_age)


async def sit(rig: Rig, key: str, path: str, load: Any, token: str = HERE) -> None:
    await rig.open(key, token=token, path=path)
    await rig.fire(Shell.enter("buyer"), key=key, token=token, path=path)
    await rig.fire(load, key=key, token=token, path=path)


def test_a_device_that_is_signed_out_leaves_at_once(app, keys, market) -> None:
    async def scene() -> None:
        other = db.write_now(sign_in, "owner@hanbit.test")
        async with Rig(app) as rig:
            await sit(rig, keys.buyer, SECURITY, BuyerSecurityState.load)
            await sit(rig, other, SECURITY, BuyerSecurityState.load, THERE)
            target = max(sessions_of(market.buyer.user_id))
            await rig.fire(BuyerSecurityState.end_device(target), key=keys.buyer, path=SECURITY)
            await rig.settled()

            assert any(path.startswith("/login") for path in rig.led_to(THERE))
            assert rig.led_to(HERE) == []
            assert len(rig.seen("devices", HERE)[-1]) == 1

    play(scene)


def test_a_sign_in_elsewhere_appears_at_once(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await sit(rig, keys.buyer, SECURITY, BuyerSecurityState.load)
            rig.forget()
            await db.write(sign_in, "owner@hanbit.test")
            await rig.settled()

            assert len(rig.seen("devices")[-1]) == 2

    play(scene)


def test_somebody_elses_device_stays(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            for asker in (keys.buyer_staff, keys.seller, keys.stranger, ""):
                for target in sessions_of(market.buyer.user_id):
                    await rig.open(asker, path=SECURITY)
                    await rig.fire(BuyerSecurityState.end_device(target), key=asker, path=SECURITY)
            assert not any(sessions_of(market.buyer.user_id).values())

    play(scene)


def test_all_others_are_signed_out_only_after_a_fresh_proof(app, keys, market) -> None:
    async def scene() -> None:
        db.write_now(sign_in, "owner@hanbit.test")
        long_ago()
        async with Rig(app) as rig:
            await sit(rig, keys.buyer, SECURITY, BuyerSecurityState.load)
            await rig.fire(BuyerSecurityState.end_others, key=keys.buyer, path=SECURITY)

            assert rig.led_to()[-1].startswith(REAUTH)
            assert not any(sessions_of(market.buyer.user_id).values())

    play(scene)


@pytest.mark.parametrize(
    "event",
    [
        BuyerUsersState.save_role({"role": "manager", "turn": "0"}),
        BuyerUsersState.ask_transfer,
        BuyerUsersState.transfer("0"),
        BuyerCompanyState.open_bank,
        BuyerCompanyState.save_bank(
            {"bank_name": "은행", "holder": "나", "number": "110-234-5678", "turn": "0"}
        ),
    ],
)
def test_what_matters_most_asks_for_a_fresh_proof(app, keys, market, event) -> None:
    """Statement 46."""

    async def scene() -> None:
        path = f"{USERS}?user={market.buyer_staff.user_id}"
        async with Rig(app) as rig:
            await sit(rig, keys.buyer, path, BuyerUsersState.load)
            long_ago()
            await rig.fire(event, key=keys.buyer, path=path)

            assert rig.led_to()[-1].startswith(REAUTH)
        staff = user("staff@hanbit.test")
        assert (staff.role, user("owner@hanbit.test").role) == (Role.STAFF, Role.OWNER)

    play(scene)


def test_a_role_counts_from_the_next_event_on(app, keys, market) -> None:
    """Statement 54."""

    async def scene() -> None:
        staff = market.buyer_staff.user_id
        async with Rig(app) as rig:
            await sit(rig, keys.buyer_staff, USERS, BuyerUsersState.load)
            assert rig.seen("may_write") == [False]
            rig.forget()
            await db.write(team.transfer, market.buyer, staff)
            await rig.settled()
            # The feed says it twice, once for each topic that the screen follows.
            assert rig.seen("may_write") == [True, True]
            rig.forget()
            await rig.fire(BuyerUsersState.load, key=keys.buyer_staff, path=USERS)
            assert rig.seen("may_write") == [True]

            await db.write(
                team.transfer,
                team_owner(market.buyer_staff),
                market.buyer.user_id,
            )
            await rig.fire(
                BuyerUsersState.invite({"email": "x@hanbit.test", "role": "staff", "turn": "0"}),
                key=keys.buyer_staff,
                path=USERS,
            )
        with pytest.raises(Exception, match="No row"):
            user("x@hanbit.test")

    play(scene)


def test_a_refresh_leaves_the_role_that_is_being_chosen(app, keys, market) -> None:
    """A colleague gets another picture or signs out: the window's form is not made anew."""

    async def scene() -> None:
        staff = market.buyer_staff.user_id
        path = f"{USERS}?user={staff}"
        async with Rig(app) as rig:
            await sit(rig, keys.buyer, path, BuyerUsersState.load)
            assert rig.seen("is_open")[-1] is True
            rig.forget()
            await db.write(profiles.rename, market.buyer_staff, "박직원")
            await rig.settled()
            assert rig.seen("member")[-1]["name"] == "박직원"
            assert rig.seen("role_epoch") == rig.seen("is_open") == []

            await db.write(team.change_role, market.buyer, staff, Role.MANAGER)
            await rig.settled()
            assert rig.seen("member")[-1]["role"] == "manager"
            assert len(rig.seen("role_epoch")) == 1

    play(scene)


def team_owner(actor: Any) -> Any:
    return dataclasses.replace(actor, role=Role.OWNER)


def test_who_is_switched_off_leaves_at_once(app, keys, market) -> None:
    async def scene() -> None:
        path = f"{USERS}?user={market.buyer_staff.user_id}"
        async with Rig(app) as rig:
            await sit(rig, keys.buyer_staff, COMPANY, BuyerCompanyState.load, THERE)
            await sit(rig, keys.buyer, path, BuyerUsersState.load)
            await rig.fire(
                BuyerUsersState.deactivate(rig.turn(BuyerUsersState)), key=keys.buyer, path=path
            )
            await rig.settled()

            assert any(one.startswith("/login") for one in rig.led_to(THERE))
            assert not user("staff@hanbit.test").is_active

    play(scene)


def test_staff_and_strangers_change_nothing(app, keys, market) -> None:
    form = {name: "" for name in company.LABELS if name not in ("name",)}
    events = [
        (BuyerUsersState.invite({"email": "x@hanbit.test", "role": "staff", "turn": "0"}), USERS),
        (BuyerUsersState.deactivate("0"), USERS),
        (BuyerUsersState.transfer("0"), USERS),
        (BuyerUsersState.save_role({"role": "manager", "turn": "0"}), USERS),
        (SellerUsersState.deactivate("0"), USERS),
        (BuyerCompanyState.save({**form, "company_name": "훔친상회"}), COMPANY),
        (BuyerCompanyState.remove_seal, COMPANY),
        (BuyerAccountState.save({"person_name": "직원", "sides": "both"}), ACCOUNT),
    ]

    async def scene() -> None:
        async with Rig(app) as rig:
            for key in (keys.buyer_staff, keys.operator, ""):
                for event, path in events:
                    await rig.open(key, path=path)
                    with contextlib.suppress(QnectorError):
                        await rig.fire(event, key=key, path=path)
        said, _ = db.read_now(company.fields, market.buyer)
        assert said.name == "한빛상회"
        assert user("staff@hanbit.test").is_active
        assert user("staff@hanbit.test").role is Role.STAFF

    play(scene)


def test_who_invites_on_and_on_is_told_to_wait(app, keys, market) -> None:
    """Also who only asks which addresses are taken."""
    users_state.inviting.forget()

    async def scene() -> None:
        async with Rig(app) as rig:
            await sit(rig, keys.buyer, USERS, BuyerUsersState.load)
            form = {"role": "staff", "turn": rig.turn(BuyerUsersState)}
            taken = BuyerUsersState.invite({**form, "email": "owner@bada.test"})
            for _ in range(users_state.AT_ONCE):
                await rig.fire(taken, key=keys.buyer, path=USERS)
            assert rig.seen("errors")[-1]["email"] == "이미 쓰고 있는 이메일이에요."
            free = BuyerUsersState.invite({**form, "email": "x@hanbit.test"})
            await rig.fire(free, key=keys.buyer, path=USERS)
            assert "잠시 뒤" in rig.seen("errors")[-1]["email"]
        with pytest.raises(Exception, match="No row"):
            user("x@hanbit.test")

    play(scene)
    users_state.inviting.forget()


def test_two_who_edit_the_company_are_told(app, keys, market) -> None:
    async def scene() -> None:
        second = db.write_now(sign_in, "owner@hanbit.test")
        async with Rig(app) as rig:
            await sit(rig, keys.buyer, COMPANY, BuyerCompanyState.load)
            typed = dict(rig.seen("values")[-1])
            await sit(rig, second, COMPANY, BuyerCompanyState.load, THERE)
            theirs = BuyerCompanyState.save({**typed, "phone": "02-1-2345"})
            await rig.fire(theirs, key=second, token=THERE, path=COMPANY)
            await rig.settled()
            assert rig.seen("changes", HERE)[-1] == ["전화 없음 → 02-1-2345"]

            mine = BuyerCompanyState.save({**typed, "contact_name": "이담당"})
            await rig.fire(mine, key=keys.buyer, path=COMPANY)
            merged = rig.seen("values", HERE)[-1]
            assert (merged["phone"], merged["contact_name"]) == ("02-1-2345", "이담당")
            await rig.fire(BuyerCompanyState.save(merged), key=keys.buyer, path=COMPANY)

        said, _ = db.read_now(company.fields, market.buyer)
        assert (said.phone, said.contact_name) == ("02-1-2345", "이담당")

    play(scene)


@pytest.mark.parametrize(
    ("event", "path", "place", "busy"),
    [
        (BuyerCompanyState.save, COMPANY, "company_state._check", "is_saving"),
        (BuyerAccountState.fetch_picture, ACCOUNT, "picture_fetch.take", "is_fetching"),
    ],
)
def test_a_button_works_again_after_the_database_was_away(
    app, keys, market, monkeypatch, event, path: str, place: str, busy: str
) -> None:
    async def away(*given: object) -> None:
        raise Unavailable

    monkeypatch.setattr(f"qnector.web.account.{place}", away)

    async def scene() -> None:
        async with Rig(app) as rig:
            await sit(rig, keys.buyer, COMPANY, BuyerCompanyState.load)
            typed = dict(rig.seen("values")[-1]) if path == COMPANY else {"picture_url": "x"}
            await rig.fire(event(typed), key=keys.buyer, path=path)
            assert rig.seen(busy) == [True, False]

    play(scene)


def test_after_saving_the_focus_is_at_the_button(app, keys, market) -> None:
    """The form of one's own name is drawn anew with what was saved."""

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer, path=ACCOUNT)
            await rig.fire(BuyerAccountState.load, key=keys.buyer, path=ACCOUNT)
            named = BuyerAccountState.save({"person_name": "김한빛"})
            await rig.fire(named, key=keys.buyer, path=ACCOUNT)
            assert focused(rig) == ["account-save"]

    play(scene)


def test_what_is_typed_while_the_company_is_saved_stays(app, keys, market) -> None:
    """The tax office may take seconds: no field is drawn anew, and the focus stays."""

    async def scene() -> None:
        async with Rig(app) as rig:
            await sit(rig, keys.buyer, COMPANY, BuyerCompanyState.load)
            sent = {**rig.seen("values")[-1], "phone": "02-1-2345", "business_item": " 채소 "}
            rig.forget()
            await rig.fire(BuyerCompanyState.save(sent), key=keys.buyer, path=COMPANY)
            for name in ("epoch", "address_epoch", "drawn"):
                assert rig.seen(name) == []
            assert focused(rig) == []

            meanwhile = {**sent, "contact_name": "이담당"}
            await rig.fire(BuyerCompanyState.save(meanwhile), key=keys.buyer, path=COMPANY)
            assert True not in rig.seen("was_merged")
        said, _ = db.read_now(company.fields, market.buyer)
        assert (said.phone, said.contact_name) == ("02-1-2345", "이담당")
        assert said.business_item == "채소"

    play(scene)


def test_what_a_colleague_changes_after_ones_own_saving_is_merged(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await sit(rig, keys.buyer, COMPANY, BuyerCompanyState.load)
            sent = {**rig.seen("values")[-1], "phone": "02-1-2345"}
            await rig.fire(BuyerCompanyState.save(sent), key=keys.buyer, path=COMPANY)
            said, _ = db.read_now(company.fields, market.buyer)
            theirs = dataclasses.replace(said, phone="02-9-9999")
            await db.write(company.edit, market.buyer, theirs, said)
            await rig.settled()
            rig.forget()

            mine = {**sent, "contact_name": "이담당"}
            await rig.fire(BuyerCompanyState.save(mine), key=keys.buyer, path=COMPANY)
            assert rig.seen("was_merged") == [True]
            merged = rig.seen("values")[-1]
            assert (merged["phone"], merged["contact_name"]) == ("02-9-9999", "이담당")
            redrawn = [name for name, times in rig.seen("drawn")[-1].items() if times]
            assert redrawn == ["phone"], "in the others somebody may be typing again"
            assert rig.seen("epoch") == rig.seen("address_epoch") == focused(rig) == []

    play(scene)


def test_a_picture_that_comes_late_leaves_the_focus(app, keys, market, monkeypatch) -> None:
    async def take(asker: Any, url: str) -> None:
        if "gone" in url:
            raise Unavailable

    monkeypatch.setattr("qnector.web.account.picture_fetch.take", take)

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer, path=ACCOUNT)
            for url in ("https://a.test/x.png", "https://gone.test/x.png"):
                fetching = BuyerAccountState.fetch_picture({"picture_url": url})
                await rig.fire(fetching, key=keys.buyer, path=ACCOUNT)
            assert rig.seen("address_error")[-1] != ""
            assert focused(rig) == []

    play(scene)


def focused(rig: Rig) -> list[str]:
    """Where the focus was sent, in order."""
    return [
        event.payload["ref"].removeprefix("ref_").replace("_", "-")
        for _, event in rig.events
        if event.name == "_set_focus"
    ]


def test_who_becomes_owner_may_change_the_company_at_once(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await sit(rig, keys.buyer_staff, COMPANY, BuyerCompanyState.load)
            assert rig.seen("may_write") == [False]
            await db.write(team.transfer, market.buyer, market.buyer_staff.user_id)
            await rig.settled()
            assert rig.seen("may_write")[-1] is True

    play(scene)


@pytest.mark.parametrize(
    ("change", "box"),
    [
        ({"business_number": "1234567890"}, "business_number"),
        ({"company_name": ""}, "company_name"),
        ({"opened_on": "2024"}, "opened_on"),
        ({"opened_on": "20241399"}, "opened_on"),
        ({"contact_email": "주소 아님"}, "contact_email"),
        ({"postal_code": "12"}, "postal_code"),
    ],
)
def test_what_is_wrong_stands_at_its_field(app, keys, market, change, box: str) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await sit(rig, keys.buyer, COMPANY, BuyerCompanyState.load)
            typed = {**rig.seen("values")[-1], **change}
            await rig.fire(BuyerCompanyState.save(typed), key=keys.buyer, path=COMPANY)
            assert rig.seen("errors")[-1][box] != ""
            assert any(event.name == "_set_focus" for _, event in rig.events)

    play(scene)


def test_the_number_of_the_account_reaches_no_browser(app, keys, market) -> None:
    async def scene() -> None:
        form = {
            "bank_name": "한빛은행",
            "holder": "한빛상회",
            "number": "110-234-567890",
            "turn": "0",
        }
        async with Rig(app) as rig:
            await sit(rig, keys.buyer, COMPANY, BuyerCompanyState.load)
            await rig.fire(BuyerCompanyState.save_bank(form), key=keys.buyer, path=COMPANY)
            assert rig.seen("bank_masked")[-1] == "***-***-**7890"
            assert "567890" not in str(rig.deltas)

    play(scene)


def test_an_operator_who_looks_in_is_seen_among_the_devices(app, keys, market) -> None:
    def act(session: Session) -> None:
        last = max(sessions_of(market.buyer.user_id))
        session.execute(
            update(LoginSession)
            .where(LoginSession.id == last)
            .values(acting_operator_id=market.operator.user_id)
        )

    db.write_now(sign_in, "owner@hanbit.test", Side.BUYER)
    db.write_now(act)
    found = db.read_now(devices.devices, market.buyer)
    assert [one.is_operator for one in found].count(True) == 1

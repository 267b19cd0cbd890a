from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Role
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.domain.accounts import people, roster
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company, User
from qnector.domain.accounts.roster import PersonFilter
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.messages.models import Kind, Message
from tests.world import World


def sign_in(session: Session, user_id: int) -> str:
    user = session.get_one(User, user_id)
    return accounts.start_session(session, user, device="", address="", is_remembered=False)


def is_in(session: Session, key: str) -> bool:
    row = accounts.session_of(session, secrets.sha256_text(key))
    return row is not None and row.ended_at is None and row.is_active


def another_operator(session: Session, *, has_password: bool = True) -> int:
    made = accounts.add_user(
        session, None, email="second@qnector.test", name="둘째", role=Role.OWNER,
        password_hash="x" if has_password else "", is_operator=True,
    )  # fmt: skip
    return made.id or 0


def test_who_is_switched_off_is_out_everywhere(session: Session, world: World) -> None:
    keys = [sign_in(session, world.buyer.user_id) for _ in range(2)]
    world.touched()

    assert people.deactivate(session, world.operator, world.buyer.user_id) == "owner@hanbit.test"

    assert not any(is_in(session, key) for key in keys)
    assert (world.buyer.company_id, "session") in world.touched()


def test_who_is_let_in_again_signs_in_anew(session: Session, world: World) -> None:
    key = sign_in(session, world.buyer.user_id)
    people.deactivate(session, world.operator, world.buyer.user_id)
    people.reactivate(session, world.operator, world.buyer.user_id)

    assert not is_in(session, key)
    assert is_in(session, sign_in(session, world.buyer.user_id))


def test_the_second_of_two_is_told(session: Session, world: World) -> None:
    with pytest.raises(Conflict):
        people.reactivate(session, world.operator, world.buyer.user_id)
    people.deactivate(session, world.operator, world.buyer.user_id)
    with pytest.raises(Conflict):
        people.deactivate(session, world.operator, world.buyer.user_id)


def test_nobody_switches_oneself_off(session: Session, world: World) -> None:
    another_operator(session)
    with pytest.raises(NotAllowed, match="자신"):
        people.deactivate(session, world.operator, world.operator.user_id)


@pytest.mark.parametrize("has_password", [True, False])
def test_the_last_operator_stays(session: Session, world: World, has_password: bool) -> None:
    """One who was invited and has no password yet cannot run the server."""
    other = another_operator(session, has_password=has_password)
    session.get_one(User, world.operator.user_id).password_hash = "x"
    session.flush()
    asker = replace(world.operator, user_id=other)
    if has_password:
        people.deactivate(session, asker, world.operator.user_id)
        return

    with pytest.raises(NotAllowed, match="마지막 운영자"):
        people.deactivate(session, asker, world.operator.user_id)


def test_every_session_ends_but_the_askers_own(session: Session, world: World) -> None:
    theirs, mine = sign_in(session, world.buyer.user_id), sign_in(session, world.operator.user_id)
    other = sign_in(session, world.operator.user_id)
    row = accounts.session_of(session, secrets.sha256_text(mine))
    assert row is not None
    asker = replace(world.operator, session_id=row.id)

    people.end_sessions(session, asker, world.buyer.user_id)
    people.end_sessions(session, asker, world.operator.user_id)

    assert [is_in(session, key) for key in (theirs, mine, other)] == [False, True, False]


def test_a_reset_goes_by_mail_and_the_link_is_sealed(session: Session, world: World) -> None:
    address = people.send_reset(session, world.operator, world.buyer.user_id)

    mail = session.execute(select(Message).where(Message.kind == Kind.RESET_PASSWORD)).scalar_one()
    link = secrets.unseal(mail.values["link"], place="message:link")
    assert address == mail.to_email == "owner@hanbit.test"
    assert "token=" in link
    assert "token=" not in str(mail.values)
    assert link.rpartition("=")[2] not in str(mail.values)


def test_no_reset_for_who_is_switched_off(session: Session, world: World) -> None:
    people.deactivate(session, world.operator, world.buyer.user_id)
    with pytest.raises(NotAllowed):
        people.send_reset(session, world.operator, world.buyer.user_id)


def test_an_operator_is_invited_and_again_while_waiting(session: Session, world: World) -> None:
    for _ in range(2):
        people.invite_operator(session, world.operator, "New@qnector.test", "새 운영자")

    made = session.execute(select(User).where(User.email == "new@qnector.test")).scalar_one()
    mails = session.execute(select(Message).where(Message.kind == Kind.INVITE)).scalars().all()
    assert (made.is_operator, made.company_id, made.role) == (True, None, Role.OWNER)
    assert len(mails) == 2
    assert "link" in mails[0].values


@pytest.mark.parametrize("email", ["owner@hanbit.test", "operator@qnector.test", "no", ""])
def test_a_taken_address_is_not_invited(session: Session, world: World, email: str) -> None:
    session.get_one(User, world.operator.user_id).password_hash = "x"
    session.flush()
    with pytest.raises(Invalid) as refusal:
        people.invite_operator(session, world.operator, email, "새 운영자")
    assert refusal.value.field == "email"


@pytest.mark.parametrize("name", ["buyer", "seller", "stranger", "buyer_staff"])
def test_it_is_the_operators_alone(session: Session, world: World, name: str) -> None:
    actor = getattr(world, name)
    for verb in (people.deactivate, people.reactivate, people.end_sessions, people.send_reset):
        with pytest.raises(NotAllowed):
            verb(session, actor, world.buyer_staff.user_id)
    with pytest.raises(NotAllowed):
        people.invite_operator(session, actor, "new@qnector.test", "새 운영자")
    with pytest.raises(NotAllowed):
        roster.people(session, actor, PersonFilter())


def test_nobody_is_not_found(session: Session, world: World) -> None:
    for verb in (people.deactivate, people.reactivate, people.end_sessions, people.send_reset):
        with pytest.raises(NotFound):
            verb(session, world.operator, 99_999)


def test_every_act_is_in_the_companys_chain(session: Session, world: World) -> None:
    for verb in (people.end_sessions, people.send_reset, people.deactivate, people.reactivate):
        verb(session, world.operator, world.buyer_staff.user_id)
    audit.settle(session)

    rows = session.execute(
        select(AuditEntry.action, AuditEntry.company_id)
        .where(AuditEntry.ref == f"user:{world.buyer_staff.user_id}")
        .where(AuditEntry.action != "user.add")
        .order_by(AuditEntry.id)
    ).all()
    assert [row.action for row in rows] == [
        "user.end_sessions", "user.send_reset", "user.deactivate", "user.reactivate",
    ]  # fmt: skip
    assert {row.company_id for row in rows} == {world.buyer.company_id}


def test_the_list_finds_and_filters(session: Session, world: World) -> None:
    def found(**wanted: object) -> list[str]:
        page = roster.people(session, world.operator, PersonFilter(sort="email", **wanted))
        return [row.email for row in page.rows]

    people.deactivate(session, world.operator, world.seller_staff.user_id)
    assert len(found()) == 7
    assert found(text="BADA") == ["owner@bada.test", "staff@bada.test"]
    assert found(text="한빛") == ["owner@hanbit.test", "staff@hanbit.test"]
    assert found(role="operator") == ["operator@qnector.test"]
    assert found(role="staff") == ["staff@bada.test", "staff@hanbit.test"]
    assert found(state="inactive") == ["staff@bada.test"]
    assert found(company_id=world.buyer.company_id, role="owner") == ["owner@hanbit.test"]
    assert found(text="100%_") == []


def test_the_list_says_when_somebody_was_here_last(session: Session, world: World) -> None:
    sign_in(session, world.buyer.user_id)

    by_email = {
        row.email: row for row in roster.people(session, world.operator, PersonFilter()).rows
    }
    seen = by_email["owner@hanbit.test"].seen_at
    assert seen is not None
    assert clock.now() - seen < timedelta(minutes=1)
    assert by_email["owner@bada.test"].seen_at is None
    assert by_email["owner@hanbit.test"].company_name == "한빛상회"
    assert by_email["operator@qnector.test"].company_name == ""


def test_a_window_holds_the_first_fifty_colleagues_with_the_owner(
    session: Session, world: World
) -> None:
    company = session.get_one(Company, world.buyer.company_id)
    for number in range(55):
        accounts.add_user(
            session, company, email=f"{number}@hanbit.test", name="직원", role=Role.STAFF
        )
    late = accounts.add_user(
        session, company, email="late@hanbit.test", name="새 대표", role=Role.OWNER
    )

    found = roster.colleagues(session, world.operator, world.buyer.company_id)

    assert len(found) == 50
    assert [one.role for one in found[:3]] == [Role.OWNER, Role.OWNER, Role.STAFF]
    assert late.id in {one.id for one in found}


def test_colleagues_are_of_one_company_owner_first(session: Session, world: World) -> None:
    found = roster.colleagues(session, world.operator, world.buyer.company_id)

    assert [one.role for one in found] == [Role.OWNER, Role.STAFF]
    with pytest.raises(NotAllowed):
        roster.colleagues(session, world.buyer, world.buyer.company_id)
    with pytest.raises(NotFound):
        roster.person(session, world.operator, 99_999)

"""사용자 관리: invited, given roles, switched off, handed over; one owner, always."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor, Role
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from qnector.domain.accounts import invites, members, service, team, throttle
from qnector.domain.accounts.invites import Answer
from qnector.domain.accounts.members import MemberFilter
from qnector.domain.accounts.models import (
    Company,
    Consent,
    LinkKind,
    LoginSession,
    OneTimeLink,
    User,
)
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.messages.models import Kind, Message
from tests.world import World

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
WORD = "여섯 마리 고래"


def owners(session: Session, actor: Actor) -> list[int]:
    statement = select(User.id).where(User.company_id == actor.company_id, User.role == Role.OWNER)
    return list(session.execute(statement).scalars())


def mails(session: Session) -> list[Message]:
    statement = select(Message).where(Message.kind == Kind.INVITE).order_by(Message.id)
    return list(session.execute(statement).scalars())


def token_of(mail: Message) -> str:
    return secrets.unseal(mail.values["link"], place="message:link").partition("token=")[2]


def states(session: Session, actor: Actor) -> dict[str, str]:
    found = members.members(session, actor, MemberFilter())
    return {row.email: f"{row.role.value} {row.state}" for row in found.rows}


def actions(session: Session) -> list[str]:
    audit.settle(session)
    statement = select(AuditEntry.action).where(AuditEntry.action.startswith("user."))
    return list(session.execute(statement.order_by(AuditEntry.id)).scalars())


def invited(session: Session, world: World, email: str = "new@hanbit.test") -> int:
    return team.invite(session, world.buyer, email, Role.MANAGER)


def test_it_sends_a_link_that_lies_sealed(session: Session, world: World) -> None:
    invited(session, world, " New@Hanbit.test ")

    (mail,) = mails(session)
    assert mail.to_email == "new@hanbit.test"
    assert mail.values["company"] == "한빛상회"
    token = token_of(mail)
    assert token not in str(mail.values)
    assert invites.look(session, token).email == "new@hanbit.test"
    assert states(session, world.buyer)["new@hanbit.test"] == "manager invited"
    assert actions(session)[-1] == "user.invite"


@pytest.mark.parametrize("email", ["", "없는주소", "a@b@c.test", "staff@hanbit.test"])
def test_it_refuses_an_address_that_is_none_or_taken(session, world: World, email: str) -> None:
    with pytest.raises(Invalid) as refused:
        invited(session, world, email)
    assert refused.value.field == "email"
    assert mails(session) == []


def test_nobody_is_invited_as_owner(session: Session, world: World) -> None:
    with pytest.raises(Invalid, match="대표는 한 명"):
        team.invite(session, world.buyer, "new@hanbit.test", Role.OWNER)


def test_a_managed_buyer_invites_nobody(session: Session, world: World) -> None:
    session.get(Company, world.buyer.company_id).managed_by = world.seller.company_id
    session.flush()

    with pytest.raises(NotAllowed, match="전용구매자"):
        invited(session, world)


def test_only_so_many_invitations_wait(session: Session, world: World) -> None:
    for number in range(team.MOST_INVITES):
        invited(session, world, f"new{number}@hanbit.test")

    with pytest.raises(TooMany):
        invited(session, world)


def test_a_second_link_replaces_the_first_and_not_at_once(session: Session, world: World) -> None:
    with clock.frozen(NOW):
        user_id = invited(session, world)
        with pytest.raises(TooMany):
            team.resend(session, world.buyer, user_id)
    with clock.frozen(NOW + timedelta(minutes=2)):
        team.resend(session, world.buyer, user_id)
        first, second = map(token_of, mails(session))
        with pytest.raises(NotFound):
            invites.look(session, first)
        assert invites.look(session, second).user_id == user_id


def test_a_link_is_over_after_a_day(session: Session, world: World) -> None:
    with clock.frozen(NOW):
        invited(session, world)
        token = token_of(mails(session)[0])
    with clock.frozen(NOW + timedelta(hours=24, seconds=1)):
        with pytest.raises(NotFound):
            invites.look(session, token)
        row = members.members(session, world.buyer, MemberFilter(state="invited")).rows[0]
        assert row.until is None


def test_a_revoked_invitation_is_gone_and_the_address_free(session: Session, world: World) -> None:
    user_id = invited(session, world)
    token = token_of(mails(session)[0])
    throttle_try(session, "new@hanbit.test", user_id)
    team.revoke(session, world.buyer, user_id)

    with pytest.raises(NotFound):
        invites.look(session, token)
    assert "new@hanbit.test" not in states(session, world.buyer)
    invited(session, world)


def test_nobody_is_flooded_with_invitations(session: Session, world: World) -> None:
    """Inviting and revoking in turn sends a mail each time, whatever company does it."""
    with clock.frozen(NOW):
        for asker in (world.buyer, world.seller, world.buyer, world.seller, world.buyer):
            user_id = team.invite(session, asker, "new@hanbit.test", Role.STAFF)
            team.revoke(session, asker, user_id)
        with pytest.raises(TooMany, match="한 시간"), session.begin_nested():
            invited(session, world)
    assert len(mails(session)) == team.MOST_MAILS
    with clock.frozen(NOW + timedelta(hours=1, seconds=1)):
        invited(session, world)


def throttle_try(session: Session, email: str, user_id: int) -> None:
    throttle.record_attempt(session, email, "192.0.2.1", user_id, is_success=False)


def accept(session: Session, token: str, **changes: object) -> User:
    answer = dataclasses.replace(Answer("새 직원", WORD, WORD, has_agreed=True), **changes)
    return invites.accept(session, token, answer, "hash", address="192.0.2.7")


def test_who_is_in_already_is_invited_by_no_second_link(session: Session, world: World) -> None:
    """An invitation sent again in the moment it was accepted sets no other password."""
    user_id = invited(session, world)
    accept(session, token_of(mails(session)[0]))
    late = service.make_link(session, LinkKind.INVITE, user_id)

    with pytest.raises(NotFound):
        invites.look(session, late)
    with pytest.raises(NotFound):
        accept(session, late)


def test_who_accepts_is_in_with_a_proven_address(session: Session, world: World) -> None:
    invited(session, world)
    token = token_of(mails(session)[0])
    user = accept(session, token, name=" 새\u200b 직원\x07")

    assert (user.name, user.role, user.password_hash) == ("새 직원", Role.MANAGER, "hash")
    assert user.email_verified_at is not None
    assert user.company_id == world.buyer.company_id
    assert states(session, world.buyer)["new@hanbit.test"] == "manager active"
    consents = select(Consent.document).where(Consent.user_id == user.id)
    assert {one.value for one in session.execute(consents).scalars()} == {"terms", "privacy"}
    assert actions(session)[-1] == "user.join"


def test_a_link_works_once(session: Session, world: World) -> None:
    invited(session, world)
    token = token_of(mails(session)[0])
    accept(session, token)

    with pytest.raises(NotFound):
        accept(session, token, name="다른 사람")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "가" * 51}, "name"),
        ({"name": "무료 http://evil.test"}, "name"),
        ({"password": "짧아", "again": "짧아"}, "password"),
        ({"password": "new@hanbit.test", "again": "new@hanbit.test"}, "password"),
        ({"again": "다른 것"}, "again"),
        ({"has_agreed": False}, "agreed"),
    ],
)
def test_what_cannot_be_so_leaves_the_link(session, world: World, changes, field: str) -> None:
    invited(session, world)
    token = token_of(mails(session)[0])
    with pytest.raises(Invalid) as refused:
        accept(session, token, **changes)

    assert refused.value.field == field
    assert invites.look(session, token)


def test_no_other_link_accepts_an_invitation(session: Session, world: World) -> None:
    user_id = invited(session, world)
    other = service.make_link(session, LinkKind.SET_PASSWORD, user_id)

    for token in (other, "", "x" * 43):
        with pytest.raises(NotFound):
            accept(session, token)


def test_a_suspended_company_takes_nobody_in(session: Session, world: World) -> None:
    invited(session, world)
    session.get(Company, world.buyer.company_id).suspended_at = clock.now()
    session.flush()

    with pytest.raises(NotFound):
        accept(session, token_of(mails(session)[0]))


def test_a_role_changes_and_the_screens_are_told(session: Session, world: World) -> None:
    team.change_role(session, world.buyer, world.buyer_staff.user_id, Role.MANAGER)

    assert states(session, world.buyer)["staff@hanbit.test"] == "manager active"
    assert (world.buyer.company_id, "session") in world.touched()
    assert actions(session)[-1] == "user.role"


def test_switched_off_is_signed_out_everywhere(session: Session, world: World) -> None:
    user = session.get(User, world.buyer_staff.user_id)
    service.start_session(session, user, device="", address="", is_remembered=True)
    team.deactivate(session, world.buyer, user.id)

    session.expire_all()
    statement = select(LoginSession.ended_at).where(LoginSession.user_id == user.id)
    assert None not in session.execute(statement).scalars().all()
    assert states(session, world.buyer)["staff@hanbit.test"] == "staff off"
    with pytest.raises(Conflict):
        team.deactivate(session, world.buyer, user.id)
    team.reactivate(session, world.buyer, user.id)
    assert states(session, world.buyer)["staff@hanbit.test"] == "staff active"


def test_the_company_is_handed_over(session: Session, world: World) -> None:
    team.transfer(session, world.buyer, world.buyer_staff.user_id)

    assert owners(session, world.buyer) == [world.buyer_staff.user_id]
    assert states(session, world.buyer)["owner@hanbit.test"] == "manager active"
    assert actions(session)[-1] == "user.transfer"


def test_who_has_handed_over_can_do_nothing_more_with_an_old_right(session, world: World) -> None:
    team.transfer(session, world.buyer, world.buyer_staff.user_id)

    # The actor still says owner: it was made before the other transaction ended.
    for verb in (
        lambda: team.transfer(session, world.buyer, world.buyer_staff.user_id),
        lambda: team.deactivate(session, world.buyer, world.buyer_staff.user_id),
        lambda: team.change_role(session, world.buyer, world.buyer_staff.user_id, Role.STAFF),
        lambda: invited(session, world),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert owners(session, world.buyer) == [world.buyer_staff.user_id]


def test_it_is_not_handed_to_who_cannot_sign_in(session: Session, world: World) -> None:
    user_id = invited(session, world)
    team.deactivate(session, world.buyer, world.buyer_staff.user_id)

    for other in (user_id, world.buyer_staff.user_id):
        with pytest.raises(Conflict):
            team.transfer(session, world.buyer, other)
    assert owners(session, world.buyer) == [world.buyer.user_id]


def test_the_last_owner_stays(session: Session, world: World) -> None:
    me = world.buyer.user_id
    for verb in (
        lambda: team.deactivate(session, world.buyer, me),
        lambda: team.change_role(session, world.buyer, me, Role.STAFF),
        lambda: team.transfer(session, world.buyer, me),
        lambda: team.revoke(session, world.buyer, me),
    ):
        with pytest.raises(Conflict):
            verb()
    assert owners(session, world.buyer) == [me]


def test_somebody_elses_people_are_not_found(session: Session, world: World) -> None:
    theirs = world.seller_staff.user_id
    for verb in (team.deactivate, team.reactivate, team.transfer, team.resend, team.revoke):
        with pytest.raises(NotFound):
            verb(session, world.buyer, theirs)
    with pytest.raises(NotFound):
        team.change_role(session, world.buyer, theirs, Role.MANAGER)
    with pytest.raises(NotFound):
        members.member(session, world.buyer, theirs)


def test_only_the_owner_changes_people(session: Session, world: World) -> None:
    acting = dataclasses.replace(
        world.buyer, acting_operator_id=world.operator.user_id, acting_reason="도와 달라고 해서"
    )
    for other in (world.buyer_staff, world.operator, acting):
        with pytest.raises(NotAllowed):
            team.invite(session, other, "new@hanbit.test", Role.STAFF)
        for verb in (team.deactivate, team.transfer):
            with pytest.raises(NotAllowed):
                verb(session, other, world.buyer_staff.user_id)


def test_who_has_come_in_cannot_be_revoked(session: Session, world: World) -> None:
    user_id = invited(session, world)
    accept(session, token_of(mails(session)[0]))

    for verb in (team.revoke, team.resend):
        with pytest.raises(Conflict):
            verb(session, world.buyer, user_id)
    links = select(func.count()).select_from(OneTimeLink).where(OneTimeLink.user_id == user_id)
    assert session.execute(links).scalar_one() == 1


def test_the_list_is_of_ones_own_company(session: Session, world: World) -> None:
    assert set(states(session, world.buyer_staff)) == {"owner@hanbit.test", "staff@hanbit.test"}
    with pytest.raises(NotAllowed):
        states(session, world.operator)


@pytest.mark.parametrize(
    ("wanted", "emails"),
    [
        (MemberFilter(), ["owner@hanbit.test", "staff@hanbit.test"]),
        (MemberFilter(text="STAFF@"), ["staff@hanbit.test"]),
        (MemberFilter(text="%"), []),
        (MemberFilter(role="owner"), ["owner@hanbit.test"]),
        (MemberFilter(state="active"), ["owner@hanbit.test", "staff@hanbit.test"]),
        (MemberFilter(state="off"), []),
        (MemberFilter(state="invited"), []),
        (MemberFilter(role="nonsense", state="x", sort="y", page=99, size=3), None),
    ],
)
def test_it_is_filtered(session: Session, world: World, wanted: MemberFilter, emails) -> None:
    # The market's people have no passwords; they have proved their addresses.
    found = [row.email for row in members.members(session, world.buyer, wanted).rows]
    assert found == (emails if emails is not None else ["owner@hanbit.test", "staff@hanbit.test"])

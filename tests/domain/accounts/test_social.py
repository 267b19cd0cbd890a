"""Errands to social accounts, and links. OAuth never links to an unverified account."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.actor import Actor
from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.accounts import social
from qnector.domain.accounts.models import Provider, Purpose, SocialErrand, SocialLink, User
from qnector.domain.accounts.social import Person
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from tests.world import World

NOON = datetime(2026, 2, 13, 3, tzinfo=UTC)
G, K = Provider.GOOGLE, Provider.KAKAO
MINE = Person(G, "g-1", "owner@hanbit.test", True)


def with_password(session: Session, actor: Actor, value: str = "x") -> None:
    session.execute(update(User).where(User.id == actor.user_id).values(password_hash=value))


def test_an_errand_comes_back_once(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        start = social.begin(session, G, Purpose.LOG_IN, next_path="/orders")
        errand = social.come_back(session, G, start.key, start.state)

        assert (errand.purpose, errand.next_path) == (Purpose.LOG_IN, "/orders")
        assert (errand.nonce, errand.verifier) == (start.nonce, start.verifier)
        assert errand.session_id is None
        with pytest.raises(NotFound):
            social.come_back(session, G, start.key, start.state)


def test_38_a_wrong_state_or_cookie_or_provider_brings_nothing_back(
    session: Session, world: World
) -> None:
    with clock.frozen(NOON):
        one = social.begin(session, G, Purpose.LOG_IN)
        two = social.begin(session, G, Purpose.LOG_IN)
        for provider, key, state in (
            (G, one.key, two.state),
            (G, one.key, ""),
            (G, "", one.state),
            (G, two.key, one.state),
            (K, one.key, one.state),
        ):
            with pytest.raises(NotFound):
                social.come_back(session, provider, key, state)
        social.come_back(session, G, one.key, one.state)


def test_an_errand_is_over_after_ten_minutes(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        start = social.begin(session, G, Purpose.LOG_IN)
    with clock.frozen(NOON + timedelta(minutes=10)), pytest.raises(NotFound):
        social.come_back(session, G, start.key, start.state)


def test_no_key_state_nonce_or_verifier_stands_in_the_database(
    session: Session, world: World
) -> None:
    start = social.begin(session, G, Purpose.LOG_IN)

    row = str(session.execute(select(SocialErrand)).scalar_one().model_dump())
    assert not [value for value in (start.key, start.state, start.nonce, start.verifier)
                if value in row]  # fmt: skip


@pytest.mark.parametrize("purpose", [Purpose.LINK, Purpose.REAUTH])
def test_nobody_links_or_proves_without_being_signed_in(
    session: Session, world: World, purpose: Purpose
) -> None:
    with pytest.raises(NotAllowed):
        social.begin(session, G, purpose)


@pytest.mark.parametrize("purpose", [Purpose.LINK, Purpose.REAUTH])
def test_an_operator_who_acts_as_somebody_links_nothing(
    session: Session, world: World, purpose: Purpose
) -> None:
    acting = Actor(
        world.buyer.user_id,
        world.buyer.company_id,
        world.buyer.side,
        world.buyer.role,
        acting_operator_id=world.operator.user_id,
        acting_reason="문의 확인",
    )
    with pytest.raises(NotAllowed):
        social.begin(session, G, purpose, actor=acting)
    with pytest.raises(NotAllowed):
        social.link(session, acting, MINE)
    with pytest.raises(NotAllowed):
        social.unlink(session, acting, G)


def test_who_has_a_password_proves_it_by_the_password(session: Session, world: World) -> None:
    social.begin(session, G, Purpose.REAUTH, actor=world.buyer)
    with_password(session, world.buyer)
    with pytest.raises(NotAllowed, match="비밀번호"):
        social.begin(session, G, Purpose.REAUTH, actor=world.buyer)


def test_a_verified_equal_address_links_and_later_the_subject_counts(
    session: Session, world: World
) -> None:
    assert social.find_user(session, MINE).id == world.buyer.user_id
    moved = Person(G, "g-1", "elsewhere@google.test", True)
    assert social.find_user(session, moved).id == world.buyer.user_id
    assert [one.provider for one in social.links_of(session, world.buyer)] == [G]

    audit.settle(session)
    entry = session.execute(select(AuditEntry).where(AuditEntry.action == "social.link")).scalar()
    assert entry.company_id == world.buyer.company_id


@pytest.mark.parametrize(
    "person",
    [
        Person(G, "g-2", "owner@hanbit.test", False),
        Person(K, "k-2", "", False),
        Person(K, "k-2", "", True),
        Person(G, "g-2", "nobody@google.test", True),
    ],
)
def test_others_are_unknown(session: Session, world: World, person: Person) -> None:
    assert social.find_user(session, person) is None
    assert session.execute(select(SocialLink)).first() is None


def test_39_an_unverified_local_account_is_never_linked(session: Session, world: World) -> None:
    session.execute(
        update(User).where(User.id == world.buyer.user_id).values(email_verified_at=None)
    )
    with pytest.raises(NotAllowed):
        social.find_user(session, MINE)
    assert session.execute(select(SocialLink)).first() is None


def test_an_operators_account_is_linked_only_while_signed_in(
    session: Session, world: World
) -> None:
    person = Person(G, "g-9", "operator@qnector.test", True)
    with pytest.raises(NotAllowed):
        social.find_user(session, person)
    social.link(session, world.operator, person)
    assert social.find_user(session, person).id == world.operator.user_id


def test_an_account_with_another_of_the_provider_is_not_linked_by_address(
    session: Session, world: World
) -> None:
    social.find_user(session, MINE)
    with pytest.raises(NotAllowed):
        social.find_user(session, Person(G, "g-other", "owner@hanbit.test", True))


def test_one_social_account_opens_one_account(session: Session, world: World) -> None:
    social.link(session, world.buyer, MINE)
    social.link(session, world.buyer, MINE)  # twice is nothing special
    with pytest.raises(Conflict, match="다른 사용자"):
        social.link(session, world.seller, MINE)
    with pytest.raises(Conflict, match="먼저"):
        social.link(session, world.buyer, Person(G, "g-2"))
    social.link(session, world.buyer, Person(K, "k-1"))
    assert len(social.links_of(session, world.buyer)) == 2
    assert social.links_of(session, world.seller) == []


def test_it_unlinks_but_never_the_last_way_in(session: Session, world: World) -> None:
    social.link(session, world.buyer, MINE)
    with pytest.raises(NotAllowed, match="하나는"):
        social.unlink(session, world.buyer, G)
    social.link(session, world.buyer, Person(K, "k-1"))
    social.unlink(session, world.buyer, G)
    with pytest.raises(NotAllowed):
        social.unlink(session, world.buyer, K)
    with_password(session, world.buyer)
    social.unlink(session, world.buyer, K)
    assert social.links_of(session, world.buyer) == []
    assert social.find_user(session, Person(K, "k-1")) is None


def test_nobody_unlinks_what_is_somebody_elses(session: Session, world: World) -> None:
    social.link(session, world.buyer, MINE)
    with_password(session, world.stranger)
    with pytest.raises(NotFound):
        social.unlink(session, world.stranger, G)
    assert len(social.links_of(session, world.buyer)) == 1


def test_two_unlinked_side_by_side_leave_one_way_in(committed: World) -> None:
    db.write_now(social.link, committed.buyer, MINE)
    db.write_now(social.link, committed.buyer, Person(K, "k-1"))
    refused: list[Provider] = []

    def unlink(provider: Provider) -> None:
        try:
            db.write_now(social.unlink, committed.buyer, provider)
        except NotAllowed:
            refused.append(provider)

    threads = [threading.Thread(target=unlink, args=(one,)) for one in (G, K)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert len(db.read_now(social.links_of, committed.buyer)) == 1


def test_an_errand_used_side_by_side_comes_back_once(committed: World) -> None:
    start = db.write_now(social.begin, G, Purpose.LOG_IN)
    came: list[bool] = []

    def come() -> None:
        try:
            db.write_now(social.come_back, G, start.key, start.state)
            came.append(True)
        except NotFound:
            came.append(False)

    threads = [threading.Thread(target=come) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(came) == [False] * 4 + [True]

"""은행 계좌: sealed in the database, stars on the screen, opened again after a rotation."""

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import settings
from qnector.core.errors import Invalid, NotAllowed
from qnector.domain.accounts import bank, company
from qnector.domain.accounts.bank import BankAccount
from qnector.domain.accounts.models import Company
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from tests.conftest import SECRET
from tests.world import World

GIVEN = BankAccount("한빛은행", "한빛상회", "110-234-567890")


def stored(session: Session, world: World) -> str:
    statement = select(Company.bank_account).where(Company.id == world.buyer.company_id)
    return session.execute(statement).scalar_one()


def test_the_number_lies_sealed_and_is_shown_by_its_end(session: Session, world: World) -> None:
    bank.set_account(session, world.buyer, GIVEN)

    assert "234" not in stored(session, world)
    found = bank.shown(session, world.buyer_staff)
    assert (found.bank_name, found.holder, found.masked) == (
        "한빛은행",
        "한빛상회",
        "***-***-**7890",
    )


def test_the_audit_log_does_not_hold_it(session: Session, world: World) -> None:
    bank.set_account(session, world.buyer, GIVEN)
    audit.settle(session)

    last = session.execute(select(AuditEntry).order_by(AuditEntry.id.desc())).scalars().first()
    assert (last.action, last.detail) == ("company.bank", "한빛은행 ***-***-**7890")


def test_another_companys_sealed_number_does_not_open_here(session: Session, world: World) -> None:
    bank.set_account(session, world.seller, GIVEN)
    theirs = session.get(Company, world.seller.company_id).bank_account
    mine = session.get(Company, world.buyer.company_id)
    mine.bank_name, mine.bank_account = "훔친은행", theirs
    session.flush()

    assert not bank.shown(session, world.buyer).is_readable


def test_what_cannot_be_printed_is_left_out(session: Session, world: World) -> None:
    given = BankAccount("한빛\x00은행", "한빛상회\u200b", "\u200b110-234-567890")
    assert given == BankAccount("한빛 은행", "한빛상회", "110-234-567890")


def test_nothing_given_takes_it_away(session: Session, world: World) -> None:
    bank.set_account(session, world.buyer, GIVEN)
    bank.set_account(session, world.buyer, BankAccount())

    assert not bank.shown(session, world.buyer).is_there
    assert stored(session, world) == ""


def test_after_a_rotation_it_opens_under_the_new_secret_alone(
    session: Session, world: World
) -> None:
    bank.set_account(session, world.buyer, GIVEN)
    new = "another-secret-" + "y" * 32
    settings.use(secret_key=new, old_secret_keys=(SECRET,))
    assert company.reseal(session) == 1
    session.flush()

    settings.use(secret_key=new, old_secret_keys=())
    assert bank.shown(session, world.buyer).masked == "***-***-**7890"


def test_a_rotation_that_cannot_open_one_says_so(session: Session, world: World) -> None:
    bank.set_account(session, world.buyer, GIVEN)
    settings.use(secret_key="another-secret-" + "y" * 32, old_secret_keys=())

    with pytest.raises(NotAllowed):
        company.reseal(session)
    assert not bank.shown(session, world.buyer).is_readable


def test_a_rotation_names_whose_accounts_it_cannot_open(session: Session, world: World) -> None:
    for one in (world.buyer, world.seller):
        bank.set_account(session, one, GIVEN)
    settings.use(secret_key="another-secret-" + "y" * 32, old_secret_keys=())
    bank.set_account(session, world.stranger, GIVEN)

    with pytest.raises(bank.Unreadable) as refusal:
        bank.reseal(session)

    assert refusal.value.whose == sorted(
        [(world.buyer.company_id, "한빛상회"), (world.seller.company_id, "바다식품")]
    )


def test_only_the_owner_may(session: Session, world: World) -> None:
    for other in (world.buyer_staff, world.operator):
        with pytest.raises(NotAllowed):
            bank.set_account(session, other, GIVEN)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("", "한빛상회", "110-234-567890"), "bank_name"),
        (("한빛은행", "", "110-234-567890"), "holder"),
        (("한빛은행", "한빛상회", ""), "number"),
        (("한빛은행", "한빛상회", "12"), "number"),
        (("한빛은행", "한빛상회", "=HYPERLINK(1)"), "number"),
        (("한빛은행", "한빛상회", "1" * 31), "number"),
        (("가" * 51, "한빛상회", "110-234-567890"), "bank_name"),
    ],
)
def test_all_three_or_none(given: tuple[str, str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        BankAccount(*given)
    assert refused.value.field == field


def test_a_short_number_shows_no_more_than_half() -> None:
    assert bank.masked("123-456") == "***-456"

"""The secret of a server is changed: old key, then new with old beside it, then new alone."""

import subprocess
import sys

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.cli import rotate_keys
from qnector.core import db, secrets, settings
from qnector.core.errors import NotAllowed
from qnector.core.settings import Misconfigured
from qnector.domain.accounts import people
from qnector.domain.accounts.models import Company
from qnector.domain.messages.models import Kind, Message
from qnector.domain.services import service as services
from tests.world import World

OLD, NEW = "old-secret-" + "o" * 40, "new-secret-" + "n" * 40


@pytest.fixture
def kind() -> str:
    return "sqlite"


@pytest.fixture
def sealed(committed: World) -> World:
    """Everything that is kept sealed, under the old secret."""
    settings.use(secret_key=OLD)
    db.write_now(_seal, committed)
    return committed


def _seal(session: Session, world: World) -> None:
    services.save(session, world.operator, "nts.key", "tax-office-key")
    people.send_reset(session, world.operator, world.buyer.user_id)
    company = session.get_one(Company, world.seller.company_id)
    place = f"company:{company.id}:bank_account"
    company.bank_account = secrets.seal("110-123-456789", place=place)


def opened(world: World) -> tuple[str, str, str]:
    def read(session: Session) -> tuple[str, str, str]:
        company = session.get_one(Company, world.seller.company_id)
        values = session.execute(
            select(Message.values).where(Message.kind == Kind.RESET_PASSWORD)
        ).scalar_one()
        return (
            services.values(session)["nts.key"],
            secrets.unseal(company.bank_account, place=f"company:{company.id}:bank_account"),
            secrets.unseal(values["link"], place="message:link").partition("?")[0],
        )

    return db.read_now(read)


def test_everything_outlives_the_old_secret(sealed: World) -> None:
    before = opened(sealed)
    assert before[:2] == ("tax-office-key", "110-123-456789")
    assert before[2].endswith("/auth/set-password")

    settings.use(secret_key=NEW, old_secret_keys=(OLD,))
    assert opened(sealed) == before
    assert [count for _, count in rotate_keys.rotate()] == [1, 1, 1]

    settings.use(old_secret_keys=())
    assert opened(sealed) == before


def test_without_the_command_the_old_secret_is_still_needed(sealed: World) -> None:
    settings.use(secret_key=NEW, old_secret_keys=())

    with pytest.raises(NotAllowed):
        opened(sealed)


def test_what_cannot_be_opened_stops_it_and_nothing_is_changed(sealed: World) -> None:
    settings.use(secret_key=NEW, old_secret_keys=())
    with pytest.raises(NotAllowed, match="not all of the keys of outside services"):
        rotate_keys.rotate()

    settings.use(secret_key=OLD)
    assert opened(sealed)[0] == "tax-office-key"


def test_it_names_the_companies_whose_accounts_cannot_be_opened(sealed: World) -> None:
    settings.use(secret_key=NEW, old_secret_keys=())
    db.write_now(lambda s: services.forget(s, sealed.operator, ["nts.key"]))

    with pytest.raises(NotAllowed) as refusal:
        rotate_keys.rotate()

    said = refusal.value.sentence
    assert f"bank account of company {sealed.seller.company_id} (바다식품)" in said
    assert "QNECTOR_OLD_SECRET_KEYS" in said
    assert "회사 설정" in said


def test_it_names_no_more_than_can_be_read() -> None:
    whose = [(number, f"회사{number}") for number in range(1, 26)]

    said = rotate_keys.lost_accounts(whose)

    assert "10 (회사10) and of 15 more" in said
    assert "회사11" not in said


def test_it_needs_a_secret(committed: World) -> None:
    settings.use(secret_key="")
    with pytest.raises(Misconfigured):
        rotate_keys.rotate()


def test_its_help_says_how() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "qnector", "rotate-keys", "--help"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "QNECTOR_OLD_SECRET_KEYS" in told
    assert told.index("1.") < told.index("2.") < told.index("3.")

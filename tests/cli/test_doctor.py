"""The doctor says which entry of the audit log is broken."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, update

from qnector.cli import doctor, migrate
from qnector.core import db, settings
from qnector.core.settings import Misconfigured
from qnector.domain.audit.models import AuditEntry
from qnector.outside.mail import NotDelivered
from tests.support import console
from tests.support.mailbox import mailbox
from tests.world import World


@pytest.fixture
def log() -> None:
    db.configure(settings.current().database)
    migrate.upgrade()
    db.write_now(World.build)


def test_it_counts_what_is_whole(log: None) -> None:
    said = doctor._audit_log()

    assert said.endswith("chains, all whole")
    assert not said.startswith("0 entries")


def test_it_names_the_first_broken_entry_of_each_chain(log: None) -> None:
    db.write_now(
        lambda s: s.execute(
            update(AuditEntry)
            .where(AuditEntry.company_id == 1, AuditEntry.number >= 2)
            .values(detail="x")
        )
    )
    db.write_now(
        lambda s: s.execute(
            delete(AuditEntry).where(AuditEntry.company_id == 2, AuditEntry.number == 1)
        )
    )

    with pytest.raises(Misconfigured) as failure:
        doctor._audit_log()

    first, other = str(failure.value).split("; ")
    assert first.startswith("the chain of company 1 is broken: entry 2 (id ")
    assert first.endswith(") was changed")
    assert other == "the chain of company 2 is broken: entry 1 is missing"


def test_it_says_where_mails_go(log: None) -> None:
    assert str(settings.current().data_dir) in doctor._mail()

    with mailbox() as box:
        settings.use(smtp_url=box.url)
        assert doctor._mail().startswith("the server answers, but")
    with pytest.raises(NotDelivered):
        doctor._mail()


@pytest.mark.parametrize(
    "address", ["smtp://u:secret@mail.example.com:465", "smtp://u:secret비밀@mail.example.com"]
)
def test_it_names_the_setting_that_no_mail_can_go_to(log: None, address: str, capsys) -> None:
    settings.use(smtp_url=address)
    doctor.examine()

    (said,) = [one for one in capsys.readouterr().out.splitlines() if "mail:" in one]
    assert said.startswith("  FAIL  mail: SMTP_URL is no address of a mail server (smtp_")
    assert "secret" not in said


def test_it_names_the_console_where_the_console_says_it(log: None) -> None:
    settings.use(smtp_url="mail.example.com")
    console.keep("smtp.url", "smtp://u:비밀@mail.example.com")

    with pytest.raises(Misconfigured, match=r"연동 키 설정.*smtp_ascii") as failure:
        doctor._mail()
    assert "비밀" not in str(failure.value)


def test_it_tries_the_address_of_the_console(log: None) -> None:
    settings.use(smtp_url="mail.example.com")
    with mailbox() as box:
        console.keep("smtp.url", box.url)
        assert doctor._mail().startswith("the server answers")


@pytest.mark.parametrize("check", [doctor._audit_log, doctor._mail])
def test_it_waits_for_the_migrations(check: Callable[[], str]) -> None:
    db.configure(settings.current().database)
    settings.use(smtp_url="mail.example.com")

    with pytest.raises(Misconfigured, match="before the migrations"):
        check()

"""What the people of the demo market tell and ask each other."""

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.actor import Side
from qnector.domain.board.models import Inquiry, InquiryStatus, Notice, NoticeKind, NoticeRead
from qnector.domain.messages.models import Channel, Message, MessageSwitch, State
from qnector.domain.notifications import queries as notifications
from tests.demo.conftest import Loaded
from tests.demo.test_trade import SIDES, actor


def test_notices_are_of_every_kind_and_of_many_sellers(loaded: Loaded) -> None:
    def look(session: Session) -> None:
        rows = session.execute(
            select(Notice.company_id, Notice.kind, Notice.is_pinned, Notice.retired_at,
                   Notice.published_at)
        ).all()  # fmt: skip
        assert {row.kind for row in rows} == set(NoticeKind)
        assert sum(row.company_id is None for row in rows) >= 5
        assert len({row.company_id for row in rows}) >= 7
        assert {row.is_pinned for row in rows} == {True, False}
        assert sum(row.retired_at is not None for row in rows) == 1
        assert max(row.published_at for row in rows) <= clock.now()
        opened = set(session.execute(select(NoticeRead.notice_id)).scalars())
        assert 0 < len(opened) < len(rows)  # the youngest are new to everybody

    db.read_now(look)


def test_inquiries_are_answered_or_wait(loaded: Loaded) -> None:
    def look(session: Session) -> None:
        by = select(Inquiry.status, Inquiry.to_company_id.is_(None), func.count())
        found = {
            (row[0], bool(row[1])): row[2]
            for row in session.execute(by.group_by(Inquiry.status, Inquiry.to_company_id.is_(None)))
        }
        assert set(found) == {(status, is_desk) for status in InquiryStatus for is_desk in (0, 1)}
        new = select(func.count()).where(Inquiry.seen_at.is_(None))
        assert session.execute(new).scalar_one() >= 3

    db.read_now(look)


@pytest.mark.parametrize(("login", "side"), SIDES)
def test_every_login_has_asked_or_is_asked(loaded: Loaded, login, side) -> None:
    def look(session: Session) -> set[InquiryStatus]:
        who = actor(session, login, side)
        own = Inquiry.from_company_id if side is Side.BUYER else Inquiry.to_company_id
        return set(session.execute(select(Inquiry.status).where(own == who.company_id)).scalars())

    assert db.read_now(look) >= {InquiryStatus.ANSWERED}


@pytest.mark.parametrize(("login", "side"), SIDES)
def test_every_bell_has_something_new_and_something_read(loaded: Loaded, login, side) -> None:
    def look(session: Session) -> None:
        who = actor(session, login, side)
        assert 1 <= notifications.unread(session, who).here <= 60
        received = select(func.count()).where(
            Message.to_company_id == who.company_id, Message.channel == Channel.IN_APP
        )
        assert session.execute(received).scalar_one() > 60

    db.read_now(look)


def test_what_was_switched_off_is_mailed_no_more(loaded: Loaded) -> None:
    def look(session: Session) -> None:
        switches = session.execute(select(MessageSwitch.company_id, MessageSwitch.kind)).all()
        assert len(switches) >= 2
        for company_id, kind in switches:
            mails = select(func.max(Message.created_at)).where(
                Message.to_company_id == company_id,
                Message.kind == kind,
                Message.channel == Channel.EMAIL,
            )
            last = session.execute(mails).scalar_one()
            assert last is None or (clock.now() - last).days >= 24

    db.read_now(look)


def test_every_failed_mail_has_a_reason_and_nothing_waits(loaded: Loaded) -> None:
    def look(session: Session) -> None:
        waiting = select(func.count()).where(Message.state.in_([State.PENDING, State.CLAIMED]))
        assert session.execute(waiting).scalar_one() == 0

    db.read_now(look)

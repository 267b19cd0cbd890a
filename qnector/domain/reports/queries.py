"""Figures across nouns."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company, User, Verification
from qnector.domain.board.models import Inquiry, InquiryStatus
from qnector.domain.messages.models import Channel, Message, State
from qnector.domain.orders import numbers
from qnector.domain.orders.models import Order


@dataclass(frozen=True, slots=True)
class Overview:
    """How much there is on this server, and what waits for the operator.

    `orders_today` is of the Seoul day.
    """

    companies: int
    users: int
    orders_today: int
    waiting_mails: int
    failed_mails: int
    unverified: int
    suspended: int
    inquiries: int


def overview(session: Session, actor: Actor) -> Overview:
    """What the operator sees first. Raises NotAllowed for anybody else."""
    who.require_may(actor, "overview.read")
    # 회원가입 that nobody has proven is not there yet.
    companies = select(func.count()).select_from(Company).where(Company.is_confirmed)
    mails = select(func.count()).where(Message.channel == Channel.EMAIL)
    counted = (
        companies,
        companies.join(User, User.company_id == Company.id),
        select(func.count()).where(Order.number.between(*numbers.of_day(clock.today()))),
        mails.where(Message.state.in_([State.PENDING, State.CLAIMED])),
        mails.where(Message.state.in_([State.FAILED, State.UNKNOWN])),
        companies.where(Company.verification == Verification.UNVERIFIED),
        companies.where(Company.suspended_at.is_not(None)),
        select(func.count()).where(
            Inquiry.to_company_id.is_(None), Inquiry.status == InquiryStatus.WAITING
        ),
    )
    run = session.connection().execute
    return Overview(*(int(run(one).scalar_one()) for one in counted))

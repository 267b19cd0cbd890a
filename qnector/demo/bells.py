"""What the people of the demo market have read in their bell, and which mails they want no more."""

from qnector.core.actor import Side
from qnector.demo.companies import COMPANIES, DemoCompany
from qnector.demo.stage import Stage
from qnector.domain.messages.models import Channel, Kind
from qnector.domain.notifications import service as notifications

READ_DAYS = (300, 200, 120, 60, 30, 14, 6)
LAST_READ = 18  # hours ago, by owners; what came since is unread
SWITCHED_OFF = (
    ("hanbit", Side.BUYER, Kind.ORDER_ACCEPTED, 70),
    ("hangyeol", Side.SELLER, Kind.CONNECTION_REQUESTED, 25),
    ("sallim", Side.SELLER, Kind.NEW_ORDER, 50),
)


def note(stage: Stage) -> None:
    """Note who reads when, and which mails were switched off so many days ago."""
    for company in COMPANIES:
        for day in READ_DAYS:
            stage.diary.note(
                stage.ago(day, 18.5), lambda company=company: _read(stage, company, company.people)
            )
        last = stage.lately(LAST_READ)
        stage.diary.note(last, lambda company=company: _read(stage, company, company.people[:1]))
    for key, side, kind, day in SWITCHED_OFF:
        stage.diary.note(
            stage.ago(day, 11),
            lambda key=key, side=side, kind=kind: notifications.switch(
                stage.session, stage.actor(key, side), kind, Channel.EMAIL, is_on=False
            ),
        )


def _read(stage: Stage, company: DemoCompany, people: tuple[object, ...]) -> None:
    """모두 읽음 on each side; the first people of a company are its owner and so on."""
    sides = (Side.BUYER,) * company.is_buyer + (Side.SELLER,) * company.is_seller
    for person in range(len(people)):
        for side in sides:
            notifications.read_all(stage.session, stage.actor(company.key, side, person))

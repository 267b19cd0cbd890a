"""Who may order from whom in the demo market, since when and on which terms."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from qnector.core.actor import Side
from qnector.demo.stage import Stage
from qnector.domain.connections import managed
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import Terms
from qnector.domain.connections.service import TermsInput

OPENED = 428  # days since the first companies found each other
END, DAYS, DAY, NOW = Terms.NEXT_MONTH_END, Terms.DAYS, Terms.NEXT_MONTH_DAY, Terms.IMMEDIATE


@dataclass(frozen=True, slots=True)
class Tie:
    """A connection: asked `since` days ago; suspended or rejected so many days ago, with a reason.

    `weight` says how often the buyer goes to this seller.
    """

    buyer: str
    seller: str
    since: int
    weight: int = 4
    terms: Terms = END
    days: int = 0
    suspended: int | None = None
    rejected: int | None = None
    is_waiting: bool = False
    reason: str = ""

    def is_open(self, day: int) -> bool:
        """Whether it stood, so many days ago."""
        is_closed = self.suspended is not None and day <= self.suspended
        return day < self.since and self.rejected is None and not self.is_waiting and not is_closed


TIES = (
    Tie("hanbit", "badasikpum", 428, 11, DAYS, 30),
    Tie("hanbit", "hangyeol", 426, 5),
    Tie("hanbit", "saebyeok", 420, 3, DAY, 10),
    Tie("hanbit", "pureun", 210, 3),
    Tie("hanbit", "neoreun", 395, 3, DAYS, 60, suspended=19,
        reason="미수금이 오래 밀려 잠시 멈출게요. 입금해 주시면 바로 풀어 드려요."),
    Tie("hanbit", "oven", 2, is_waiting=True),
    Tie("hanbit", "bandeut", 14, rejected=13,
        reason="지금은 제조업체와만 거래해요. 내년에 다시 요청해 주세요."),
    Tie("modu", "badasikpum", 424, 7, DAYS, 15),
    Tie("modu", "hangyeol", 418, 3),
    Tie("modu", "saebyeok", 405, 4, NOW),
    Tie("modu", "pureun", 330, 6),
    Tie("modu", "neoreun", 300, 5),
    Tie("modu", "sallim", 120, 2),
    Tie("hangyeol", "badasikpum", 410, 6),
    Tie("hangyeol", "saebyeok", 400, 5),
    Tie("hangyeol", "oven", 260, 4, DAYS, 45),
    Tie("hangyeol", "bandeut", 255, 5),
    Tie("hangyeol", "neoreun", 31, rejected=30, reason="냉장 차량이 그쪽으로 다니지 않아요."),
    Tie("hangyeol", "sallim", 1, is_waiting=True),
    Tie("dalbit", "hangyeol", 380, 8, DAY, 15),
    Tie("sonamu", "badasikpum", 415, 3, NOW, suspended=40,
        reason="연락이 닿지 않아 잠시 멈출게요."),
    Tie("sonamu", "hangyeol", 380, 2),
    Tie("sonamu", "pureun", 375, 5),
    Tie("sonamu", "neoreun", 370, 7, DAYS, 15),
    Tie("sonamu", "bandeut", 200, 2),
    Tie("sonamu", "sallim", 160, 2),
    Tie("maru", "hangyeol", 350, 4),
    Tie("maru", "saebyeok", 290, 1),
    Tie("maru", "oven", 345, 9, DAYS, 30),
    Tie("maru", "bandeut", 320, 4),
    Tie("maru", "badasikpum", 1, is_waiting=True),
    Tie("goyo", "hangyeol", 310, 6),
    Tie("goyo", "saebyeok", 270, 1),
    Tie("goyo", "oven", 280, 3),
    Tie("goyo", "bandeut", 240, 3),
    Tie("goyo", "sallim", 2, is_waiting=True),
    Tie("goyo", "badasikpum", 26, rejected=25, reason="제주 새벽 배송은 아직 준비하지 못했어요."),
    Tie("haneul", "saebyeok", 390, 8, END),
    Tie("haneul", "hangyeol", 250, 2, suspended=60, reason="사무실 이전으로 쉬어 가기로 했어요."),
    Tie("haneul", "sallim", 150, 3),
    Tie("haneul", "badasikpum", 0, is_waiting=True),
    Tie("mulgyeol", "badasikpum", 390, 8, DAYS, 7),
    Tie("mulgyeol", "pureun", 340, 3),
    Tie("mulgyeol", "bandeut", 180, 2),
    Tie("mulgyeol", "hangyeol", 9, rejected=8, reason="주류는 팔지 않아요. 취급 품목을 봐 주세요."),
    Tie("haessal", "badasikpum", 230, 4),
    Tie("haessal", "pureun", 225, 6),
    Tie("haessal", "hangyeol", 2, is_waiting=True),
    Tie("haessal", "neoreun", 190, 3),
    Tie("haessal", "sallim", 185, 3, suspended=33, reason="납품 시간을 다시 맞추면 이어 갈게요."),
)  # fmt: skip


def note(stage: Stage) -> None:
    """Note every request and every answer to it."""
    for tie in TIES:
        asked = stage.lately(6) if tie.since == 0 else stage.ago(tie.since, 9.5)
        stage.diary.note(asked, _act(_ask, stage, tie))
        if tie.is_waiting:
            continue
        if tie.rejected is not None:
            stage.diary.note(stage.ago(tie.rejected, 11), _act(_reject, stage, tie))
            continue
        stage.diary.note(_soon(asked), _act(_let_in, stage, tie))
        if tie.suspended is not None:
            stage.diary.note(stage.ago(tie.suspended, 17), _act(_suspend, stage, tie))


def id_of(stage: Stage, tie: Tie) -> int:
    """The connection that was made of a tie."""
    return stage.ties[tie.buyer, tie.seller]


def _soon(asked: datetime) -> datetime:
    return asked + timedelta(hours=3)


def _act(act: Callable[[Stage, Tie], None], stage: Stage, tie: Tie) -> Callable[[], None]:
    return lambda: act(stage, tie)


def _ask(stage: Stage, tie: Tie) -> None:
    seller_id = stage.companies[tie.seller].id or 0
    buyer = stage.companies[tie.buyer]
    if buyer.managed_by:
        answerer = stage.actor(tie.seller, Side.SELLER)
        made = managed.connect(stage.session, answerer, buyer.id or 0)
    else:
        made = connections.request(stage.session, stage.actor(tie.buyer, Side.BUYER), seller_id)
    stage.ties[tie.buyer, tie.seller] = made


def _let_in(stage: Stage, tie: Tie) -> None:
    answerer = stage.actor(tie.seller, Side.SELLER)
    if not stage.companies[tie.buyer].managed_by:
        connections.approve(stage.session, answerer, id_of(stage, tie))
    terms = TermsInput(tie.terms, tie.days)
    connections.set_terms(stage.session, answerer, id_of(stage, tie), terms)


def _reject(stage: Stage, tie: Tie) -> None:
    answerer = stage.actor(tie.seller, Side.SELLER)
    connections.reject(stage.session, answerer, id_of(stage, tie), tie.reason)


def _suspend(stage: Stage, tie: Tie) -> None:
    answerer = stage.actor(tie.seller, Side.SELLER)
    connections.suspend(stage.session, answerer, id_of(stage, tie), tie.reason)

"""The last three days, told order by order: every status on both sides of every demo login."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qnector.core.actor import Side
from qnector.demo import baskets, fates
from qnector.demo.fates import Trade
from qnector.demo.partners import TIES
from qnector.demo.stage import Stage
from qnector.domain.connections import service as connections
from qnector.domain.connections.service import TermsInput
from qnector.domain.orders import credit

ROUND = 10_000  # credit limits are round sums, in won


@dataclass(frozen=True, slots=True)
class Scene:
    """An order placed so many hours ago, and what was done with it since."""

    hours: float
    buyer: str
    seller: str
    then: tuple[tuple[float, Callable[[Trade], object]], ...] = ()
    is_over_credit: bool = False


def _done(hours: float) -> tuple[tuple[float, Callable[[Trade], object]], ...]:
    """Accepted, shipped and completed, the last of it so many hours ago."""
    return ((hours + 34, fates.accept), (hours + 20, fates.ship), (hours, fates.complete))


SCENES = (
    Scene(70, "hanbit", "badasikpum", _done(6)),
    Scene(69, "mulgyeol", "badasikpum", _done(8)),
    Scene(67, "hangyeol", "bandeut", _done(9)),
    Scene(66, "dalbit", "hangyeol", _done(5)),
    Scene(64, "haneul", "saebyeok", _done(11)),
    Scene(61, "sonamu", "neoreun", _done(12)),
    Scene(52, "modu", "pureun", ((50, fates.accept), (27, fates.ship_part))),
    Scene(47, "hanbit", "saebyeok", ((45, fates.accept), (22, fates.ship))),
    Scene(46, "maru", "hangyeol", ((44, fates.accept), (21, fates.ship))),
    Scene(44, "hangyeol", "saebyeok", ((42, fates.accept), (18, fates.ship))),
    Scene(43, "dalbit", "hangyeol", ((41, fates.accept), (17, fates.ship_part))),
    Scene(41, "hanbit", "badasikpum", ((38, fates.cancel),)),
    Scene(40, "goyo", "hangyeol", ((37, fates.cancel),)),
    Scene(39, "hangyeol", "oven", ((36, fates.request_cancel), (30, fates.agree))),
    Scene(33, "modu", "badasikpum", ((30, fates.accept), (8, fates.ship))),
    Scene(30, "sonamu", "hangyeol", ((28, fates.accept), (6, fates.ship))),
    Scene(26, "hanbit", "hangyeol", ((24, fates.accept),)),
    Scene(25, "mulgyeol", "badasikpum", ((23, fates.accept),)),
    Scene(24, "hangyeol", "bandeut", ((22, fates.accept),)),
    Scene(23, "dalbit", "hangyeol", ((21, fates.accept),)),
    Scene(21, "hanbit", "badasikpum", ((19, fates.accept), (3, fates.request_cancel))),
    Scene(20, "hangyeol", "saebyeok", ((4, fates.request_cancel),)),
    Scene(19, "goyo", "hangyeol", ((5, fates.request_cancel),)),
    Scene(18, "haessal", "badasikpum", ((2.5, fates.request_cancel),)),
    Scene(16, "dalbit", "hangyeol", ((7, fates.request_cancel),)),
    Scene(15, "goyo", "hangyeol", ((9, fates.release), (8.5, fates.accept)), is_over_credit=True),
    Scene(13, "hanbit", "pureun", is_over_credit=True),
    Scene(12, "mulgyeol", "badasikpum", is_over_credit=True),
    Scene(10, "maru", "hangyeol", is_over_credit=True),
    Scene(7.5, "hangyeol", "oven", is_over_credit=True),
    Scene(4.5, "modu", "saebyeok"),
    Scene(3.5, "hanbit", "saebyeok"),
    Scene(3, "hangyeol", "badasikpum"),
    Scene(2.2, "haneul", "saebyeok"),
    Scene(1.8, "maru", "oven"),
    Scene(1.6, "hanbit", "badasikpum"),
    Scene(1.2, "dalbit", "hangyeol"),
    Scene(0.9, "haessal", "badasikpum"),
    Scene(0.7, "maru", "hangyeol"),
    Scene(0.4, "modu", "badasikpum"),
)


def note(stage: Stage) -> None:
    """Note the scenes."""
    for scene in SCENES:
        stage.diary.note(stage.lately(scene.hours), lambda scene=scene: _play(stage, scene))


def _play(stage: Stage, scene: Scene) -> None:
    if scene.is_over_credit:
        _limit(stage, scene)
    placed = baskets.order(stage, scene.buyer, [scene.seller])
    for trade in fates.trades(stage, scene.buyer, placed):
        for hours, act in scene.then:
            stage.diary.note(stage.lately(hours), lambda act=act, trade=trade: act(trade))


def _limit(stage: Stage, scene: Scene) -> None:
    """A credit limit that is used up, so that the next order waits for the seller."""
    tie = next(one for one in TIES if (one.buyer, one.seller) == (scene.buyer, scene.seller))
    seller = stage.actor(scene.seller, Side.SELLER)
    buyer_id = stage.companies[scene.buyer].id or 0
    used = credit.used(stage.session, buyer_id, [seller.company_id])[seller.company_id]
    terms = TermsInput(tie.terms, tie.days, max(used // ROUND, 1) * ROUND)
    connections.set_terms(stage.session, seller, stage.ties[scene.buyer, scene.seller], terms)

"""Asking the tax office about a business: before a transaction, never inside one."""

import asyncio
import logging
from datetime import date

from qnector.domain.accounts.checking import Check, Standing
from qnector.outside import nts
from qnector.outside.nts import Claim, Status
from qnector.outside.web import OutsideError, Unconfigured
from qnector.web import services
from qnector.web.pace import Pace

log = logging.getLogger(__name__)

PATIENCE = 8.0  # seconds that somebody at a form waits, however slow the answer is

# An office fills in a few forms; who asks more is told to wait. The tax office names no rate, so
# all of us together ask at most ten times a second.
pace = Pace(burst=20, rate=0.2)
together = Pace(burst=20, rate=10)
STANDINGS = {
    nts.Standing.ACTIVE: Standing.ACTIVE,
    nts.Standing.SUSPENDED: Standing.SUSPENDED,
    nts.Standing.CLOSED: Standing.CLOSED,
    nts.Standing.UNKNOWN: Standing.UNKNOWN,
    nts.Standing.UNCLEAR: Standing.UNREACHABLE,
}


def may_ask(who: str) -> bool:
    """Whether this visitor, by network address, may have the tax office asked once more now."""
    return pace.allows(who) and together.allows("")


async def status(number: str) -> Check:
    """상태조회: how a number stands; ten digits. Never raises: not to know is an answer too."""
    try:
        async with asyncio.timeout(PATIENCE):
            (found,) = await nts.statuses(await services.nts(), [number])
    except (OutsideError, ValueError, TimeoutError) as failure:
        return unanswered(failure)
    return told(found, None)


async def verify(number: str, opened_on: date, representative_name: str, name: str = "") -> Check:
    """진위확인 with 상태조회: whether the register says the same, and how the number stands."""
    service = await services.nts()
    try:
        async with asyncio.timeout(PATIENCE):
            verdict = await nts.verify(service, Claim(number, opened_on, representative_name, name))
            found = verdict.status
            if found is None:
                # A claim that is not true comes without the standing, which may be why.
                (found,) = await nts.statuses(service, [number])
    except (OutsideError, ValueError, TimeoutError) as failure:
        return unanswered(failure)
    return told(found, verdict.is_true)


def told(found: Status, is_true: bool | None) -> Check:
    """What the tax office said, in our words."""
    day = f" ({found.closed_on.isoformat()})" if found.closed_on else ""
    word = f"{found.word}{day}" if found.word else ""
    return Check(STANDINGS[found.standing], is_true, word)


def unanswered(failure: Exception) -> Check:
    """Nobody was asked (no key), or nobody answered."""
    if isinstance(failure, Unconfigured):
        if failure.code != "no key":
            log.error("the tax office does not accept the key: %s", failure.code)
        return Check(Standing.NOT_ASKED)
    log.warning("the tax office was not reached: %s", failure)
    return Check(Standing.UNREACHABLE)

"""미확인 companies are asked about again, once the tax office can be asked."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from qnector.core import clock, db
from qnector.domain.accounts import checking
from qnector.domain.accounts.checking import Check, Unchecked
from qnector.outside import nts
from qnector.outside.nts import Claim, Malformed
from qnector.outside.web import OutsideError, Service
from qnector.web import services
from qnector.web.business_check import told

log = logging.getLogger(__name__)

AT_ONCE = nts.MOST_NUMBERS
PAUSE = 0.2  # seconds after two questions: at most ten a second, as nobody says how many may be
ASK_AGAIN = timedelta(hours=1)

# Companies of whom the answer says nothing that we can read, and when they are asked about again.
# A start forgets it, and asks once more.
_unclear: dict[int, datetime] = {}


async def run() -> None:
    """Ask about every company that is due, a hundred at a time; stop when nobody answers."""
    service = await services.nts()
    if not service.key:
        return
    silent = _still_unclear()  # these keep nobody else waiting
    while due := await db.read(checking.unchecked, AT_ONCE, silent, slow=True):
        try:
            checks = await _ask(service, due)
        except OutsideError as failure:
            log.warning("companies were not checked: %s", failure)
            return
        silent += [one.id for one in due if not await _note(one, checks[one.id])]
        await asyncio.sleep(PAUSE)


def _still_unclear() -> list[int]:
    now = clock.now()
    for key in [key for key, until in _unclear.items() if until <= now]:
        del _unclear[key]
    return list(_unclear)


async def _note(one: Unchecked, check: Check) -> bool:
    """Whether the answer said anything of what the company still says of itself."""
    if not check.is_answered:
        _unclear[one.id] = clock.now() + ASK_AGAIN
        return False
    return await db.write(checking.recheck, one, check)


async def _ask(service: Service, due: Sequence[Unchecked]) -> dict[int, Check]:
    """By company: how it stands, and whether what it says of itself is true, if it says enough."""
    standings = await nts.statuses(service, [one.number for one in due])
    claimed = [(one.id, claim) for one in due if (claim := _claim(one)) is not None]
    verdicts = await _verify(service, [claim for _, claim in claimed])
    found = {key: verdict for (key, _), verdict in zip(claimed, verdicts, strict=True)}
    return {
        one.id: told(status, found.get(one.id)) for one, status in zip(due, standings, strict=True)
    }


async def _verify(service: Service, claims: Sequence[Claim]) -> list[bool | None]:
    """Which claims are true; None for one that the tax office does not even take as a question.

    One of those makes it refuse all that came together, so they are asked by halves then.
    """
    if not claims:
        return []
    try:
        verdicts = await nts.verify_many(service, claims)
    except Malformed as refusal:
        if len(claims) == 1:
            log.warning("a claim is no question: %s", refusal)
            return [None]
        await asyncio.sleep(PAUSE)
        half = len(claims) // 2
        return [*await _verify(service, claims[:half]), *await _verify(service, claims[half:])]
    return [verdict.is_true for verdict in verdicts]


def _claim(one: Unchecked) -> Claim | None:
    """A company from before 개업일자 was asked for cannot be compared with the register."""
    if one.opened_on is None or not one.representative_name:
        return None
    return Claim(one.number, one.opened_on, one.representative_name, one.name)

"""기록 확인: reads a whole chain beside everybody's work, and remembers how that went.

It belongs to no tab: whoever asked goes on working. The screens that show it are woken and look
here, each under the guard.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from qnector.core import clock, db, feed
from qnector.core.actor import Actor
from qnector.core.errors import QnectorError, Unavailable
from qnector.domain.audit import verifying
from qnector.domain.audit.verifying import Verdict
from qnector.web.failures import places

log = logging.getLogger(__name__)

TOPIC = "audit_check"
MOST_KEPT = 1000


@dataclass(slots=True)
class Check:
    """One reading of a chain, which had `total` entries when it began."""

    found: Verdict
    total: int = 0
    ended_at: datetime | None = None
    problem: str = ""


# The last one of each chain, for each company that asks (0 for the operators), in this process.
_checks: OrderedDict[tuple[object, int, int], Check] = OrderedDict()
_tasks: set[asyncio.Task[None]] = set()


def last(asker: Actor, chain: int) -> Check | None:
    """How the asker's company has last had a chain read, or is having it read now."""
    return _checks.get(_key(asker, chain))


def start(asker: Actor, chain: int) -> None:
    """Begin to read a chain, unless that is going on. Which one is the asker's to read is said by
    `audit_log.chain_of`."""
    before = last(asker, chain)
    if before is not None and before.ended_at is None:
        return
    check = _checks[_key(asker, chain)] = Check(Verdict(chain))
    _checks.move_to_end(_key(asker, chain))
    if len(_checks) > MOST_KEPT:
        _checks.popitem(last=False)
    task = asyncio.create_task(_read(check, asker.company_id))
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


def _key(asker: Actor, chain: int) -> tuple[object, int, int]:
    return (db.engine(), asker.company_id, chain)


async def _read(check: Check, company_id: int) -> None:
    try:
        check.total = await db.read(verifying.length, check.found.chain)
        while not check.found.is_done:
            check.found = await db.read(verifying.step, check.found, slow=True)
            # The screens of this process: the others know nothing of this reading.
            feed.wake(company_id, TOPIC)
    except QnectorError as refusal:
        check.problem = refusal.sentence
    except Exception as failure:
        kind = type(failure).__name__
        log.error("a chain could not be verified: %s\n%s", kind, places(failure))
        check.problem = Unavailable.default
    finally:
        check.ended_at = clock.now()
        feed.wake(company_id, TOPIC)

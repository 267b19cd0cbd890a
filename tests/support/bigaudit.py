"""The audit log of the big market: an entry for everything that happened to an order."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Engine

from qnector.core import clock
from tests.support.bigdata import _history, _stamp
from tests.support.bigplan import BigData
from tests.support.bulk import Row, bulk

COLUMNS = "company_id number user_id area action ref detail address at hash"
LOOKS = 300  # one an hour by the operator, for all companies and for one


def fill(engine: Engine, data: BigData) -> None:
    """Entries in the order of time; their hashes are not computed, since nobody verifies them."""
    with bulk(engine) as loading:
        loading.insert("audit_entries", COLUMNS.split(), _entries(data))


def _entries(data: BigData) -> Iterator[Row]:
    numbers: Counter[int | None] = Counter()
    acts = [
        (at, company, company, "order", f"order.{kind}", f"order:{sale.number}")
        for sale in data.sales
        for kind, _, _, company, at in _history(sale)
    ]
    for turn in range(LOOKS):
        at = clock.now() - timedelta(hours=turn)
        whose = data.buyers[turn % len(data.buyers)] if turn % 2 else None
        acts.append((at, whose, data.operator, "look", "look.users", f"company:{whose or 0}"))
    for at, company, user, area, action, ref in sorted(acts, key=lambda act: act[0]):
        numbers[company] += 1
        yield (
            company, numbers[company], user, area, action, ref, "", "203.0.113.7", _stamp(at),
            "0" * 64,
        )  # fmt: skip

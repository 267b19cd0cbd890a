"""What the demo's people did is recorded, in whole chains, and reads as Korean."""

from sqlalchemy import select

from qnector.core import db
from qnector.domain.audit import verifying
from qnector.domain.audit.models import AuditEntry
from qnector.ui import labels
from tests.demo.conftest import Loaded


def test_every_chain_is_whole(loaded: Loaded) -> None:
    found = db.read_now(lambda session: list(verifying.verify_all(session)))

    assert len(found) > 14
    assert all(one.is_whole for one in found)
    assert sum(one.count for one in found) > 1500


def test_every_act_has_a_korean_name(loaded: Loaded) -> None:
    acts = select(AuditEntry.action, AuditEntry.area).distinct()
    found = set(db.read_now(lambda session: session.execute(acts).all()))

    assert {action for action, _ in found} - labels.AUDIT_ACTION.keys() == set()
    assert {area for _, area in found} - labels.AUDIT_AREA.keys() == set()

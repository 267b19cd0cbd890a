"""보안 of every demo login has devices and a record to show."""

from qnector.core import db
from qnector.core.actor import Actor, Side
from qnector.domain.accounts import devices
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.devices import AttemptFilter
from tests.demo.conftest import Loaded


def test_the_owners_have_devices_and_a_record(loaded: Loaded) -> None:
    user = db.read_now(accounts.find_login, "buyer@demo.qnector.test")
    actor = Actor(user.id, user.company_id, Side.BUYER, user.role)
    found = db.read_now(devices.devices, actor)
    record = db.read_now(devices.attempts, actor, AttemptFilter())

    assert len(found) == 2
    assert {one.result.value for one in record.rows} == {"success", "wrong"}

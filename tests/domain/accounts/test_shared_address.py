"""An address that everybody shares says nothing of who guesses."""

import pytest
from sqlmodel import Session

from qnector.domain.accounts import throttle
from qnector.domain.accounts.throttle import Throttled
from tests.world import World


@pytest.mark.parametrize(
    ("address", "is_stopped"),
    [
        ("127.0.0.1", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("", False),
        ("127.0.0.2", True),
        ("10.0.0.1", True),
    ],
)
def test_a_proxy_on_this_machine_locks_nobody_out(
    session: Session, world: World, address: str, is_stopped: bool
) -> None:
    for number in range(throttle.ADDRESS_FAILURES):
        throttle.record_attempt(session, f"{number}@x.test", address, None, is_success=False)

    try:
        throttle.refuse_if_throttled(session, "owner@hanbit.test", address)
    except Throttled:
        assert is_stopped
    else:
        assert not is_stopped

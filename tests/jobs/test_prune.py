"""What has served its time goes, and one failure keeps nothing else from going."""

import asyncio
import logging

import pytest

from qnector.domain.accounts import forgetting, registration
from qnector.domain.accounts import service as accounts
from qnector.domain.orders import service as orders
from qnector.jobs import prune
from tests.world import World

VERBS = (
    (accounts, "prune"),
    (registration, "forget"),
    (forgetting, "forget_unproven"),
    (orders, "forget_keys"),
)


@pytest.mark.parametrize("broken", range(len(VERBS)))
def test_one_that_fails_keeps_no_other_from_running(
    committed: World, broken: int, monkeypatch: pytest.MonkeyPatch, caplog
) -> None:
    ran = []

    def verb(number: int):
        def run(session, now) -> int:
            ran.append(number)
            if number == broken:
                raise LookupError("a secret")
            return 0

        return run

    for number, (module, name) in enumerate(VERBS):
        monkeypatch.setattr(module, name, verb(number))
    with caplog.at_level(logging.ERROR), pytest.raises(LookupError):
        asyncio.run(prune.run())
    assert ran == [0, 1, 2, 3]


def test_each_failure_is_in_the_log(
    committed: World, monkeypatch: pytest.MonkeyPatch, caplog
) -> None:
    def fail(session, now) -> int:
        raise LookupError("a secret")

    for module, name in VERBS:
        monkeypatch.setattr(module, name, fail)
    with pytest.raises(LookupError):
        asyncio.run(prune.run())
    # The last one is told by the runner, which also counts it.
    assert caplog.text.count("LookupError") == len(VERBS) - 1
    assert "secret" not in caplog.text


def test_it_goes_on_until_nothing_is_left(
    committed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [200, 200, 7, 0]
    monkeypatch.setattr(forgetting, "forget_unproven", lambda session, now: left.pop(0))
    asyncio.run(prune.run())
    assert left == []

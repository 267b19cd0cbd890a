import pytest

from qnector.core import db
from tests.web.conftest import play
from tests.web.rig import Rig
from tests.web.states import ProofState
from tests.web.test_guard import end

pytestmark = pytest.mark.postgres


@pytest.fixture
def kind() -> str:
    return "postgres"


def test_the_guard_reads_its_session_there_too(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            await rig.fire(ProofState.add_one, key=keys.buyer)
            assert rig.seen("asked_by") == [market.buyer.user_id]
            db.write_now(end, keys.buyer)
            await rig.fire(ProofState.add_one, key=keys.buyer)
            assert rig.seen("count") == [1, 0]

    play(scene)

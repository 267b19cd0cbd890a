"""Load the demo market from the command line."""

from qnector.cli import migrate, serve
from qnector.core import db, settings
from qnector.core.settings import Misconfigured


def load(*, should_reset: bool) -> int:
    """Load the market into an empty database; with `should_reset` replace an older one."""
    from qnector.demo import market

    config = settings.current()
    serve.prepare_data_dir(config)
    migrate.upgrade()
    if should_reset:
        db.write_now(market.clear)
    if not db.write_now(market.load_if_empty):
        raise Misconfigured("The database is not empty. To load the demo anew: demo --reset")
    print("» Demo market loaded")
    return 0

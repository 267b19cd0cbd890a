"""The demo market as it is loaded, made once in a run and copied for each server that needs one."""

import fcntl
import os
import shutil

import pytest

from tests.support.server import Server

IS_DONE = "loaded"


def fill(server: Server, factory: pytest.TempPathFactory) -> None:
    """Put the demo market into the data folder of a server that has not started yet."""
    folder = factory.getbasetemp()
    run = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    made = run / "market"
    with (run / "market.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the other worker waits instead of loading its own
        if not (made / IS_DONE).exists():
            made.mkdir(mode=0o700)  # as a data folder is; the copy has it too
            loaded = Server(made).run("demo")
            assert loaded.returncode == 0, loaded.stderr
            (made / IS_DONE).touch()
    shutil.copytree(made, server.data_dir, dirs_exist_ok=True)

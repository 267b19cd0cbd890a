"""The fake mail server in a thread of its own, for tests that send in theirs."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from qnector.fakes import smtp
from qnector.fakes.smtp import Mailbox

SECONDS = 30


class Running(Mailbox):
    """A mailbox with the address under which it is reached."""

    url: str = ""


@contextmanager
def mailbox(
    *,
    tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
    user: str = "",
    password: str = "",
    **answers: str,
) -> Iterator[Running]:
    """`answers` by moment, as the fake knows them: RCPT="550 nobody", END="drop"."""
    box = Running("smtp", answers=answers, user=user, password=password)
    loop, is_ready = asyncio.new_event_loop(), threading.Event()

    def run() -> None:
        server = loop.run_until_complete(
            smtp.listen(box, "127.0.0.1", 0, tls=tls, starttls=starttls)
        )
        port = server.sockets[0].getsockname()[1]
        box.url = f"{'smtps' if tls else 'smtp'}://127.0.0.1:{port}"
        is_ready.set()
        loop.run_forever()
        server.close()
        box.hang_up()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.01))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert is_ready.wait(SECONDS), "the mail server did not come up"
    try:
        yield box
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(SECONDS)

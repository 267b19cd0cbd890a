"""The pretended services start together and say how to use them."""

import os
import signal
import subprocess
import sys
import time

import httpx
import pytest

from qnector import fakes
from qnector.cli import demo_services
from qnector.cli.main import main
from qnector.core import clock
from qnector.outside import mail
from qnector.outside.mail import Mail, NotDelivered
from tests.support.server import ROOT, free_port


def _free_ports(count: int) -> int:
    """A port after which as many others are free too."""
    while True:
        first = free_port()
        try:
            for number in range(count):
                demo_services._check(first + number)
        except demo_services.Misconfigured:
            continue
        return first


def test_it_serves_every_service_and_prints_what_to_set() -> None:
    first = _free_ports(len(demo_services.SERVICES) + 2)
    started = subprocess.Popen(
        [sys.executable, "-m", "qnector", "demo-services", "--port", str(first)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert started.stdout is not None
        said = [started.stdout.readline().strip() for _ in range(17)]
        given = dict(line.split("=", 1) for line in said if "=" in line and " " not in line)
        bases = {value for name, value in given.items() if name.endswith("_BASE_URL")}
        assert given["QNECTOR_DEMO"] == "1"
        assert len(bases) == len(demo_services.SERVICES)
        for base in bases:
            assert base.startswith("http://127.0.0.1:")
            assert _answer(f"{base}/__fake__/state").status_code == 200
        found = _answer(f"{given['GOOGLE_BASE_URL']}/.well-known/openid-configuration").json()
        assert found["issuer"] == given["GOOGLE_BASE_URL"]
        control = said[-1].removeprefix("What was mailed: ")
        assert _answer(control).json() == {"asked": [], "faults": []}
        letter = Mail("kim@there.test", "안녕", "본문", "<p>본문</p>", "<a@q>", clock.now())
        mail.send(given["SMTP_URL"], letter, sender="no-reply@qnector.test")
        assert _answer(control).json()["asked"][0]["to"] == ["kim@there.test"]
        base = control.removesuffix("/state")
        httpx.post(f"{base}/fail_next", json={"faults": ["RCPT 550 5.1.1 nobody"]})
        with pytest.raises(NotDelivered, match=r"SMTP 550 5\.1\.1 RCPT"):
            mail.send(given["SMTP_URL"], letter, sender="no-reply@qnector.test")
    finally:
        started.send_signal(signal.SIGINT)
        started.communicate(timeout=20)
    assert started.returncode == 0


def test_it_says_politely_that_there_is_no_mail_server(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # As on a machine where only the requirements for running are installed.
    monkeypatch.delitem(sys.modules, "qnector.fakes.smtp", raising=False)
    monkeypatch.delattr(fakes, "smtp", raising=False)
    for module in ("aiosmtpd", "aiosmtpd.smtp"):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr(demo_services, "_serve", _nothing)

    assert demo_services.run(_free_ports(len(demo_services.SERVICES))) == 0

    said = capsys.readouterr().out
    assert "No mail server: it needs aiosmtpd" in said
    assert "SMTP_URL" not in said


async def _nothing(*_given: object) -> None: ...


def test_it_says_which_port_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert main(["demo-services", "--port", str(port)]) == 2
    assert str(port) in capsys.readouterr().err


def _answer(url: str) -> httpx.Response:
    until = time.monotonic() + 15
    while True:
        try:
            return httpx.get(url, timeout=5)
        except httpx.HTTPError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)

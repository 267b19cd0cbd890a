"""Starts the built app, or another one, in a process of its own; waits, measures, stops."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a-secret-for-tests-only-" + "x" * 24
APP = "qnector.qnector:app"


# Below what systems hand out to whoever connects or asks for any port: there a port that was free
# may be taken before its server has come up, and granian shares one with others without a word.
PORTS = range(12_000, 32_000)


def free_port() -> int:
    """A port that nobody holds, and that nobody comes by unless they choose the same."""
    while True:
        port = PORTS[secrets.randbelow(len(PORTS))]
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@dataclass
class Server:
    """One granian with one worker on a data folder of its own."""

    data_dir: Path
    target: str = APP
    port: int = field(default_factory=free_port)
    env: dict[str, str] = field(default_factory=dict)
    has_front_end: bool = True
    cwd: Path = ROOT
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.data_dir / "server.log").read_text(encoding="utf-8", errors="replace")

    def environment(self) -> dict[str, str]:
        """What the server runs with: its own folder and key, nothing of the caller's set-up."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("QNECTOR_", "DATABASE_"))}
        return {
            **kept,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "QNECTOR_DATA_DIR": str(self.data_dir),
            "QNECTOR_SECRET_KEY": SECRET,
            "QNECTOR_DEMO": "1",
            "PYTHONPATH": str(ROOT),
            "REFLEX_ENV_MODE": "prod",
            "__REFLEX_SKIP_COMPILE": "true",
            **({"__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true"} if self.has_front_end else {}),
            **self.env,
        }

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `python -m qnector …` with the server's environment."""
        return subprocess.run(
            [sys.executable, "-m", "qnector", *arguments],
            cwd=self.cwd,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, *, path: str = "/api/health", seconds: float = 40) -> "Server":
        """Start and wait until `path` answers 200."""
        command = [str(Path(sys.executable).parent / "granian")]
        command += ["--interface", "asgi", "--factory", "--workers", "1", "--loop", "uvloop"]
        command += ["--http", "1"]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--log-level", "warning"]
        log = (self.data_dir / "server.log").open("ab")
        self.process = subprocess.Popen(
            [*command, self.target],
            cwd=self.cwd,
            env=self.environment(),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        log.close()
        self.wait(path, seconds)
        return self

    def wait(self, path: str, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            assert self.process is not None
            if self.process.poll() is not None:
                raise RuntimeError(f"the server stopped:\n{self.log[-4000:]}")
            try:
                if httpx.get(self.url + path, timeout=2).status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.05)
        raise RuntimeError(f"{path} did not answer:\n{self.log[-4000:]}")

    def stop(self) -> None:
        """End it as a supervisor would."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would: supervisor and worker at once."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
            self.process.wait(10)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        self.process = None

    def memory(self) -> int:
        """Proportional set size of supervisor and worker together, in bytes."""
        assert self.process is not None
        return sum(_pss(pid) for pid in _family(self.process.pid))


def _family(pid: int) -> list[int]:
    found = [pid]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for child in children:
        found += _family(int(child))
    return found


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def log_in(server: Server, email: str, password: str = "qnector-demo-1") -> str:
    """The session cookie of a login, as a Cookie header."""
    answer = httpx.post(
        f"{server.url}/auth/login",
        data={"email": email, "password": password},
        headers={"Origin": server.url},
        follow_redirects=False,
        timeout=20,
    )
    cookie = answer.cookies.get("qnector_session")
    if answer.status_code != 303 or not cookie:
        raise RuntimeError(f"login of {email} failed: {answer.status_code} {answer.headers}")
    return f"qnector_session={cookie}"

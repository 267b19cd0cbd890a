"""Which socket a browser token is connected with, in this process."""

from typing import Any

_app: Any = None


def of(app: Any) -> None:
    """Ask this app from now on."""
    global _app
    _app = app


def app() -> Any:
    """The app that serves this process."""
    return _app


def sid_of(token: str) -> str:
    """The socket that a token is connected with, or nothing."""
    if _app is None or _app.event_namespace is None:
        return ""
    record = _app.event_namespace._token_manager.token_to_socket.get(token)
    return record.sid if record is not None else ""

"""The one built file that names the server: written anew for the address that asks.

Reflex bakes scheme, host and port into it; the same build must serve at any of them.
"""

import re
from pathlib import Path

_NAME = re.compile(r"^/assets/(reflex-env-[A-Za-z0-9_-]+\.js)$")
_BASE = re.compile(r"\b(https?|wss?)://[^/`\"']+")


class EnvChunk:
    """Answers `/assets/reflex-env-*.js` with the request's own scheme, host and port."""

    def __init__(self, folder: Path) -> None:
        self._texts = {
            f"/assets/{path.name}": path.read_text(encoding="utf-8")
            for path in sorted((folder / "assets").glob("reflex-env-*.js"))
            if _NAME.match(f"/assets/{path.name}")
        }

    def body(self, path: str, scheme: str, authority: str) -> bytes | None:
        """The file for this address, or None when the path is not this file's."""
        text = self._texts.get(path)
        if text is None:
            return None

        def placed(found: re.Match[str]) -> str:
            is_socket = found[1].startswith("ws")
            kind = (
                ("wss" if is_socket else "https")
                if scheme == "https"
                else ("ws" if is_socket else "http")
            )
            return f"{kind}://{authority}"

        return _BASE.sub(placed, text).encode()

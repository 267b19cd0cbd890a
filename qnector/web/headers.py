"""Security headers, and how long a browser may keep what it got."""

import base64
import hashlib
import re
from pathlib import Path

from qnector.core.settings import Settings
from qnector.web import visits

Pair = tuple[bytes, bytes]

_SCRIPT = re.compile(rb"<script([^>]*)>(.*?)</script>", re.DOTALL)
_HASHED = re.compile(r"^/assets/.+-[A-Za-z0-9_-]{8,}\.\w+(\.\w+)?$")
FOREVER = b"public, max-age=31536000, immutable"
NEVER = b"no-store"


def script_hashes(folder: Path) -> list[str]:
    """The CSP sources of every inline script that the build wrote."""
    found = {
        base64.b64encode(hashlib.sha256(body).digest()).decode()
        for page in sorted(folder.rglob("*.html"))
        for attributes, body in _SCRIPT.findall(page.read_bytes())
        if b"src=" not in attributes and body
    }
    return [f"'sha256-{one}'" for one in sorted(found)]


def policy(hashes: list[str], authority: str, *, is_https: bool) -> str:
    """The Content-Security-Policy: our own files and the build's own inline scripts, no eval."""
    socket = f"{'wss' if is_https else 'ws'}://{authority}"
    parts = [
        "default-src 'none'",
        f"script-src 'self' {' '.join(hashes)}".rstrip(),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        f"connect-src 'self' {socket}",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
    return "; ".join(parts)


def security(csp: str, settings: Settings) -> list[Pair]:
    """Headers of every answer."""
    pairs = [
        (b"content-security-policy", csp.encode("latin-1")),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ]
    if settings.is_https:
        pairs.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))
    return pairs


def framed_by_us(pairs: list[Pair]) -> list[Pair]:
    """The same headers for an answer that a page of ours, and no other, may show in a frame."""
    return [(name, _framed(name, value)) for name, value in pairs]


def _framed(name: bytes, value: bytes) -> bytes:
    # By name: a hash in the policy may hold the same letters.
    if name == b"x-frame-options":
        return b"SAMEORIGIN"
    return value.replace(b"frame-ancestors 'none'", b"frame-ancestors 'self'")


def caching(path: str, status: int) -> bytes | None:
    """What Cache-Control a path gets; None leaves what the route itself said."""
    if path.startswith(("/api/", "/auth/")) or visits.is_here(path):
        return NEVER
    if status not in (200, 304):
        return NEVER if status >= 400 else None
    if _HASHED.match(path) and not path.startswith("/assets/reflex-env-"):
        return FOREVER
    if path.startswith("/fonts/"):
        return b"public, max-age=604800"
    if path == "/files":
        return NEVER
    if path.startswith("/front/"):
        return b"public, max-age=86400"
    if path.startswith("/files/"):
        return None
    return b"no-cache"

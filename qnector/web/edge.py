"""The outermost layer: what does not look like a browser of ours never reaches the app."""

import functools
import logging
import re
from collections.abc import Awaitable, Callable, Container
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from qnector.core import secrets, settings
from qnector.web import headers as said
from qnector.web import hosts, sessions, visits
from qnector.web.answers import answer, host_page
from qnector.web.bodies import Body
from qnector.web.envchunk import EnvChunk
from qnector.web.failures import places
from qnector.web.frames import TOKEN, Grammar, Verdict
from qnector.web.limits import Bucket, Sockets

log = logging.getLogger("qnector.edge")

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

EVENTS = "/_event"
CLOSED = re.compile(r"^/(_health|_all_routes|_upload|sitemap\.xml|auth-codespace)(/|$)")
METHODS = frozenset({"GET", "HEAD", "POST"})
AUTH_BODY = 16 * 1024
BODY = 1024 * 1024
# Uploads by path. More than a picture may have, so that a photo that is too large is told so by
# the route, which reads on without keeping it: a browser shows no answer that came before its end.
UPLOADS = dict.fromkeys(("/files", "/files/account", "/files/seal"), 32 * 1024 * 1024)
POLICY_VIOLATION = 1008
# What the app gets to see of a socket's headers: it shows the rest to the page's scripts.
SHOWN = frozenset(
    {b"host", b"origin", b"user-agent", b"accept-language", b"upgrade", b"connection"}
)
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
_OTHER = re.compile(r"[A-Za-z0-9_.-]{1,300}")


class Edge:
    """Host, origin, methods, sizes, frames, rates, cookie, headers."""

    def __init__(self, app: App, folder: Path, names: Container[str]) -> None:
        self.app = app
        self.names = names
        self.hashes = said.script_hashes(folder)
        self.env = EnvChunk(folder)
        self.pages = {
            f"/{page.parent.relative_to(folder)}" for page in folder.glob("*/**/index.html")
        }
        self.sockets = Sockets()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            # Who may not upload is told so before anything is read.
            body = Body(scope, receive, is_wanted_only=scope["path"] in UPLOADS)
            await _unbroken(self._http, scope, body.receive, body.before(send))
        elif scope["type"] == "websocket":
            await _unbroken(self._websocket, scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        authority = hosts.header(scope["headers"], b"host")
        scheme = self._prepare(scope)
        serve = functools.partial(self._answered, authority, scheme)
        await _unbroken(serve, scope, receive, self._dressed(send, scope, authority, scheme))

    async def _answered(
        self, authority: str, scheme: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        if not hosts.is_allowed_host(authority, settings.current()):
            await answer(send, 421, host_page(authority), html=True)
        elif CLOSED.match(scope["path"]) or scope["path"].startswith(EVENTS):
            await answer(send, 404, "없는 주소예요.")
        elif scope["method"] not in METHODS:
            await answer(send, 405, "이 방법으로는 요청할 수 없어요.")
        elif scope["method"] == "POST" and (refusal := _post_problem(scope, authority)):
            await answer(send, *refusal)
        elif (body := self.env.body(scope["path"], scheme, authority)) is not None:
            await answer(send, 200, body, kind="text/javascript; charset=utf-8")
        else:
            if scope["path"] in self.pages:
                # The file server would redirect to the slash, and to http behind a proxy.
                scope["path"] += "/"
                scope["raw_path"] = scope["path"].encode()
            await self.app(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        config = settings.current()
        authority = hosts.header(scope["headers"], b"host")
        origin = hosts.header(scope["headers"], b"origin")
        self._prepare(scope)
        owner, address = scope["qnector.owner"], scope["qnector.address"]
        if not (
            scope["path"].rstrip("/") == EVENTS
            and hosts.is_allowed_host(authority, config)
            and hosts.is_allowed_origin(origin, authority, config)
            and _has_one_token(scope["query_string"])
            and self.sockets.has_room(
                address,
                owner,
                each=config.sockets_per_address,
                per_session=config.sockets_per_session,
            )
        ):
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        if origin not in config.origins:
            # engine.io compares with the configured list once more; ours was the stricter check.
            scope["headers"] = _with(scope["headers"], b"origin", config.origins[0].encode())
        with self.sockets.counted(address, owner):
            await self.app(scope, self._filtered(receive, send), send)

    def _filtered(self, receive: Receive, send: Send) -> Receive:
        config = settings.current()
        bucket = Bucket(config.event_burst, config.events_per_second)
        grammar = Grammar(self.names, config.frame_limit)

        async def filtered() -> Any:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                verdict = grammar.judge(message.get("text"))
                if verdict is Verdict.COUNT and not bucket.take():
                    verdict = Verdict.CLOSE
                if verdict is Verdict.CLOSE:
                    log.warning("a socket was closed: a frame that is none of ours, or too many")
                    await send({"type": "websocket.close", "code": POLICY_VIOLATION})
                    return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
                if verdict is not Verdict.DROP:
                    return message
                log.warning("an event that nobody handles was dropped")

        return filtered

    def _prepare(self, scope: Scope) -> str:
        """Address, scheme and session of a request; the raw cookie goes no further."""
        config = settings.current()
        headers = scope["headers"]
        peer = (scope.get("client") or ("", 0))[0]
        forwarded = hosts.listed(headers, b"x-forwarded-for")
        scope["qnector.address"] = hosts.address_of(peer, forwarded, config.trusted_proxy_hops)
        scope["client"] = (scope["qnector.address"], 0)
        scheme = hosts.scheme_of(
            scope.get("scheme", "http"), hosts.header(headers, b"x-forwarded-proto"), config
        )
        scope["qnector.scheme"] = scheme
        cookies = _cookies(headers)
        owner = _owner(cookies, is_https=config.is_https)
        scope["qnector.before"] = before = owner if sessions.is_left_behind(owner) else ""
        scope["qnector.owner"] = owner = "" if before else owner
        scope["qnector.cookies"] = others = _others(cookies, is_https=config.is_https)
        kept = [pair for pair in headers if pair[0].lower() != b"cookie"]
        if scope["type"] == "websocket":
            kept = [p for p in kept if p[0].lower() in SHOWN or p[0].startswith(b"sec-websocket")]
        references = {sessions.REFERENCE: owner}
        if scope["type"] == "websocket" and "visit" in others:
            references[sessions.VISITOR] = secrets.sha256_text(others["visit"])
        written = [f"{name}={sessions.refer(one, name)}" for name, one in references.items() if one]
        if written:
            kept.append((b"cookie", "; ".join(written).encode()))
        scope["headers"] = kept
        return scheme

    def _dressed(self, send: Send, scope: Scope, authority: str, scheme: str) -> Send:
        """Every answer with its headers."""
        path, cookie = scope["path"], visits.new_cookie(scope)
        config = settings.current()
        named = authority if hosts.is_allowed_host(authority, config) else "localhost"
        csp = said.policy(self.hashes, named, is_https=scheme == "https")
        extra = said.security(csp, config)
        if path in UPLOADS:
            # The answer to an upload is shown in a frame of our own page, and in nobody else's.
            extra = said.framed_by_us(extra)
        ours = frozenset(name for name, _ in extra)

        async def dressed(message: Any) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", ())
                kept = [pair for pair in given if pair[0].lower() not in ours]
                keep = said.caching(path, message["status"])
                if keep is not None and not any(p[0].lower() == b"cache-control" for p in kept):
                    kept.append((b"cache-control", keep))
                message = {**message, "headers": [*kept, *extra, *cookie]}
            await send(message)

        return dressed


async def _unbroken(serve: App, scope: Scope, receive: Receive, send: Send) -> None:
    """Serve. A failure is logged without its values, and answered without a word about it."""
    has_begun = False

    async def noted(message: Any) -> None:
        nonlocal has_begun
        has_begun = True
        await send(message)

    try:
        await serve(scope, receive, noted)
    except Exception as failure:
        log.error("a request failed: %s\n%s", type(failure).__name__, places(failure))
        if scope["type"] == "http" and not has_begun:
            await answer(send, 500, "처리하지 못했어요. 잠시 뒤 다시 시도해 주세요.")


def _post_problem(scope: Scope, authority: str) -> tuple[int, str] | None:
    """Why a POST is refused before its body is read."""
    config = settings.current()
    origin = hosts.header(scope["headers"], b"origin")
    is_api = scope["path"].startswith("/api/")
    if not is_api and not hosts.is_allowed_origin(origin, authority, config):
        return 403, "다른 사이트에서 보낸 요청이에요."
    length = hosts.header(scope["headers"], b"content-length")
    if not (length.isascii() and length.isdecimal()):
        return 411, "요청의 길이가 없어요."
    path = scope["path"]
    most = AUTH_BODY if path.startswith("/auth/") else UPLOADS.get(path, BODY)
    if len(length) > 12 or int(length) > most:
        return 413, "요청이 너무 커요."
    return None


def _has_one_token(query: bytes) -> bool:
    given = parse_qs(query.decode("latin-1")).get("token", [])
    return len(given) == 1 and TOKEN.fullmatch(given[0]) is not None


def _cookies(headers: hosts.Headers) -> list[tuple[str, str]]:
    """Every cookie as it came, by name."""
    written = [value.decode("latin-1") for key, value in headers if key.lower() == b"cookie"]
    pairs = (pair.strip().partition("=") for pair in "; ".join(written).split(";"))
    return [(name, value) for name, _, value in pairs]


def _owner(cookies: list[tuple[str, str]], *, is_https: bool) -> str:
    """The hash of the session key in the cookie, or nothing."""
    value = _only(cookies, sessions.SECURE_COOKIE if is_https else sessions.PLAIN_COOKIE)
    return secrets.sha256_text(value) if _KEY.fullmatch(value) else ""


def _others(cookies: list[tuple[str, str]], *, is_https: bool) -> dict[str, str]:
    """Our other cookies, by what they are called inside."""
    prefix = "__Host-" if is_https else ""
    found = {inside: _only(cookies, prefix + name) for inside, name in sessions.OTHERS.items()}
    return {inside: value for inside, value in found.items() if _OTHER.fullmatch(value)}


def _only(cookies: list[tuple[str, str]], name: str) -> str:
    """The value of a cookie; nothing when it came with two, for one of them may be planted."""
    found = {value for one, value in cookies if one == name}
    return found.pop() if len(found) == 1 else ""


def _with(headers: list[tuple[bytes, bytes]], name: bytes, value: bytes) -> list[Any]:
    return [*(pair for pair in headers if pair[0].lower() != name), (name, value)]

"""Every HTTP route, with hostile forms, bodies, cookies, hosts and ways onward."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select
from sqlmodel import Session
from starlette.routing import Route

from qnector.api import health
from qnector.core import db
from qnector.core.actor import Side
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Registration, User
from qnector.web import doors, files, uploads
from tests.attack import http
from tests.attack.conftest import Target
from tests.attack.http import HOSTILE, TRICKS, ask, raw, signed_in, status
from tests.attack.test_every_handler import snapshot

ROUTES = [
    route
    for route in (*doors.routes, *files.routes, *uploads.routes, *health.routes)
    if isinstance(route, Route)
]
POSTS = sorted({route.path for route in ROUTES if "POST" in (route.methods or ())})
GETS = sorted({route.path for route in ROUTES if "GET" in (route.methods or ())})
SOURCES = (*Path(doors.__file__).parent.glob("*.py"), Path(uploads.__file__))
FIELDS = sorted(
    {
        name
        for path in SOURCES
        for name in re.findall(r"\.get\(\"(\w+)\"|form\[\"(\w+)\"\]", path.read_text("utf-8"))
        for name in name
        if name
    }
    | {"name", "role", "url", "seal", "photo", "company_id", "user_id", "is_operator"}
)
ODD_BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/x-www-form-urlencoded", b""),
    ("application/x-www-form-urlencoded", b"&&&==&=&"),
    ("application/x-www-form-urlencoded", b"\xff\xfe\x00\x01" * 50),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(500))),
    ("application/x-www-form-urlencoded", b"token=a&token=b&email=a&email=b&next=/a&next=//evil"),
    ("application/json", b'{"email": {"$ne": null}, "token": 1}'),
    ("text/plain", b"email=a"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"),
    ("multipart/form-data; boundary=x", b"--x\r\n" * 500),
    ("multipart/form-data; boundary=" + "y" * 3000, b"--y"),
    ("application/xml", b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"),
    ("", b"x"),
)


def path_of(template: str, value: str = "google") -> str:
    return re.sub(r"\{(\w+)(:int)?\}", lambda found: "1" if found[2] else value, template)


def fresh(target: Target, email: str = "stranger0@else.test", side: Side = Side.BUYER) -> str:
    """A session of its own for each attack: some of them end it."""

    def start(session: Session) -> str:
        user = session.execute(select(User).where(User.email == email)).scalar_one()
        return accounts.start_session(
            session, user, device="x", address="127.0.0.1", is_remembered=False, side=side
        )

    return db.write_now(start)


def test_it_knows_the_doors() -> None:
    assert {"/auth/login", "/auth/set-password", "/files", "/auth/reauth"} <= set(POSTS)
    assert {"token", "email", "password", "next"} <= set(FIELDS)


@pytest.mark.parametrize("template", POSTS)
def test_hostile_fields_open_no_door(target: Target, template: str) -> None:
    """Every field that any door knows, one after the other, as nobody and as a stranger."""
    path, before = path_of(template), snapshot(target)
    right = dict.fromkeys(FIELDS, "1")
    for turn, field in enumerate(FIELDS):
        for value in HOSTILE[turn % 8 :: 8]:
            answer = ask(target, "POST", path, data={**right, field: value})
            assert not signed_in(answer), (path, field, value)
            if answer.status_code == 429:
                break
    key = fresh(target)
    for number, value in enumerate(HOSTILE[::2]):
        given = {**right, FIELDS[number % len(FIELDS)]: value, "next": value}
        ask(target, "POST", path, data=given, key=key)
    assert snapshot(target) == before


@pytest.mark.parametrize("template", POSTS)
def test_odd_bodies_are_refused_or_read_as_nothing(target: Target, template: str) -> None:
    path = path_of(template)
    for kind, body in ODD_BODIES:
        answer = ask(target, "POST", path, content=body, headers={"content-type": kind or None})
        assert not signed_in(answer)


@pytest.mark.parametrize("template", POSTS)
def test_another_site_posts_nothing(target: Target, template: str) -> None:
    path, url = path_of(template), target.server.url
    for origin in (
        None, "null", "https://evil.example", f"{url}.evil.example", f"{url}/",
        f"{url}@evil.example",
        "http://127.0.0.1:1", "file://", "http://[", f"{url} https://evil.example",
        "chrome-extension://x",
    ):  # fmt: skip
        key = target.stranger_seller
        answer = ask(target, "POST", path, key=key, content=b"a=b", headers={"Origin": origin})
        assert answer.status_code == 403, (path, origin)


@pytest.mark.parametrize("template", GETS)
def test_hostile_addresses_show_nothing(target: Target, template: str) -> None:
    names = ("token", "code", "state", "error", "next", "v")
    for value in HOSTILE[::2]:
        query: dict[str, Any] = dict.fromkeys(names, value)
        for key in ("", target.stranger_buyer):
            answer = ask(target, "GET", path_of(template), params=query, key=key)
            assert not signed_in(answer)
    for value in (
        "%00",
        "..%2f..%2fetc%2fpasswd",
        "-1",
        "9" * 40,
        "google%0d%0aX-Injected:1",
        "%ff",
    ):
        path = re.sub(r"\{[^}]+\}", value, template)
        assert ask(target, "GET", path).status_code in (200, 303, 404, 503)


@pytest.mark.parametrize("onward", TRICKS)
def test_no_way_onward_leads_to_another_host(target: Target, onward: str) -> None:
    """`look_at` holds every Location; here also what a login page is told to do later."""
    for path in ("/auth/login", "/auth/reauth", "/auth/side", "/auth/act-as/stop"):
        key = "" if path == "/auth/login" else fresh(target)
        given = {"email": "", "password": "", "side": "buyer", "next": onward}
        answer = ask(target, "POST", path, data=given, key=key)
        later = parse_qs(urlsplit(answer.headers.get("location", "")).query).get("next", ["/"])[0]
        assert http.leads_home(later, target), (path, later)


def test_a_login_leads_home_too(target: Target) -> None:
    login = {"email": "seller@demo.qnector.test", "password": "qnector-demo-1"}
    for onward in TRICKS[:3]:
        answer = ask(target, "POST", "/auth/login", data={**login, "next": onward})
        assert signed_in(answer)
        assert answer.headers["location"].startswith("/seller")


LOGIN = b"POST /auth/login HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
PAGE = b"GET /login HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
BODIES = (
    LOGIN + b"Transfer-Encoding: chunked\r\n\r\n",
    LOGIN + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    LOGIN + b"Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\n",
    LOGIN + b"\r\n",
    LOGIN + b"Content-Length: -1\r\n\r\n",
    LOGIN + b"Content-Length: 1e3\r\n\r\n",
    LOGIN + b"Content-Length: 5, 5\r\n\r\n",
    LOGIN + b"Content-Length: 1\r\nContent-Length: 99\r\n\r\n",
    LOGIN + b"Content-Length: 99999999999999\r\n\r\n",
    b"POST /files HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 40000000\r\n\r\n",
)
HEADS = (
    b"GET http://evil.example/login HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
    b"GET //evil.example/.. HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
    b"GET /\\evil.example HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
    PAGE + b"Host: evil.example\r\n\r\n",
    b"GET /login HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1\r\n\r\n",
    b"GET /login HTTP/1.1\r\nHost: evil.example\r\nForwarded: host=127.0.0.1\r\n\r\n",
    b"GET /login HTTP/1.1\r\nHost : 127.0.0.1:{port}\r\n\r\n",
    b"GET /login HTTP/1.1\r\n Host: 127.0.0.1:{port}\r\n\r\n",
    b"GET /login\r\n\r\n",
    b"GET /login HTTP/9.9\r\nHost: 127.0.0.1:{port}\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET /%0d%0aX-Injected:%201 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
    PAGE + b"X: a\nX-Injected: b\r\n\r\n",
    PAGE + b"Connection: close\r\nCookie: "
    + b"a" * 700_000 + b"\r\n\r\n",
    PAGE + b"" + b"X-A: 1\r\n" * 2000 + b"\r\n",
)  # fmt: skip


@pytest.mark.parametrize("head", BODIES, ids=range(len(BODIES)))
def test_a_body_without_an_honest_length_is_not_read(target: Target, head: bytes) -> None:
    answer = raw(target, head, b"5\r\nemail\r\n0\r\n\r\n")
    assert status(answer) in (0, 400, 401, 411, 413, 501), answer[:80]
    assert ask(target, "GET", "/api/health").status_code == 200


@pytest.mark.parametrize("head", HEADS, ids=range(len(HEADS)))
def test_a_broken_request_leads_nowhere(target: Target, head: bytes) -> None:
    answer = raw(target, head, origin=False)
    top = answer.split(b"\r\n\r\n")[0].lower()
    assert status(answer) in (0, 200, 400, 404, 405, 421, 431, 505), answer[:80]
    assert b"x-injected" not in top
    assert b"\nlocation:" not in top
    assert b"evil.example" not in top.replace(b"ws://", b"")
    assert ask(target, "GET", "/api/health").status_code == 200


@pytest.mark.parametrize(
    "written",
    [
        "qnector_session={key}x",
        "qnector_session= {key}",
        'qnector_session="{key}"',
        "QNECTOR_SESSION={key}",
        "qnector_session={key};qnector_session={other}",
        "qnector_session={other}; qnector_session={key}",
        "__Host-qnector_session={key}",
        "qnector_reference={key}.x",
        "qnector_visitor={key}.x",
        "qnector_session=%41{key}",
        "qnector_session\t={key}",
        "x={key}; path=/; qnector_session",
        "qnector_session=" + "A" * 40_000,
        "; ".join(f"c{n}=1" for n in range(500)),
    ],
)
def test_a_strange_cookie_is_nobody(target: Target, written: str) -> None:
    mine = fresh(target)
    sent = written.format(key=mine, other=target.stranger_buyer)
    answer = ask(target, "POST", "/auth/side", data={"side": "buyer"}, headers={"Cookie": sent})
    assert answer.headers.get("location", "/login") in ("/login", f"{target.server.url}/login")


def test_a_made_up_visit_is_nobodys(target: Target) -> None:
    """회원가입 of somebody whose cookie says anything at all: no session, and no row either."""
    kept = select(func.count()).select_from(Registration)
    before = db.read_now(lambda session: session.execute(kept).scalar_one())
    for visit in ("x", "A" * 43, "a.b-c_d" * 30, "..", "0"):
        for path in ("/auth/register", "/auth/verify/again", "/auth/forgot"):
            headers = {
                "Cookie": f"qnector_visit={visit}; qnector_errand={visit}; qnector_device=1.x"
            }
            answer = ask(target, "POST", path, data={"email": "x", "token": "x"}, headers=headers)
            assert not signed_in(answer)
    assert db.read_now(lambda session: session.execute(kept).scalar_one()) == before

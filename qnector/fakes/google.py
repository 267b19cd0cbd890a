"""A pretended Google sign-in: discovery, consent, token, keys, userinfo, revoke."""

from __future__ import annotations

from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from qnector.fakes import oidc
from qnector.fakes.oidc import Paths, Person, Provider

CLIENT_ID = "fake-google-client.apps.googleusercontent.test"
SECRET = "fake-google-secret"

fake = Provider(
    "Google",
    paths=Paths(
        authorize="/o/oauth2/v2/auth",
        consent="/o/oauth2/v2/consent",
        token="/token",
        keys="/oauth2/v3/certs",
        userinfo="/v1/userinfo",
        revoke="/revoke",
    ),
    client_id=CLIENT_ID,
    secret=SECRET,
    people=[
        Person("109876543210987654321", "구매 데모", "buyer@demo.qnector.test"),
        Person("101112131415161718190", "처음 온 사람", "newcomer@google.test"),
        Person("102030405060708090100", "확인 전", "seller@demo.qnector.test", False),
    ],
    discovery={"code_challenge_methods_supported": ["plain", "S256"]},
    discovery_age=3600,
)


def make() -> Starlette:
    """The service."""
    return fake.service(
        _refusal,
        _answer,
        Route(fake.paths.userinfo, _userinfo, methods=["GET"]),
        Route(fake.paths.revoke, _revoke, methods=["POST"]),
    )


def _refusal(asked: dict[str, str]) -> Response | None:
    if asked.get("client_id") != CLIENT_ID:
        return HTMLResponse("<h1>401</h1><p>Error: invalid_client</p>", 401)
    if asked.get("response_type") != "code" or "openid" not in asked.get("scope", "").split():
        return HTMLResponse("<h1>400</h1><p>Error: invalid_request</p>", 400)
    return None


def _answer(request: Request, form: dict[str, str]) -> Response:
    if form.get("client_id") != CLIENT_ID or form.get("client_secret") != SECRET:
        return _error("invalid_client", "Unauthorized", 401)
    if form.get("grant_type") != "authorization_code":
        return _error("unsupported_grant_type", "Invalid grant_type")
    grant = oidc.redeemed(fake, form)
    if grant is None:
        return _error("invalid_grant", "Malformed auth code.")
    person = grant.person
    claims: dict[str, Any] = {"azp": CLIENT_ID}
    if person.email:
        claims |= {"email": person.email, "email_verified": person.is_email_verified}
    answer = oidc.token_for(fake, grant, oidc.base_of(request), **claims)
    return JSONResponse({**answer, "scope": "openid email", "token_type": "Bearer"})


async def _userinfo(request: Request) -> Response:
    person = oidc.bearer(fake, request)
    if person is None:
        return _error("invalid_request", "Invalid Credentials", 401)
    found = {"sub": person.subject, "name": person.name}
    if person.email:
        found |= {"email": person.email, "email_verified": person.is_email_verified}
    return JSONResponse(found)


async def _revoke(request: Request) -> Response:
    form = await oidc.form_of(request)
    if fake.tokens.pop(form.get("token", ""), None) is None:
        return _error("invalid_token", "Token expired or revoked")
    return JSONResponse({})


def _error(name: str, description: str, status: int = 400) -> Response:
    return JSONResponse({"error": name, "error_description": description}, status)

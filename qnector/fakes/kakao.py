"""A pretended Kakao Login: kauth and kapi on one port.

Its awkward parts: ids are numbers and the id_token's subject is text, an e-mail may be missing or
not verified and the id_token does not say so, errors are KOE codes there and negative ones here.
"""

from __future__ import annotations

from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from qnector.fakes import oidc
from qnector.fakes.oidc import Paths, Person, Provider

CLIENT_ID = "fakekakaorestapikey0000000000000"
SECRET = "fake-kakao-secret"

fake = Provider(
    "카카오",
    paths=Paths(
        authorize="/oauth/authorize",
        consent="/oauth/consent",
        token="/oauth/token",
        keys="/.well-known/jwks.json",
        userinfo="/v1/oidc/userinfo",
    ),
    client_id=CLIENT_ID,
    secret=SECRET,
    people=[
        Person("4000000001", "판매 데모", "seller@demo.qnector.test"),
        Person("4000000002", "이메일 없는 사람"),
        Person("4000000003", "확인 전", "both@demo.qnector.test", False),
    ],
    # Without an age of its document, so it is asked each time.
    discovery={"code_challenge_methods_supported": ["S256"]},
)


def make() -> Starlette:
    """The service."""
    return fake.service(
        _refusal,
        _answer,
        Route("/v2/user/me", _me, methods=["GET", "POST"]),
        Route("/v1/user/unlink", _unlink, methods=["POST"]),
    )


def _refusal(asked: dict[str, str]) -> Response | None:
    if asked.get("client_id") != CLIENT_ID:
        return HTMLResponse("<h1>KOE101</h1><p>앱 관리자 설정 오류</p>", 401)
    if asked.get("response_type") != "code":
        return HTMLResponse("<h1>KOE201</h1>", 400)
    return None


def _answer(request: Request, form: dict[str, str]) -> Response:
    if form.get("client_id") != CLIENT_ID:
        return _error("invalid_client", "Not exist client_id", "KOE101", 401)
    if form.get("client_secret") != SECRET:
        return _error("invalid_client", "Bad client credentials", "KOE010", 401)
    grant = oidc.redeemed(fake, form)
    if grant is None:
        code = form.get("code", "")
        return _error("invalid_grant", f"authorization code not found for code={code}", "KOE320")
    claims: dict[str, Any] = {"auth_time": 0, "nickname": grant.person.name}
    if grant.person.email:
        claims["email"] = grant.person.email
    answer = oidc.token_for(fake, grant, oidc.base_of(request), **claims)
    more = {"token_type": "bearer", "refresh_token": "r", "refresh_token_expires_in": 5183999}
    return JSONResponse({**answer, **more, "scope": "openid account_email"})


async def _me(request: Request) -> Response:
    person = oidc.bearer(fake, request)
    if person is None:
        return JSONResponse({"msg": "this access token does not exist", "code": -401}, 401)
    account: dict[str, Any] = {"has_email": bool(person.email), "email_needs_agreement": False}
    if person.email:
        account |= {
            "is_email_valid": True,
            "is_email_verified": person.is_email_verified,
            "email": person.email,
        }
    return JSONResponse(
        {
            "id": int(person.subject),
            "connected_at": "2026-01-01T00:00:00Z",
            "properties": {"nickname": person.name},
            "kakao_account": account,
        }
    )


async def _unlink(request: Request) -> Response:
    person = oidc.bearer(fake, request)
    if person is None:
        return JSONResponse({"msg": "this access token does not exist", "code": -401}, 401)
    for token in [token for token, one in fake.tokens.items() if one == person]:
        del fake.tokens[token]
    return JSONResponse({"id": int(person.subject)})


def _error(name: str, description: str, code: str, status: int = 400) -> Response:
    body = {"error": name, "error_description": description, "error_code": code}
    return JSONResponse(body, status)

"""What the pretended Google and Kakao share: a consent page, codes used once, signed id_tokens.

Faults of the token route: "bad_nonce", "bad_audience", "bad_issuer", "bad_signature", "unsigned",
"expired", "no_id_token", besides those every fake knows.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from html import escape
from typing import Any
from urllib.parse import urlencode

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from qnector.core import clock
from qnector.fakes.faults import Fake

CODE_SECONDS = 600
TOKEN_SECONDS = 3599
DISCOVERY = "/.well-known/openid-configuration"
SPOILS = frozenset(
    {
        "bad_nonce",
        "bad_audience",
        "bad_issuer",
        "bad_signature",
        "unsigned",
        "expired",
        "no_id_token",
    }
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account at the provider."""

    subject: str
    name: str
    email: str = ""
    is_email_verified: bool = True


@dataclass(frozen=True, slots=True)
class Grant:
    """What was agreed to, until its code is redeemed."""

    person: Person
    client_id: str
    redirect_uri: str
    nonce: str
    challenge: str
    made_at: float


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a provider answers what every provider is asked."""

    authorize: str
    consent: str
    token: str
    keys: str
    userinfo: str
    revoke: str = ""


# Why a consent page is not shown, if so; what the token route answers to a form.
Refusal = Callable[[dict[str, str]], Response | None]
Answer = Callable[[Request, dict[str, str]], Response]


@dataclass
class Provider(Fake):
    """A pretended provider: who has an account, which codes and tokens are out.

    `discovery` is what its document says besides the paths; `discovery_age` for how many seconds
    that may be kept, 0 says nothing of it.
    """

    paths: Paths = field(kw_only=True)
    client_id: str = "fake-client"
    secret: str = "fake-secret"
    discovery: dict[str, Any] = field(default_factory=dict)
    discovery_age: int = 0
    people: list[Person] = field(default_factory=list)
    codes: dict[str, Grant] = field(default_factory=dict)
    tokens: dict[str, Person] = field(default_factory=dict)
    newcomers: list[Person] = field(default_factory=list)

    def reset(self) -> None:
        super().reset()
        self.codes.clear()
        self.tokens.clear()
        self.newcomers.clear()

    def everybody(self) -> list[Person]:
        return [*self.people, *self.newcomers]

    def service(self, refusal: Refusal, answer: Answer, *routes: BaseRoute) -> Starlette:
        """The service: what all providers share, `routes` of its own, and one that adds people."""
        paths = self.paths
        return self.app(
            Route(DISCOVERY, self._discover, methods=["GET"]),
            Route(paths.authorize, partial(self._authorize, refusal), methods=["GET"]),
            Route(paths.consent, self._consent, methods=["POST"]),
            Route(paths.token, partial(self._token, answer), methods=["POST"]),
            Route(paths.keys, jwks, methods=["GET"]),
            *routes,
            Route("/__fake__/people", self._add, methods=["POST"]),
        )

    async def _discover(self, request: Request) -> Response:
        if (fault := await self.fault()) is not None:
            return fault
        base, paths, age = base_of(request), self.paths, self.discovery_age
        document = {
            "issuer": base,
            "authorization_endpoint": base + paths.authorize,
            "token_endpoint": base + paths.token,
            "userinfo_endpoint": base + paths.userinfo,
            "jwks_uri": base + paths.keys,
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
            **({"revocation_endpoint": base + paths.revoke} if paths.revoke else {}),
            **self.discovery,
        }
        headers = {"cache-control": f"public, max-age={age}"} if age else {}
        return JSONResponse(document, headers=headers)

    async def _authorize(self, refusal: Refusal, request: Request) -> Response:
        asked = dict(request.query_params)
        self.asked.append({"authorize": asked})
        return refusal(asked) or consent_page(self, asked)

    async def _consent(self, request: Request) -> Response:
        return consented(self, await form_of(request))

    async def _token(self, answer: Answer, request: Request) -> Response:
        if (fault := await self.fault()) is not None:
            return fault
        form = await form_of(request)
        self.asked.append({"token": sorted(form)})
        return answer(request, form)

    async def _add(self, request: Request) -> Response:
        self.newcomers.append(Person(**await request.json()))
        return JSONResponse({"people": len(self.everybody())})

    async def fault(self) -> Response | None:
        """As every fake's; how an id_token shall be wrong waits for the token route."""
        if self.faults and self.faults[0] in SPOILS:
            return None
        return await super().fault()

    def spoil(self) -> str:
        """How the next id_token shall be wrong."""
        return self.faults.popleft() if self.faults and self.faults[0] in SPOILS else ""


def base_of(request: Request) -> str:
    return str(request.base_url).rstrip("/")


async def form_of(request: Request) -> dict[str, str]:
    return {name: str(value) for name, value in (await request.form()).items()}


def consent_page(fake: Provider, asked: dict[str, str]) -> Response:
    """Who are you, and do you allow it: as plain as the real ones are not."""
    kept = "".join(
        f'<input type="hidden" name="{escape(name, quote=True)}"'
        f' value="{escape(value, quote=True)}">'
        for name, value in asked.items()
    )
    people = "".join(
        f'<p><label><input type="radio" name="subject" value="{escape(one.subject, quote=True)}"'
        f"{' checked' if number == 0 else ''}> {escape(one.name)}"
        f" ({escape(one.email) or '이메일 없음'})</label></p>"
        for number, one in enumerate(fake.everybody())
    )
    return HTMLResponse(
        f'<!doctype html><html lang="ko"><meta charset="utf-8">'
        f'<link rel="icon" href="data:,"><title>{escape(fake.name)}</title>'
        f"<h1>{escape(fake.name)} (연습용)</h1><p>Qnector에서 로그인 정보를 요청했어요.</p>"
        f'<form method="post" action="{fake.paths.consent}">{kept}{people}'
        '<button name="answer" value="allow">허용</button>'
        ' <button name="answer" value="deny">거부</button></form></html>'
    )


def consented(fake: Provider, form: dict[str, str]) -> Response:
    """Back to the asker with a code, or with its refusal; the state as it came."""
    state = {"state": form["state"]} if form.get("state") else {}
    uri = form.get("redirect_uri", "")
    person = next((one for one in fake.everybody() if one.subject == form.get("subject")), None)
    if form.get("answer") != "allow" or person is None:
        denied = {"error": "access_denied", "error_description": "User denied access"}
        return RedirectResponse(f"{uri}?{urlencode({**denied, **state})}", 303)
    code = secrets.token_urlsafe(24)
    fake.codes[code] = Grant(
        person,
        form.get("client_id", ""),
        uri,
        form.get("nonce", ""),
        form.get("code_challenge", ""),
        time.monotonic(),
    )
    return RedirectResponse(f"{uri}?{urlencode({'code': code, **state})}", 303)


def redeemed(fake: Provider, form: dict[str, str]) -> Grant | None:
    """The grant of a code, once: a code that was tried is gone, right or wrong."""
    grant = fake.codes.pop(form.get("code", ""), None)
    if grant is None or time.monotonic() - grant.made_at > CODE_SECONDS:
        return None
    if form.get("redirect_uri") != grant.redirect_uri or form.get("client_id") != grant.client_id:
        return None
    return grant if _proves(grant.challenge, form.get("code_verifier", "")) else None


def token_for(fake: Provider, grant: Grant, issuer: str, **claims: Any) -> dict[str, Any]:
    """An access token, and an id_token signed with the key of `jwks`."""
    access, spoil = secrets.token_urlsafe(24), fake.spoil()
    now = int(clock.now().timestamp())
    fake.tokens[access] = grant.person
    body = {
        "iss": "https://evil.test" if spoil == "bad_issuer" else issuer,
        "aud": "somebody-else" if spoil == "bad_audience" else grant.client_id,
        "sub": grant.person.subject,
        "iat": now - (7200 if spoil == "expired" else 0),
        "exp": now + (-3600 if spoil == "expired" else TOKEN_SECONDS),
        **({"nonce": "another" if spoil == "bad_nonce" else grant.nonce} if grant.nonce else {}),
        **claims,
    }
    answer: dict[str, Any] = {"access_token": access, "expires_in": TOKEN_SECONDS}
    if spoil == "unsigned":
        answer["id_token"] = jwt.encode(body, None, algorithm="none", headers={"kid": KID})
    elif spoil != "no_id_token":
        key = _stranger() if spoil == "bad_signature" else _key()
        answer["id_token"] = jwt.encode(body, key, algorithm="RS256", headers={"kid": KID})
    return answer


async def jwks(_request: Request) -> Response:
    """The public half of the key."""
    found = jwt.algorithms.RSAAlgorithm.to_jwk(_key().public_key(), as_dict=True)
    keys = [{**found, "kid": KID, "use": "sig", "alg": "RS256"}]
    return JSONResponse({"keys": keys}, headers={"cache-control": "public, max-age=3600"})


def bearer(fake: Provider, request: Request) -> Person | None:
    """Whom an access token speaks for."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return fake.tokens.get(token) if kind == "Bearer" else None


KID = "fake-key-1"


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def _stranger() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def _proves(challenge: str, verifier: str) -> bool:
    if not challenge:
        return True
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge

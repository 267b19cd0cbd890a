"""OpenID Connect as Google and Kakao speak it: authorization code, PKCE, signed identities.

What is trusted is the signed id_token, compared with what was asked: issuer, audience, nonce,
time. The tokens of a provider are used once, here, and kept nowhere.
"""

import base64
import hashlib
import hmac
import re
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import jwt

from qnector.outside.web import Rejected, Service, Unconfigured, Unreachable, as_json, asked

DISCOVERY = "/.well-known/openid-configuration"
TRIES = 2
LEEWAY = 60  # seconds that two clocks may differ
LONGEST_KEPT = 24 * 3600  # seconds; what a provider publishes is asked anew at least daily
# What a provider says of our own client: nothing that a user can mend.
BAD_CLIENT = frozenset({"invalid_client", "unauthorized_client", "redirect_uri_mismatch"})
CLAIMS = ["iss", "aud", "sub", "exp", "iat", "nonce"]


@dataclass(frozen=True, slots=True)
class Client:
    """We, as registered at a provider; the service's key is our secret there."""

    service: Service
    client_id: str
    scope: str
    issuers: tuple[str, ...]
    secret_is_optional: bool = False

    @property
    def is_configured(self) -> bool:
        return bool(self.client_id and (self.service.key or self.secret_is_optional))


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a provider says has signed in. Its e-mail counts only when verified there."""

    subject: str
    email: str = ""
    is_email_verified: bool = False


async def address_of(
    client: Client,
    http: httpx.AsyncClient,
    *,
    redirect_uri: str,
    state: str,
    nonce: str,
    verifier: str,
    prompt: str = "",
) -> str:
    """Where the browser goes to be asked. Raises Unconfigured, Unreachable."""
    if not client.is_configured:
        raise Unconfigured(client.service.name, "no client")
    endpoint = await _endpoint(client, http, "authorization_endpoint")
    values = {
        "client_id": client.client_id,
        "redirect_uri": redirect_uri,
        "response_type": "code",
        "scope": client.scope,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
        **({"prompt": prompt} if prompt else {}),
    }
    return f"{endpoint}?{urlencode(values)}"


async def redeem(
    client: Client,
    http: httpx.AsyncClient,
    *,
    code: str,
    redirect_uri: str,
    verifier: str,
    nonce: str,
) -> tuple[dict[str, Any], str]:
    """Change a code for the claims of its id_token and an access token.

    Raises Rejected for a code or an id_token that is not good, Unconfigured when the provider
    does not accept our client, Unreachable without an answer. A code is redeemed once, so the
    question is not repeated.
    """
    endpoint = await _endpoint(client, http, "token_endpoint")
    form = {
        "grant_type": "authorization_code",
        "client_id": client.client_id,
        "redirect_uri": redirect_uri,
        "code": code,
        "code_verifier": verifier,
        **({"client_secret": client.service.key} if client.service.key else {}),
    }
    response = await asked(client.service, http.build_request("POST", endpoint, data=form), http)
    answer = as_json(client.service, response)
    if not isinstance(answer, dict) or response.status_code != 200:
        raise _refusal(client, answer if isinstance(answer, dict) else {})
    if not isinstance(answer.get("id_token"), str):
        # Kakao gives one only when OpenID Connect is switched on in its console.
        raise Unconfigured(client.service.name, "no id_token")
    claims = await _verified(client, http, answer["id_token"], nonce)
    return claims, str(answer.get("access_token", ""))


def challenge_of(verifier: str) -> str:
    """S256 of RFC 7636."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def forget() -> None:
    """Ask for everything anew (tests)."""
    _kept.clear()


def _refusal(client: Client, answer: dict[str, Any]) -> Exception:
    error = str(answer.get("error", ""))[:60] or "no error"
    is_ours = error in BAD_CLIENT or answer.get("error_code") in {"KOE010", "KOE101"}
    return (Unconfigured if is_ours else Rejected)(client.service.name, error)


async def _verified(
    client: Client, http: httpx.AsyncClient, token: str, nonce: str
) -> dict[str, Any]:
    try:
        key = await _key(client, http, str(jwt.get_unverified_header(token).get("kid", "")))
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=client.client_id,
            issuer=client.issuers,
            leeway=LEEWAY,
            options={"require": CLAIMS, "strict_aud": True},
        )
    except jwt.PyJWTError as failure:
        raise Rejected(client.service.name, type(failure).__name__) from None
    if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise Rejected(client.service.name, "nonce")
    if claims.get("azp", client.client_id) != client.client_id:
        raise Rejected(client.service.name, "azp")
    if not claims["sub"]:
        raise Rejected(client.service.name, "sub")
    return claims


async def _key(client: Client, http: httpx.AsyncClient, kid: str) -> jwt.PyJWK:
    """The provider's key of this name; a name that is new is looked for once more."""
    address = await _endpoint(client, http, "jwks_uri")
    for is_fresh in (False, True):
        keys = jwt.PyJWKSet.from_dict(await _published(client, http, address, is_fresh=is_fresh))
        for key in keys.keys:
            if key.key_id == kid and key.algorithm_name == "RS256":
                return key
    raise Rejected(client.service.name, "unknown key")


async def _endpoint(client: Client, http: httpx.AsyncClient, name: str) -> str:
    base = client.service.base_url.rstrip("/")
    found = await _published(client, http, base + DISCOVERY)
    address = found.get(name)
    if found.get("issuer") != base or not isinstance(address, str):
        raise Unreachable(client.service.name, "discovery")
    if base.startswith("https://") and not address.startswith("https://"):
        raise Unreachable(client.service.name, "discovery")
    return address


@dataclass(frozen=True, slots=True)
class _Published:
    """A document that a provider publishes, and until when it may be kept."""

    document: dict[str, Any]
    until: float


_kept: dict[str, _Published] = {}


async def _published(
    client: Client, http: httpx.AsyncClient, address: str, *, is_fresh: bool = False
) -> dict[str, Any]:
    kept = _kept.get(address)
    if kept is not None and not is_fresh and time.monotonic() < kept.until:
        return kept.document
    request = http.build_request("GET", address)
    response = await asked(client.service, request, http, tries=TRIES)
    document = as_json(client.service, response)
    if response.status_code != 200 or not isinstance(document, dict):
        raise Unreachable(client.service.name, f"HTTP {response.status_code}")
    most = re.search(r"max-age=(\d{1,9})", response.headers.get("cache-control", ""))
    seconds = min(int(most[1]) if most else 0, LONGEST_KEPT)
    _kept[address] = _Published(document, time.monotonic() + seconds)
    return document

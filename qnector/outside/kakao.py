"""Kakao Login with OpenID Connect.

The e-mail of the id_token says nothing of itself; whether it is valid and verified stands in
/v2/user/me only. It may be missing: people need not share it.
"""

from typing import Any

import httpx

from qnector.outside import oauth
from qnector.outside.oauth import Client, Identity
from qnector.outside.web import Rejected, Service, Unreachable, as_json, asked, client

BASE_URL = "https://kauth.kakao.com"
API_BASE_URL = "https://kapi.kakao.com"
SCOPE = "openid account_email"
TRIES = 2


def made(client_id: str, secret: str, base_url: str = "") -> Client:
    """We, as registered at Kakao. A secret is asked only when it is switched on there."""
    base = (base_url or BASE_URL).rstrip("/")
    service = Service("kakao", base, secret)
    return Client(service, client_id, SCOPE, (base,), secret_is_optional=True)


async def identify(
    us: Client,
    *,
    code: str,
    redirect_uri: str,
    verifier: str,
    nonce: str,
    api_base_url: str = "",
    transport: httpx.AsyncBaseTransport | None = None,
) -> Identity:
    """Who signed in at Kakao. Raises like `oauth.redeem`."""
    async with client(us.service, transport) as http:
        claims, token = await oauth.redeem(
            us, http, code=code, redirect_uri=redirect_uri, verifier=verifier, nonce=nonce
        )
        me = await _me(us.service, http, api_base_url or API_BASE_URL, token)
    if str(me.get("id", "")) != str(claims["sub"]):
        raise Rejected(us.service.name, "another user")
    account = me.get("kakao_account")
    account = account if isinstance(account, dict) else {}
    email = account.get("email")
    is_good = account.get("is_email_valid") is True and account.get("is_email_verified") is True
    return Identity(str(claims["sub"]), email if isinstance(email, str) else "", is_good)


async def _me(service: Service, http: httpx.AsyncClient, base: str, token: str) -> dict[str, Any]:
    request = http.build_request(
        "GET", f"{base.rstrip('/')}/v2/user/me", headers={"authorization": f"Bearer {token}"}
    )
    response = await asked(service, request, http, tries=TRIES)
    found = as_json(service, response)
    if response.status_code == 200 and isinstance(found, dict):
        return found
    code = str(found.get("code", "")) if isinstance(found, dict) else ""
    if code in ("-401", "-101", "-103"):
        raise Rejected(service.name, code)
    raise Unreachable(service.name, code or f"HTTP {response.status_code}")

"""Google sign-in (OpenID Connect)."""

import httpx

from qnector.outside import oauth
from qnector.outside.oauth import Client, Identity
from qnector.outside.web import Service, client

BASE_URL = "https://accounts.google.com"
SCOPE = "openid email"


def made(client_id: str, secret: str, base_url: str = "") -> Client:
    """We, as registered at Google. It also names itself without the scheme."""
    base = (base_url or BASE_URL).rstrip("/")
    service = Service("google", base, secret)
    return Client(service, client_id, SCOPE, (base, base.removeprefix("https://")))


async def identify(
    us: Client,
    *,
    code: str,
    redirect_uri: str,
    verifier: str,
    nonce: str,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Identity:
    """Who signed in at Google. Raises like `oauth.redeem`."""
    async with client(us.service, transport) as http:
        claims, _token = await oauth.redeem(
            us, http, code=code, redirect_uri=redirect_uri, verifier=verifier, nonce=nonce
        )
    email = claims.get("email")
    return Identity(
        str(claims["sub"]),
        email if isinstance(email, str) else "",
        claims.get("email_verified") in (True, "true"),
    )

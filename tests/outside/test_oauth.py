"""Signing in at Google and Kakao, against services that speak the same protocol."""

import asyncio
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from qnector.core import secrets
from qnector.fakes import google as fake_google
from qnector.fakes import kakao as fake_kakao
from qnector.outside import google, kakao, oauth
from qnector.outside.oauth import Client, Identity
from qnector.outside.web import Rejected, Unconfigured, Unreachable, client
from tests.support.providers import GOOGLE, KAKAO, KAPI, consent, providers

__all__ = ["providers"]
pytestmark = pytest.mark.usefixtures("providers")

BACK = "http://localhost:3000/auth/social/x/callback"
NONCE, VERIFIER = secrets.new_key(), secrets.new_key()


def us(name: str, secret: str | None = None, client_id: str | None = None) -> Client:
    fake, make, base = (
        (fake_google, google.made, GOOGLE) if name == "google" else (fake_kakao, kakao.made, KAKAO)
    )
    return make(client_id or fake.CLIENT_ID, fake.SECRET if secret is None else secret, base)


async def ask(name: str, **changed: str) -> str:
    given = {"state": "s", "nonce": NONCE, "verifier": VERIFIER, "redirect_uri": BACK, **changed}
    async with client(us(name).service) as http:
        return await oauth.address_of(us(name), http, **given)


async def identify(name: str, code: str, who: Client | None = None, **changed: str) -> Identity:
    given: dict[str, Any] = {"redirect_uri": BACK, "verifier": VERIFIER, "nonce": NONCE, **changed}
    if name == "google":
        return await google.identify(who or us(name), code=code, **given)
    return await kakao.identify(who or us(name), code=code, api_base_url=KAPI, **given)


def whole(name: str, subject: str = "", who: Client | None = None, **changed: str) -> Identity:
    """Ask, allow, redeem."""

    async def scene() -> Identity:
        came = await consent(name, await ask(name), subject=subject)
        assert came["state"] == "s"
        return await identify(name, came["code"], who, **changed)

    return asyncio.run(scene())


BOTH = pytest.mark.parametrize("name", ["google", "kakao"])


@BOTH
def test_it_asks_with_state_nonce_and_a_hidden_verifier(name: str) -> None:
    asked = parse_qs(urlsplit(asyncio.run(ask(name))).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert asked["code_challenge"] == [oauth.challenge_of(VERIFIER)]
    assert asked["nonce"] == [NONCE]
    assert asked["state"] == ["s"]
    assert "openid" in asked["scope"][0]
    assert VERIFIER not in str(asked)


def test_the_challenge_is_that_of_rfc_7636() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert oauth.challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize(
    ("name", "subject", "email", "is_verified"),
    [
        ("google", "109876543210987654321", "buyer@demo.qnector.test", True),
        ("google", "102030405060708090100", "seller@demo.qnector.test", False),
        ("kakao", "4000000001", "seller@demo.qnector.test", True),
        ("kakao", "4000000002", "", False),
        ("kakao", "4000000003", "both@demo.qnector.test", False),
    ],
)
def test_it_learns_who_somebody_is(name, subject, email, is_verified) -> None:
    assert whole(name, subject) == Identity(subject, email, is_verified)


@BOTH
def test_a_code_is_good_once(name: str) -> None:
    async def scene() -> None:
        code = (await consent(name, await ask(name)))["code"]
        await identify(name, code)
        with pytest.raises(Rejected, match="invalid_grant"):
            await identify(name, code)

    asyncio.run(scene())


@BOTH
@pytest.mark.parametrize("changed", [{"verifier": "x" * 43}, {"redirect_uri": BACK + "/other"}])
def test_a_code_needs_the_verifier_and_the_address_it_was_asked_with(name, changed) -> None:
    with pytest.raises(Rejected, match="invalid_grant"):
        whole(name, **changed)


@BOTH
@pytest.mark.parametrize("nonce", ["", "another"])
def test_an_id_token_needs_the_nonce_it_was_asked_with(name: str, nonce: str) -> None:
    with pytest.raises(Rejected, match="nonce"):
        whole(name, nonce=nonce)


@BOTH
@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("bad_nonce", "nonce"),
        ("bad_audience", "InvalidAudienceError"),
        ("bad_issuer", "InvalidIssuerError"),
        ("bad_signature", "InvalidSignatureError"),
        ("unsigned", "InvalidAlgorithmError"),
        ("expired", "ExpiredSignatureError"),
    ],
)
def test_an_id_token_that_is_not_ours_is_rejected(name: str, fault: str, why: str) -> None:
    module = fake_google if name == "google" else fake_kakao
    module.fake.faults.append(fault)
    with pytest.raises(Rejected, match=why):
        whole(name)


@BOTH
def test_without_an_id_token_nobody_is_known(name: str) -> None:
    (fake_google if name == "google" else fake_kakao).fake.faults.append("no_id_token")
    with pytest.raises(Unconfigured, match="no id_token"):
        whole(name)


@BOTH
def test_a_secret_that_is_not_accepted_is_for_the_operator(name: str) -> None:
    with pytest.raises(Unconfigured, match="invalid_client") as failure:
        whole(name, who=us(name, secret="wrong-secret"))
    assert "wrong-secret" not in repr(failure.value)


@pytest.mark.parametrize(
    "missing", [google.made("", "x"), google.made("x", ""), kakao.made("", "x")]
)
def test_without_keys_nobody_is_asked(missing: Client) -> None:
    async def scene() -> None:
        async with client(missing.service) as http:
            with pytest.raises(Unconfigured, match="no client"):
                await oauth.address_of(
                    missing, http, redirect_uri=BACK, state="s", nonce="n", verifier="v"
                )

    asyncio.run(scene())
    assert fake_google.fake.asked == fake_kakao.fake.asked == []


@BOTH
@pytest.mark.parametrize("fault", ["500", "html"])
def test_a_provider_that_stumbles_is_unreachable(name: str, fault: str) -> None:
    async def scene() -> None:
        code = (await consent(name, await ask(name)))["code"]
        oauth.forget()
        module = fake_google if name == "google" else fake_kakao
        module.fake.faults.extend([fault, fault])
        with pytest.raises(Unreachable):
            await identify(name, code)

    asyncio.run(scene())


def test_a_document_of_another_issuer_is_not_believed() -> None:
    def lies(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"issuer": "https://evil.test", "token_endpoint": "x"})

    async def scene() -> None:
        async with client(us("google").service, httpx.MockTransport(lies)) as http:
            with pytest.raises(Unreachable, match="discovery"):
                await oauth.address_of(
                    us("google"), http, redirect_uri=BACK, state="s", nonce="n", verifier="v"
                )

    asyncio.run(scene())


def test_keys_are_kept_as_long_as_they_may() -> None:
    def count(path: str) -> int:
        return sum(path in one for one in seen)

    seen: list[str] = []
    original = httpx.AsyncHTTPTransport.handle_async_request

    async def scene() -> None:
        for _ in range(2):
            came = await consent("google", await ask("google"))
            await identify("google", came["code"])

    async def noted(transport: Any, request: httpx.Request) -> httpx.Response:
        seen.append(request.url.path)
        return await original(transport, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", noted)
        asyncio.run(scene())
    assert count("certs") == 1
    assert count("openid-configuration") == 1
    assert count("/token") == 2

"""The pretended Google and Kakao inside the test's own process, reached by their host names."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from qnector.core import settings
from qnector.fakes import google, kakao
from qnector.outside import oauth

GOOGLE, KAKAO, KAPI = "http://google.test", "http://kauth.test", "http://kapi.test"
MODULES = {"google": google, "kakao": kakao}
CONSENTS = {"google": "/o/oauth2/v2/consent", "kakao": "/oauth/consent"}
BASES = {"google": GOOGLE, "kakao": KAKAO}


@pytest.fixture
def providers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever httpx sends to these hosts is answered by the fakes; nothing leaves the process."""
    for module in MODULES.values():
        module.fake.reset()
    oauth.forget()
    apps = {
        "google.test": httpx.ASGITransport(google.make()),
        "kauth.test": httpx.ASGITransport(kakao.make()),
        "kapi.test": httpx.ASGITransport(kakao.make()),
    }

    async def answered(_transport: object, request: httpx.Request) -> httpx.Response:
        return await apps[request.url.host].handle_async_request(request)

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", answered)
    settings.use(
        google_client_id=google.CLIENT_ID,
        google_client_secret=google.SECRET,
        google_base_url=GOOGLE,
        kakao_client_id=kakao.CLIENT_ID,
        kakao_client_secret=kakao.SECRET,
        kakao_base_url=KAKAO,
        kakao_api_base_url=KAPI,
    )
    yield
    oauth.forget()


async def consent(
    provider: str, asked: str, *, subject: str = "", answer: str = "allow"
) -> dict[str, str]:
    """What the provider answers at the callback when somebody has pressed 허용 or 거부."""
    fields = dict(parse_qsl(urlsplit(asked).query))
    chosen = subject or MODULES[provider].fake.everybody()[0].subject
    async with httpx.AsyncClient() as http:
        sent = await http.post(
            BASES[provider] + CONSENTS[provider],
            data={**fields, "subject": chosen, "answer": answer},
        )
    return dict(parse_qsl(urlsplit(sent.headers["location"]).query))


def target_of(page: str) -> str:
    """Where a page leads by itself."""
    found = re.search(r'content="0;url=([^"]+)"', page)
    assert found, page
    return unescape(found[1])

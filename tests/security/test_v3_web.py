"""Chapter 3: what a browser is told. Statements 9 to 17."""

import re

import pytest

from qnector.cli import build
from qnector.ui.prose import prose
from tests.security.conftest import BUYER, HOST, ORIGIN, Shop

# One of each kind: a page, a file, a route of ours, a form's answer, nothing, a closed door.
PATHS = (
    "/login", "/orders", "/", "/api/health", "/auth/set-password?token=x", "/auth/page.css",
    "/files/1/400", "/nowhere", "/_health", "/fonts/fonts.css", "/%00", "/%0d%0aX:y",
)  # fmt: skip
BAD_ORIGINS = (
    None, "null", "https://evil.example", f"http://{HOST}", f"{ORIGIN}.evil.example",
    f"{ORIGIN}/", f"{ORIGIN}@evil.example", "https://shop.example:444", "file://", "http://[",
)  # fmt: skip
CLOSED = re.compile(r"AKIA|BEGIN [A-Z ]*PRIVATE KEY|a-secret-for-tests|password_hash|qnector_refer")


def scripts(policy: str) -> str:
    return next(part for part in policy.split("; ") if part.startswith("script-src"))


@pytest.mark.parametrize("path", PATHS)
def test_s09_scripts_run_only_when_the_build_wrote_them(shop: Shop, path: str) -> None:
    allowed = scripts(shop.get(path).headers["content-security-policy"])
    assert "unsafe" not in allowed
    assert "*" not in allowed
    assert "http" not in allowed
    assert "'self'" in allowed


@pytest.mark.parametrize("path", PATHS)
def test_s10_no_other_site_may_frame_us(shop: Shop, path: str) -> None:
    headers = shop.get(path).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", PATHS)
def test_s11_types_are_not_guessed_and_addresses_not_told(shop: Shop, path: str) -> None:
    headers = shop.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in ("same-origin", "no-referrer")


@pytest.mark.parametrize("path", PATHS)
def test_s12_under_https_a_browser_keeps_to_https(shop: Shop, path: str) -> None:
    kept = shop.get(path).headers["strict-transport-security"]
    assert int(re.findall(r"max-age=(\d+)", kept)[0]) >= 31_536_000


def test_s13_the_session_cookie_belongs_to_this_host_alone(shop: Shop) -> None:
    answer = shop.log_in(BUYER)
    cookie = next(one for one in answer.headers.get_list("set-cookie") if "qnector_session" in one)
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert cookie.startswith("__Host-qnector_session=")
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
    assert not any(part.startswith("domain") for part in parts)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{ORIGIN}.evil.example"])
def test_s14_no_foreign_page_may_read_an_answer(shop: Shop, origin: str) -> None:
    for path in ("/api/health", "/auth/login", "/orders"):
        for method in ("GET", "OPTIONS", "POST"):
            asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
            given = shop.ask(method, path, headers=asked).headers
            assert given.get("access-control-allow-origin", "") not in ("*", origin)


@pytest.mark.parametrize("origin", BAD_ORIGINS)
def test_s15_a_form_of_another_page_is_refused(shop: Shop, origin: str | None) -> None:
    key = shop.sign_in(BUYER)
    for path in ("/auth/login", "/auth/logout", "/auth/side", "/auth/reauth", "/files"):
        answer = shop.post(path, {"side": "buyer"}, key=key, headers={"Origin": origin})
        assert answer.status_code == 403, path
        assert "set-cookie" not in answer.headers
    assert shop.post("/auth/side", {"side": "buyer"}, key=key).headers["location"] != "/login"


@pytest.mark.parametrize(
    "text",
    [
        "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
        "<form action=https://evil.example><input name=password></form>",
        "[눌러 보세요](javascript:alert(1))",
        "[눌러 보세요](//evil.example)",
        "[눌러 보세요](https://evil.example)",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_s16_a_long_text_makes_no_element_and_leads_nowhere(text: str) -> None:
    drawn = str(prose(text)).lower()
    assert not re.search(r"jsx\(\"?(iframe|form|script|img|object|embed)", drawn)
    assert not re.search(r"(href|to)\s*:\s*\"(javascript:|//|https?:)", drawn)


def test_s16_nothing_is_ever_drawn_as_html() -> None:
    sources = (build.ROOT / "qnector").rglob("*.py")
    raw = re.compile(r"rx\.html\(|rx\.markdown\(|dangerouslySetInnerHTML|innerHTML")
    assert [str(one) for one in sources if raw.search(one.read_text(encoding="utf-8"))] == []


def test_s17_the_bundle_holds_no_secret_and_nothing_of_a_database() -> None:
    """Defaults are empty: what is baked into the bundle is the same for everybody."""
    client = build.CLIENT
    files = [one for one in client.rglob("*") if one.suffix in (".js", ".html", ".json")]
    assert files, "run: python -m qnector build"
    for one in files:
        text = one.read_text(encoding="utf-8", errors="replace")
        assert not CLOSED.search(text), one
        assert "sourceMappingURL" not in text, one
    states = "".join(one.read_text(encoding="utf-8") for one in client.rglob("assets/*.js"))
    assert not re.search(r"[\w.]+@(hanbit|bada)\.test", states)

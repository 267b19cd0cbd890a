"""What browsers call themselves, as people call them."""

import pytest

from qnector.core.devices import device_of

MOZILLA = "Mozilla/5.0"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("said", "kind", "name"),
    [
        (
            f"{MOZILLA} (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/131.0.0.0 Safari/537.36",
            "desktop",
            "Windows · Chrome 브라우저",
        ),
        (
            f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like"
            " Gecko) Version/17.5 Safari/605.1.15",
            "desktop",
            "macOS · Safari 브라우저",
        ),
        (
            f"{MOZILLA} (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
            " like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "mobile",
            "iOS · Safari 브라우저",
        ),
        (
            f"{MOZILLA} (Linux; Android 14; SM-S921N) {WEBKIT} SamsungBrowser/25.0"
            " Chrome/121.0.0.0 Mobile Safari/537.36",
            "mobile",
            "Android · 삼성 인터넷",
        ),
        (
            f"{MOZILLA} (Linux; Android 13; SM-X700) {WEBKIT} Chrome/131.0.0.0 Safari/537.36",
            "tablet",
            "Android · Chrome 브라우저",
        ),
        (
            f"{MOZILLA} (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/124.0.0.0"
            " Whale/3.26.244.21 Safari/537.36",
            "desktop",
            "Windows · 네이버 웨일 브라우저",
        ),
        (
            f"{MOZILLA} (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
            "desktop",
            "Windows · Firefox 브라우저",
        ),
        ("", "unknown", "알 수 없는 기기"),
        ("=HYPERLINK(1)", "unknown", "알 수 없는 기기"),
        ("x" * 100_000, "unknown", "알 수 없는 기기"),
    ],
)
def test_it_names_the_device(said: str, kind: str, name: str) -> None:
    found = device_of(said)
    assert (found.kind, found.name) == (kind, name)

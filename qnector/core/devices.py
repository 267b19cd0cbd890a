"""What a browser calls itself, as people call it: which kind of device, browser, system."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import ua_parser

Kind = Literal["desktop", "mobile", "tablet", "unknown"]
MOST = 300  # letters of a User-Agent that are looked at; anybody can say anything there
NOBODY = "알 수 없는 기기"
_MOBILE = re.compile(r"\s*(Mobile|iOS|WebView)\b\s*")
BROWSERS = {
    "Samsung Internet": "삼성 인터넷",
    "Whale": "네이버 웨일",
    "NAVER": "네이버 앱",
    "KakaoTalk": "카카오톡",
}
SYSTEMS = {"Mac OS X": "macOS"}
DESKTOPS = frozenset({"Windows", "Mac OS X", "Linux", "Ubuntu", "Fedora", "Debian", "Chrome OS"})


@dataclass(frozen=True, slots=True)
class Device:
    """desktop, "Chrome 브라우저", "Windows"; "" for what is not known."""

    kind: Kind
    browser: str
    system: str

    @property
    def name(self) -> str:
        """Windows · Chrome 브라우저."""
        return " · ".join(part for part in (self.system, self.browser) if part) or NOBODY


@lru_cache(maxsize=512)
def device_of(user_agent: str) -> Device:
    """What a User-Agent says. No proof of anything."""
    found = ua_parser.parse(user_agent[:MOST])
    system = found.os.family if found.os else ""
    browser = _MOBILE.sub(" ", found.user_agent.family).strip() if found.user_agent else ""
    return Device(_kind(system, user_agent), _browser(browser), SYSTEMS.get(system, _known(system)))


def _kind(system: str, user_agent: str) -> Kind:
    if system == "iOS":
        return "tablet" if "iPad" in user_agent else "mobile"
    if system == "Android":
        return "mobile" if "Mobile" in user_agent else "tablet"
    return "desktop" if system in DESKTOPS else "unknown"


def _browser(family: str) -> str:
    if not _known(family):
        return ""
    word = BROWSERS.get(family, family)
    return word if word.endswith(("앱", "톡", "인터넷")) else f"{word} 브라우저"


def _known(family: str) -> str:
    return "" if family == "Other" else family[:40]

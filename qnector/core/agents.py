"""What a browser calls itself, in words people know: Chrome · Windows."""

from functools import lru_cache

import ua_parser

UNKNOWN = "알 수 없는 기기"
MOST = 300  # letters of a User-Agent that are looked at


@lru_cache(maxsize=512)
def name_of(user_agent: str) -> str:
    """Browser and system, else "알 수 없는 기기". Anybody can say anything here: no proof."""
    found = ua_parser.parse(user_agent[:MOST])
    browser = found.user_agent.family if found.user_agent else ""
    system = found.os.family if found.os else ""
    return " · ".join(part for part in (browser, system) if part and part != "Other") or UNKNOWN

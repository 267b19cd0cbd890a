"""E-mail addresses: the one rule for everything that takes one."""

import re

MOST = 254
_ATOM = r"[a-z0-9_%+'-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*", re.ASCII)


def is_email(address: str) -> bool:
    """Whether a mail can be written to an address, in lower case and of ASCII: names between dots,
    one @, and the same after it."""
    return len(address) <= MOST and _ADDRESS.fullmatch(address) is not None

"""An e-mail that was typed, on its way back to the form: sealed, so that no address shows it."""

import re

from qnector.core import clock, secrets
from qnector.core.errors import NotAllowed

MINUTES = 10
PLACE = "typed:email"
# Sealed like this only after the right password was given.
UNVERIFIED = "typed:unverified"
SUSPENDED = "typed:suspended"
_WRITTEN = re.compile(r"[A-Za-z0-9_=-]{1,700}")


def seal(email: str, *, place: str = PLACE) -> str:
    """For the query of an address; "" stays ""."""
    if not email:
        return ""
    return secrets.seal(f"{int(clock.now().timestamp())}:{email}", place=place)


def unseal(sealed: str, *, place: str = PLACE) -> str:
    """What was sealed within the last ten minutes, else nothing."""
    if not _WRITTEN.fullmatch(sealed):
        return ""
    try:
        moment, _, email = secrets.unseal(sealed, place=place).partition(":")
    except NotAllowed:
        return ""
    is_fresh = 0 <= clock.now().timestamp() - int(moment) <= MINUTES * 60 + 1
    return email if is_fresh else ""

"""Order numbers: what people read aloud."""

import secrets
from datetime import date


def draw(day: date) -> str:
    """YYYYMMDD-NNNNNN of a Seoul day, random: it tells nobody how many orders there are."""
    return f"{day:%Y%m%d}-{secrets.randbelow(1_000_000):06d}"

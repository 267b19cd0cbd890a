"""Order numbers: what people read aloud."""

import secrets
from datetime import date


def draw(day: date, count: int) -> list[str]:
    """So many different YYYYMMDD-NNNNNN of a Seoul day, random: they tell nobody how many
    orders there are."""
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        drawn[f"{day:%Y%m%d}-{secrets.randbelow(1_000_000):06d}"] = None
    return list(drawn)

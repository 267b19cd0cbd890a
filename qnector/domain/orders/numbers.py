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


def of_day(day: date) -> tuple[str, str]:
    """The least and the greatest that a Seoul day may have: the index of numbers finds them."""
    return f"{day:%Y%m%d}-000000", f"{day:%Y%m%d}-999999"

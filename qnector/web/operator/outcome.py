"""How a question to somebody else's server went."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went, in a sentence."""

    is_fine: bool
    sentence: str

"""How much work something was, however many others the machine works for."""

import os


def spent() -> float:
    """Seconds of processor time of this process and of those that it has waited for."""
    return sum(os.times()[:4])

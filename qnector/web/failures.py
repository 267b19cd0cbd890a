"""How a failure is written down: where it happened, never its message, which quotes values."""

import traceback


def places(exception: BaseException) -> str:
    """Files, lines and functions, one a line."""
    frames = traceback.extract_tb(exception.__traceback__)
    return "\n".join(f"  {one.filename}:{one.lineno} in {one.name}" for one in frames)

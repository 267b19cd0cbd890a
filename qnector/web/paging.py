"""The words around a list's pages."""

from typing import Any

from qnector.core.paging import COUNTED_TO, Page


def total_text(total: int) -> str:
    """32건, or 10,000건 이상."""
    return f"{COUNTED_TO:,}건 이상" if total > COUNTED_TO else f"{total:,}건"


def summary_text(page: Page[Any]) -> str:
    """전체 32건 중 1–20."""
    if not page.rows:
        return f"전체 {total_text(page.total)}"
    first = (page.number - 1) * page.size + 1
    return f"전체 {total_text(page.total)} 중 {first:,}–{first + len(page.rows) - 1:,}"


def found_text(name: str, shown: int, total: int) -> str:
    """What a screen reader hears when a list changed."""
    return f"{name} {total_text(total)} 중 {shown}건을 보여 드려요." if total else f"{name} 없음"

"""Product files as the reader gives them."""

from qnector.core.sheet import Mark, Sheet, SheetRow

HEAD = (
    "품목코드",
    "품목명",
    "규격",
    "단위",
    "분류",
    "단가",
    "과세구분",
    "재고",
    "최소수량",
    "주문배수",
)
RICE = ("RICE", "쌀 20kg", "", "포", "", "60000", "과세", "10", "1", "1")


def sheet(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD, **more: tuple[str, ...]) -> Sheet:
    """A file with its header in line 1."""
    lines = [SheetRow(line, cells) for line, cells in enumerate((head, *rows), 1)]
    return Sheet("품목", lines, **more)


def marked(row: tuple[str, ...], **marks: Mark) -> Sheet:
    """One row below the header, with marks by the field's place in HEAD (c0, c1, …)."""
    found = {int(place[1:]): mark for place, mark in marks.items()}
    return Sheet("품목", [SheetRow(1, HEAD), SheetRow(2, row, found)])


def product(sku: str = "NEW", **changes: str) -> tuple[str, ...]:
    """A good row; changes by title."""
    good = dict(zip(HEAD, RICE, strict=True)) | {"품목코드": sku, "품목명": "새 품목"}
    return tuple((good | changes)[title] for title in HEAD)

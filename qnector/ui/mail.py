"""A mail as a page: inline styles, nothing loaded from anywhere, dark where the reader is dark.

Every value is escaped here; what comes in is plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from qnector.ui import tokens

Fact = tuple[str, str]
FONT = "Pretendard,-apple-system,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR',sans-serif"
# Mail programs cut what follows the preheader into their lists unless something stands there.
GAP = "\u2007\ufeff\u034f" * 60


def mail_page(
    title: str,
    blocks: Sequence[str | Sequence[Fact]],
    *,
    preheader: str,
    sign: str,
    button: str = "",
    link: str = "",
) -> str:
    """The whole page: paragraphs and facts, and one button for `link`, which stands below too."""
    said = "".join(_facts(one) if not isinstance(one, str) else _paragraph(one) for one in blocks)
    onward = _button(button, link) if link else ""
    return (
        '<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="supported-color-schemes" content="light dark">'
        f"<title>{escape(title)}</title><style>{_dark()}</style></head>"
        f'<body class="bg" style="margin:0;padding:0;{_colours("bg")}">'
        f'<div style="display:none;max-height:0;overflow:hidden">{escape(preheader)}{GAP}</div>'
        f'<table role="presentation" class="bg" width="100%" cellpadding="0" cellspacing="0"'
        f' style="{_colours("bg")}"><tr><td align="center" style="padding:24px 12px">'
        '<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0"'
        f' style="max-width:560px;{_colours("surface")}border:1px solid {_light("line")};'
        'border-radius:12px"><tr><td style="padding:28px 24px;text-align:left">'
        f"{_mark()}"
        f'<h1 class="fg" style="margin:20px 0 16px;font:700 20px/1.4 {FONT};'
        f'color:{_light("fg")};word-break:keep-all">{escape(title)}</h1>'
        f"{said}{onward}"
        f'<p class="muted line" style="margin:28px 0 0;padding:16px 0 0;'
        f'border-top:1px solid {_light("line")};{_text(13, "muted")}">{escape(sign)}</p>'
        "</td></tr></table></td></tr></table></body></html>"
    )


def _mark() -> str:
    return (
        f'<span style="display:inline-block;width:28px;height:28px;border-radius:8px;'
        f"background:{_light('brand')};color:{_light('onbrand')};text-align:center;"
        f'font:700 16px/28px {FONT}">Q</span>'
        f'<span class="fg" style="padding-left:8px;font:700 16px/28px {FONT};'
        f'color:{_light("fg")}">큐넥터</span>'
    )


def _paragraph(text: str) -> str:
    return f'<p class="fg" style="margin:0 0 16px;{_text(15, "fg")}">{_lines(text)}</p>'


def _facts(facts: Sequence[Fact]) -> str:
    rows = "".join(
        f'<tr><td class="muted" valign="top" style="padding:4px 16px 4px 0;white-space:nowrap;'
        f'{_text(14, "muted")}">{escape(name)}</td>'
        f'<td class="fg" style="padding:4px 0;width:100%;{_text(14, "fg")}">{_lines(value)}</td>'
        "</tr>"
        for name, value in facts
    )
    return (
        '<table width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 16px">'
        f"{rows}</table>"
    )


def _button(label: str, link: str) -> str:
    address = escape(link, quote=True)
    return (
        '<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 16px"><tr>'
        f'<td class="brand" style="border-radius:8px;background:{_light("brand")}">'
        f'<a class="onbrand" href="{address}" style="display:inline-block;padding:12px 24px;'
        f"font:600 15px/20px {FONT};color:{_light('onbrand')};text-decoration:none;"
        f'border-radius:8px">{escape(label)}</a></td></tr></table>'
        f'<p class="muted" style="margin:0;{_text(13, "muted")}">'
        "버튼이 열리지 않으면 이 주소를 브라우저에 붙여 넣어 주세요.<br>"
        f'<a class="link" href="{address}" style="color:{_light("brand-fg")};'
        f'word-break:break-all">{address}</a></p>'
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _text(size: int, colour: str) -> str:
    return (
        f"font:400 {size}px/1.6 {FONT};color:{_light(colour)};"
        "word-break:keep-all;overflow-wrap:anywhere"
    )


def _colours(surface: str) -> str:
    return f"background:{_light(surface)};color:{_light('fg')};"


def _light(name: str) -> str:
    return tokens.LIGHT[name]


def _dark() -> str:
    """The same roles in the dark: what is inline gives way only to !important."""
    dark = tokens.DARK
    rules = (
        f".bg{{background:{dark['bg']}!important}}"
        f".card{{background:{dark['surface']}!important;border-color:{dark['line']}!important}}"
        f".fg{{color:{dark['fg']}!important}}.muted{{color:{dark['muted']}!important}}"
        f".line{{border-color:{dark['line']}!important}}"
        f".link{{color:{dark['brand-fg']}!important}}"
        f".brand{{background:{dark['brand']}!important}}"
        f".onbrand{{color:{dark['onbrand']}!important}}"
    )
    return f":root{{color-scheme:light dark}}@media(prefers-color-scheme:dark){{{rules}}}"

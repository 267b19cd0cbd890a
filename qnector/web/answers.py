"""Plain answers of the edge, and pages that the server writes itself."""

from collections.abc import Awaitable, Callable
from html import escape
from typing import Any

_PAGE = """<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} · Qnector</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/fonts/fonts.css">
<link rel="stylesheet" href="/auth/page.css">
</head>
<body><main>{body}</main></body>
</html>
"""


def page(title: str, body: str) -> str:
    """A whole HTML page; `body` is HTML already, `title` is text."""
    return _PAGE.format(title=escape(title), body=body)


def host_page(authority: str) -> str:
    """421: the server was asked under a name that it does not know."""
    asked = escape(authority[:100]) or "(없음)"
    return page(
        "알 수 없는 주소",
        "<h1>이 주소로는 열 수 없어요</h1>"
        f"<p>요청한 주소 <b>{asked}</b>는 이 서버에 등록되지 않았어요.</p>"
        "<p>서버 관리자라면 환경 변수 <code>QNECTOR_ALLOWED_HOSTS</code>에 이 주소를 더하거나"
        " <code>QNECTOR_PUBLIC_URL</code>을 바르게 설정해 주세요.</p>",
    )


async def answer(
    send: Callable[[Any], Awaitable[None]],
    status: int,
    body: str | bytes,
    *,
    html: bool = False,
    kind: str = "text/plain; charset=utf-8",
) -> None:
    """Send a whole answer at once."""
    content = body.encode() if isinstance(body, str) else body
    named = "text/html; charset=utf-8" if html else kind
    headers = [
        (b"content-type", named.encode()),
        (b"content-length", str(len(content)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})

"""The few pages that the server writes itself: before an account has a password, or too busy."""

from functools import lru_cache
from html import escape

from qnector.core.errors import Invalid
from qnector.ui import tokens
from qnector.web.answers import page

_RULES = """
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;padding:16px;
background:var(--bg);color:var(--fg);font:15px/1.6 var(--font);
word-break:keep-all}
main{width:100%;max-width:400px;padding:32px 24px;background:var(--surface);
border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 8px;font-size:22px;line-height:1.35}
p{margin:0 0 16px;color:var(--muted)}
label{display:block;margin:16px 0 6px;font-weight:600}
input{width:100%;height:44px;padding:0 12px;font:inherit;color:inherit;background:var(--surface);
border:1px solid var(--field);border-radius:8px}
input:focus-visible,button:focus-visible,a:focus-visible{outline:2px solid var(--ring);
outline-offset:2px}
button{width:100%;height:44px;margin-top:24px;font:inherit;font-weight:600;cursor:pointer;
color:var(--onbrand);background:var(--brand);border:0;border-radius:8px}
button:hover{background:var(--brand-hover)}
a{color:var(--brand-fg)}
.tick{display:flex;gap:10px;align-items:flex-start;font-weight:400}
.tick input{flex:none;width:18px;height:18px;margin-top:3px;accent-color:var(--brand)}
code{font-size:14px}
[role=alert]{margin:0 0 16px;padding:10px 12px;color:var(--bad);background:var(--bad-soft);
border-radius:8px}
"""


def set_password(token: str, email: str, problem: Invalid | None = None) -> str:
    """The form that gives an account its password."""
    alert = f'<p role="alert" id="problem">{escape(problem.sentence)}</p>' if problem else ""
    focused = (
        ' autofocus aria-describedby="problem" aria-invalid="true"' if problem else " autofocus"
    )
    is_again = problem is not None and problem.field == "again"
    first, second = ("", focused) if is_again else (focused, "")
    return page(
        "비밀번호 설정",
        "<h1>비밀번호를 정해 주세요</h1>"
        f"<p>{escape(email)} 계정으로 로그인할 때 쓰는 비밀번호예요.</p>{alert}"
        '<form method="post" action="/auth/set-password">'
        f'<input type="hidden" name="token" value="{escape(token, quote=True)}">'
        f'<input type="hidden" name="username" value="{escape(email, quote=True)}"'
        ' autocomplete="username">'
        '<label for="password">새 비밀번호</label>'
        '<input id="password" name="password" type="password" required minlength="8"'
        f' maxlength="128" autocomplete="new-password"{first}>'
        '<label for="again">새 비밀번호 확인</label>'
        '<input id="again" name="again" type="password" required minlength="8"'
        f' maxlength="128" autocomplete="new-password"{second}>'
        "<button>비밀번호 저장</button></form>",
    )


def dead_link(sentence: str) -> str:
    """The link was used, is over, or never was."""
    return page(
        "링크를 쓸 수 없어요",
        f"<h1>링크를 쓸 수 없어요</h1><p>{escape(sentence)}</p>"
        '<p><a href="/login">로그인으로 가기</a></p>',
    )


def onward(address: str, name: str) -> str:
    """Leads on to another site by itself; the link is for browsers that do not."""
    target = escape(address, quote=True)
    return page(
        f"{name}로 이동",
        f'<meta http-equiv="refresh" content="0;url={target}">'
        f"<h1>{escape(name)}로 이동하고 있어요</h1>"
        f'<p><a href="{target}">바로 이동하기</a></p>',
    )


def busy() -> str:
    """Too many people are signing in."""
    return page(
        "잠시만요",
        "<h1>로그인이 몰리고 있어요</h1><p>잠시 뒤에 다시 시도해 주세요.</p>"
        '<p><a href="/login">로그인으로 돌아가기</a></p>',
    )


@lru_cache(maxsize=1)
def css() -> str:
    """The house's colours, and the little that these pages need."""
    light = ";".join(f"--{name}:{value}" for name, value in tokens.LIGHT.items())
    dark = ";".join(f"--{name}:{value}" for name, value in tokens.DARK.items())
    base = f"color-scheme:light dark;--font:{tokens.FONT}"
    return (
        f":root{{{base};{light}}}\n@media(prefers-color-scheme:dark){{:root{{{dark}}}}}\n{_RULES}"
    )

"""초대 받기: GET /auth/invite shows a form and uses nothing up, POST uses the link."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from qnector.core import db
from qnector.core.errors import Invalid, NotFound, TooMany
from qnector.domain.accounts import invites
from qnector.domain.accounts.invites import Answer, Invitation
from qnector.web.answers import page
from qnector.web.doors import forms, pages, passwords

NOBODY = Answer("", "", "", has_agreed=False)


async def show(request: Request) -> Response:
    """GET /auth/invite?token="""
    token = request.query_params.get("token", "")[:100]
    try:
        invited = await db.read(invites.look, token, slow=True)
    except NotFound as refusal:
        return HTMLResponse(pages.dead_link(refusal.sentence), 404)
    return HTMLResponse(_page(token, invited, NOBODY))


async def accept(request: Request) -> Response:
    """POST /auth/invite: token, name, password, again, agreed."""
    form = await forms.fields(request)
    token = form.get("token", "")[:100]
    answer = Answer(
        form.get("name", "")[:200],
        form.get("password", "")[: forms.MOST_PASSWORD],
        form.get("again", "")[: forms.MOST_PASSWORD],
        has_agreed=form.get("agreed", "") != "",
    )
    try:
        invited = await db.read(invites.look, token, slow=True)
        answer.check(invited.email)
        hashed = await passwords.hashed(answer.password, is_known=True)
        await db.write(invites.accept, token, answer, hashed, address=forms.address_of(request))
    except Invalid as refusal:
        return HTMLResponse(_page(token, invited, answer, refusal), 422)
    except NotFound as refusal:
        return HTMLResponse(pages.dead_link(refusal.sentence), 404)
    except TooMany:
        return HTMLResponse(pages.busy(), 429)
    return forms.see("/login", {"done": "invited"})


routes = [
    Route("/auth/invite", show, methods=["GET"]),
    Route("/auth/invite", accept, methods=["POST"]),
]


def _page(token: str, invited: Invitation, typed: Answer, problem: Invalid | None = None) -> str:
    """Names stay as typed; passwords are typed again."""
    company, email = escape(invited.company_name), escape(invited.email, quote=True)
    alert = f'<p role="alert" id="problem">{escape(problem.sentence)}</p>' if problem else ""
    wrong = problem.field if problem else "name"
    agreed = " checked" if typed.has_agreed else ""
    return page(
        "초대 받기",
        f"<h1>{company}에 초대받았어요</h1>"
        f"<p>{email} 주소로 로그인해요. 성명과 비밀번호를 정해 주세요.</p>{alert}"
        '<form method="post" action="/auth/invite">'
        f'<input type="hidden" name="token" value="{escape(token, quote=True)}">'
        f'<input type="hidden" name="username" value="{email}" autocomplete="username">'
        + _box("name", "성명", wrong, problem, "text", "name", typed.name)
        + _box("password", "비밀번호", wrong, problem, "password", "new-password")
        + _box("again", "비밀번호 확인", wrong, problem, "password", "new-password")
        + '<label class="tick"><input type="checkbox" name="agreed" value="1" required'
        f"{agreed}{_focus('agreed', wrong, problem)}><span>"
        '<a href="/terms" target="_blank">이용약관</a>과 '
        '<a href="/privacy" target="_blank">개인정보 수집·이용</a>에 동의해요. (필수)'
        "</span></label><button>초대 받기</button></form>",
    )


def _box(
    name: str,
    label: str,
    wrong: str,
    problem: Invalid | None,
    kind: str,
    complete: str,
    value: str = "",
) -> str:
    written = f' value="{escape(value, quote=True)}"' if value else ""
    least = ' minlength="8"' if kind == "password" else ""
    return (
        f'<label for="{name}">{label}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" required maxlength="128"{least}{written}'
        f' autocomplete="{complete}"{_focus(name, wrong, problem)}>'
    )


def _focus(name: str, wrong: str, problem: Invalid | None) -> str:
    if name != wrong:
        return ""
    return ' autofocus aria-invalid="true" aria-describedby="problem"' if problem else " autofocus"

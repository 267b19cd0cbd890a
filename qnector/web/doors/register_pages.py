"""What the server itself writes about 이메일 인증."""

from html import escape

from qnector.domain.accounts.verifying import Pending
from qnector.web.answers import page

AGAIN = "/auth/verify/again"


def verify(token: str, found: Pending) -> str:
    """Whose account it is, and the button that uses the link up."""
    return page(
        "이메일 인증",
        "<h1>이메일을 인증할까요?</h1>"
        f"<p><b>{escape(found.email)}</b> 주소로 만든 계정이에요. 직접 가입한 것이 맞는지 확인해"
        " 주세요.</p>"
        f"<p>회사: {escape(found.company)}<br>이름: {escape(found.person)}</p>"
        '<form method="post" action="/auth/verify">'
        f'<input type="hidden" name="token" value="{escape(token, quote=True)}">'
        "<button>이메일 인증</button></form>",
    )


def dead(token: str, sentence: str) -> str:
    """The link is over, but its account still waits: a new one can be had."""
    return _again("링크를 쓸 수 없어요", token, sentence)


def done() -> str:
    """The link was used: there is nothing left to do."""
    return page(
        "이미 인증했어요",
        "<h1>이미 인증한 이메일이에요</h1><p>이제 로그인할 수 있어요.</p>"
        '<p><a href="/login">로그인으로 가기</a></p>',
    )


def unknown() -> str:
    """No link of ours."""
    return page(
        "링크를 쓸 수 없어요",
        "<h1>링크를 쓸 수 없어요</h1>"
        "<p>주소가 잘렸거나 없어진 링크예요. 메일에 있는 버튼을 다시 눌러 주세요.</p>"
        '<p><a href="/register">회원가입으로 가기</a> · <a href="/login">로그인으로 가기</a></p>',
    )


def sent(email: str) -> str:
    """A new link is on its way."""
    return page(
        "인증 메일을 다시 보냈어요",
        "<h1>인증 메일을 다시 보냈어요</h1>"
        f"<p><b>{escape(email)}</b> 메일함을 확인해 주세요. 링크는 24시간 동안 쓸 수 있어요.</p>"
        '<p><a href="/login">로그인으로 가기</a></p>',
    )


def wait(token: str, sentence: str) -> str:
    """Too soon, or too often."""
    return _again("조금 뒤에 다시 보내 주세요", token, sentence)


def _again(title: str, token: str, sentence: str) -> str:
    return page(
        title,
        f"<h1>{title}</h1><p>{escape(sentence)}</p>"
        f'<form method="post" action="{AGAIN}">'
        f'<input type="hidden" name="token" value="{escape(token, quote=True)}">'
        "<button>다시 보내기</button></form>",
    )

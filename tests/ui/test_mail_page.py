"""A mail's page holds what it is told, escaped, and loads nothing."""

import re
from html.parser import HTMLParser

import pytest

from qnector.domain.messages import letters, rules
from qnector.domain.messages.models import Kind
from qnector.ui.mail import mail_page

LINK = "https://q.test/auth/verify?token=abc&next=%2Forders"
NASTY = "<img src=x onerror=alert(1)>\"'&<script>alert(1)</script></table><a href=//evil.test>"
NAMES = (
    "name", "number", "buyer", "seller", "summary", "total", "reason", "status", "title", "email",
    "company", "inviter", "device", "place", "at", "result", "by",
)  # fmt: skip
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td", "h1", "p",
    "span", "a", "br",
}  # fmt: skip


class Tags(HTMLParser):
    """Every tag with its attributes, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "every tag is closed in its turn"

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def page(kind: Kind, values: dict[str, str], link: str = LINK) -> Tags:
    letter = letters.letter(kind, values, link=link)
    made = mail_page(
        letter.title, letter.blocks, preheader=letter.preheader, sign=rules.SIGN,
        button=letter.button, link=letter.link,
    )  # fmt: skip
    found = Tags(made)
    assert found.open == []
    return found


@pytest.mark.parametrize("kind", list(Kind))
def test_no_value_becomes_a_tag(kind: Kind) -> None:
    found = page(kind, dict.fromkeys(NAMES, NASTY))

    assert {tag for tag, _ in found.tags} <= ALLOWED
    assert not any(name.startswith("on") for _, attrs in found.tags for name in attrs)
    assert [attrs["href"] for tag, attrs in found.tags if tag == "a"] == [LINK, LINK]


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_loaded_from_anywhere(kind: Kind) -> None:
    letter = letters.letter(kind, {})
    made = mail_page(letter.title, letter.blocks, preheader="", sign="", button="x", link=LINK)

    assert not re.search(r"src=|url\(|@import|<link|<img|background=", made)


def test_the_link_is_a_button_and_stands_below_it() -> None:
    found = page(Kind.VERIFY_EMAIL, {"name": "김하나"})

    assert found.said.count(LINK) == 1
    assert "이메일 인증" in found.said


def test_a_link_cannot_leave_its_attribute() -> None:
    evil = 'https://q.test/"><script>alert(1)</script>'
    found = page(Kind.INVITE, {"company": "한빛상회"}, evil)

    assert [attrs["href"] for tag, attrs in found.tags if tag == "a"] == [evil, evil]


def test_without_a_link_there_is_no_button() -> None:
    found = page(Kind.PASSWORD_CHANGED, {"email": "a@b.test"}, "")

    assert "a" not in {tag for tag, _ in found.tags}


def test_it_is_light_and_dark_and_korean() -> None:
    made = mail_page("제목", ["본문"], preheader="미리 보기", sign="끝")

    assert '<html lang="ko">' in made
    assert "prefers-color-scheme:dark" in made
    assert '<meta name="color-scheme" content="light dark">' in made
    assert made.index("미리 보기") < made.index("본문")


def test_lines_of_a_value_stay_lines() -> None:
    made = mail_page("제목", [(("사유", "하나\n<둘>"),)], preheader="", sign="")

    assert "하나<br>&lt;둘&gt;" in made

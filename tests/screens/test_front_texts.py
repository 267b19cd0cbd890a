"""What the public pages say is true of the app: no dead links, one address each."""

import re

import pytest

import qnector.qnector  # noqa: F401  registers every page
from qnector import ui
from qnector.domain.accounts import documents
from qnector.screens.front.guide.articles import ARTICLES
from qnector.screens.front.home import texts
from qnector.ui import front
from qnector.ui.nav import NAV
from qnector.web.screen import pages
from qnector.web.texts.privacy import TEXT as PRIVACY
from qnector.web.texts.terms import TEXT as TERMS

LINK = re.compile(r"\]\((/[^)]*)\)")
ALL = {one.path: one.text for one in ARTICLES} | {"/terms": TERMS, "/privacy": PRIVACY}
MENU = {item.to for items in NAV.values() for item in items}


def known(path: str) -> bool:
    bare = path.partition("#")[0] or "/"
    return bare in pages or bare in MENU


@pytest.mark.parametrize("path", ALL)
def test_every_text_has_its_page_and_only_living_links(path: str) -> None:
    assert pages[path].side is None
    assert pages[path].description
    assert [to for to in LINK.findall(ALL[path]) if not known(to)] == []


def test_every_link_of_the_frame_leads_somewhere() -> None:
    links = [to for _, to in front.FRONT_NAV] + [to for _, of in front.FOOTER for _, to in of]
    home = str(pages["/"].draw().render())

    assert [to for to in links if not known(to)] == []
    anchors = [to.partition("#")[2] for to in links if "#" in to]
    assert anchors
    assert [anchor for anchor in anchors if f'id:"{anchor}"' not in home] == []


def test_the_questions_hold_only_living_links() -> None:
    answers = " ".join(answer for _, answer in texts.QUESTIONS)
    assert [to for to in LINK.findall(answers) if not known(to)] == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.slug)
def test_every_article_has_headings_and_a_summary(article) -> None:
    assert ui.headings(article.text)
    assert article.summary.endswith("요.")
    assert len({one.slug for one in ARTICLES}) == len(ARTICLES)


@pytest.mark.parametrize("slug", ["ecount", "google-sheets", "notion"])
def test_a_guide_to_what_is_not_there_says_so_first(slug: str) -> None:
    text = next(one.text for one in ARTICLES if one.slug == slug)
    assert text.strip().startswith(">! 연동 화면은 준비 중이에요.")


@pytest.mark.parametrize(
    "said",
    ["항목과 목적", "보유 기간", "제3자 제공", "위탁", "파기", "권리", "안전성", "보호 담당자"],
)
def test_the_privacy_policy_says_what_the_law_asks_for(said: str) -> None:
    assert any(said in heading for _, heading in ui.headings(PRIVACY))


def test_the_documents_carry_their_versions() -> None:
    for path, version, since in (
        ("/terms", documents.TERMS_VERSION, documents.TERMS_SINCE),
        ("/privacy", documents.PRIVACY_VERSION, documents.PRIVACY_SINCE),
    ):
        drawn = str(pages[path].draw().render())
        assert f" {version} " in drawn
        assert str(since.year) in drawn

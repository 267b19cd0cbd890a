"""Into an account by Google, by Kakao, by a link in a mail; and once more before what matters."""

import email
import email.policy
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import db, settings
from qnector.core.settings import Settings
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company, User
from tests.journeys.conftest import PASSWORD
from tests.journeys.test_every_screen_is_accessible import violations
from tests.support.server import SECRET, Server

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
FORGETFUL = "forgetful@demo.qnector.test"
NEW = "바다에-뜬-달-07"


def allow(page: Page, who: str, answer: str = "허용") -> None:
    """On the provider's page: who one is, and whether one agrees."""
    page.get_by_label(who).check()
    page.get_by_role("button", name=answer).click()


def test_google_opens_the_account_of_the_same_verified_address(visit: Visit) -> None:
    page = visit(None, "/login?next=/orders")
    page.get_by_role("button", name="Google로 계속하기").click()
    allow(page, "구매 데모")
    page.wait_for_url("**/orders")
    expect(page.get_by_role("heading", level=1)).to_contain_text("주문 관리")


def test_who_google_does_not_vouch_for_is_told_what_to_do(visit: Visit) -> None:
    page = visit(None, "/login")
    page.get_by_role("button", name="Google로 계속하기").click()
    allow(page, "확인 전")
    page.wait_for_url("**/login?error=social_unknown**")
    expect(page.get_by_role("alert")).to_contain_text("회원가입을 하거나")


def test_kakao_denied_then_without_an_address_then_allowed(visit: Visit) -> None:
    page = visit(None, "/login")
    page.get_by_role("button", name="카카오로 계속하기").click()
    allow(page, "판매 데모", "거부")
    expect(page.get_by_role("alert")).to_contain_text("취소했어요")
    page.get_by_role("button", name="카카오로 계속하기").click()
    allow(page, "이메일 없는 사람")
    expect(page.get_by_role("alert")).to_contain_text("연결되지 않은")
    page.get_by_role("button", name="카카오로 계속하기").click()
    allow(page, "판매 데모")
    page.wait_for_url("**/seller/dashboard")


def test_a_forgotten_password_comes_back_by_mail(visit: Visit, server: Server) -> None:
    settings.use(Settings(secret_key=SECRET, data_dir=server.data_dir))
    db.configure(settings.current().database)
    db.write_now(_join)
    db.dispose()
    page = visit(None, "/login")
    page.get_by_role("link", name="비밀번호 재설정").click()
    page.wait_for_url("**/reset-password")
    page.get_by_label("이메일").fill("typo")
    page.get_by_role("button", name="재설정 링크 받기").click()
    expect(page.get_by_text("이메일 형식으로 입력해 주세요")).to_be_visible()
    expect(page.get_by_label("이메일")).to_have_value("typo")
    page.get_by_label("이메일").fill(FORGETFUL)
    page.get_by_role("button", name="재설정 링크 받기").click()
    expect(page.get_by_text("곧 메일이 도착해요")).to_be_visible()
    assert violations(page) == []

    page.goto(_link_in_mail(server.data_dir / "mail"))
    page.get_by_label("새 비밀번호", exact=True).fill(NEW)
    page.get_by_label("새 비밀번호 확인").fill(NEW)
    page.get_by_role("button", name="비밀번호 저장").click()
    page.wait_for_url("**/login?done=password")
    expect(page.get_by_text("새 비밀번호로 로그인해 주세요")).to_be_visible()
    page.get_by_label("이메일").fill(FORGETFUL)
    page.locator("input[name=password]").fill(NEW + "x")
    page.get_by_role("button", name="로그인", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("맞지 않아요")
    # The address is still there, and the cursor waits in the password.
    expect(page.get_by_label("이메일")).to_have_value(FORGETFUL)
    expect(page.locator("input[name=password]")).to_be_focused()
    assert violations(page) == []
    page.keyboard.type(NEW)
    page.keyboard.press("Enter")
    page.wait_for_url("**/dashboard")


def test_the_password_once_more_leads_back_and_other_tabs_go_on(visit: Visit) -> None:
    page = visit("buyer", "/orders")
    other = page.context.new_page()
    other.goto("/orders")
    expect(other.get_by_role("heading", level=1)).to_contain_text("주문 관리")
    page.goto("/reauth?next=/notices")
    page.locator("input[name=password]").fill("not it at all")
    page.get_by_role("button", name="확인", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("맞지 않아요")
    assert violations(page) == []
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="확인", exact=True).click()
    page.wait_for_url("**/notices")
    expect(page.get_by_role("heading", level=1)).to_contain_text("공지사항")
    # The key of the other tab is an old one by now: what is done there is done all the same.
    other.get_by_label("상태", exact=True).select_option(label="취소")
    expect(other).to_have_url(re.compile(r"/orders\?status=cancelled$"))
    expect(other.get_by_role("heading", level=1)).to_contain_text("주문 관리")


def press(page: Page, name: str, *, times: int) -> None:
    """One after the other, as a hand does: the first is on its way when the second comes."""
    box = page.get_by_role("button", name=name, exact=True).bounding_box()
    assert box is not None
    for _ in range(times):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(120)


def come_in(page: Page, asked: list[Any], count: int) -> None:
    """So many requests come in, and no other follows them."""
    until = time.monotonic() + 10
    while len(asked) < count and time.monotonic() < until:
        page.wait_for_timeout(20)
    page.wait_for_timeout(300)
    assert len(asked) == count


def test_a_second_press_does_not_lose_the_new_key(visit: Visit) -> None:
    page = visit("buyer", "/reauth?next=/notices")
    page.locator("input[name=password]").fill(PASSWORD)
    press(page, "확인", times=2)
    page.wait_for_url("**/notices")
    expect(page.get_by_role("heading", level=1)).to_contain_text("공지사항")


def test_two_presses_of_a_plain_form_are_one_question(visit: Visit) -> None:
    page = visit(None, "/reset-password")
    asked: list[Route] = []
    page.route("**/auth/forgot", lambda route: asked.append(route))
    page.get_by_label("이메일").fill("nobody@demo.qnector.test")
    press(page, "재설정 링크 받기", times=3)
    come_in(page, asked, 1)
    asked[0].continue_()
    expect(page.get_by_text("곧 메일이 도착해요")).to_be_visible()


def test_a_form_is_alive_again_on_a_page_that_is_shown_again(visit: Visit) -> None:
    page = visit(None, "/reset-password")
    asked: list[str] = []

    def drop(route: Route) -> None:
        asked.append(route.request.url)
        route.abort("aborted")

    page.route("**/auth/forgot", drop)
    page.get_by_label("이메일").fill("nobody@demo.qnector.test")
    button = page.get_by_role("button", name="재설정 링크 받기")
    button.click(no_wait_after=True)
    expect(button).to_have_attribute("aria-busy", "true")
    button.click(no_wait_after=True)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(button).not_to_have_attribute("aria-busy", "true")
    button.click(no_wait_after=True)
    expect(button).to_have_attribute("aria-busy", "true")
    come_in(page, asked, 2)


def _join(session: Session) -> None:
    """Somebody more at the buyer's company, with a password that nobody knows."""
    demo = select(Company).join(User, User.company_id == Company.id)
    company = session.execute(demo.where(User.email == "buyer@demo.qnector.test")).scalar_one()
    accounts.add_user(session, company, email=FORGETFUL, name="최건망", password_hash="x")


def _link_in_mail(folder: Path) -> str:
    """The link of the newest mail to the forgetful; mails are delivered every few seconds."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for path in sorted(folder.glob("*.eml"), reverse=True):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            body = mail.get_body(("plain",)) if FORGETFUL in str(mail["to"]) else None
            found = re.search(
                r"https?://\S+/auth/set-password\?token=\S+", str(body and body.get_content())
            )
            if found:
                return found[0]
        time.sleep(0.2)
    raise AssertionError("no mail came")

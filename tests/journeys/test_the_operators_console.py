"""회사 관리, 대신 로그인, 보낼 메일 and 연동 키 설정, as the operator passes through them."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import delete

from qnector.core import db, settings
from qnector.core.settings import Settings
from qnector.domain.services.models import ServiceKey
from tests.support.server import SECRET, Server

Visit = Callable[..., Page]
# Companies of the market that no other journey changes: (name, login, owner).
RAW = ("물결횟집", "raw", "주물결")
COFFEE = ("고요커피", "coffee", "문고요")


@pytest.fixture
def without_keys(server: Server) -> Iterator[None]:
    """Whatever becomes of the journey: those after it find their mails as files."""
    yield
    config = Settings(secret_key=SECRET, data_dir=server.data_dir)
    settings.use(config)
    db.configure(config.database)
    db.write_now(lambda session: session.execute(delete(ServiceKey)))
    db.dispose()


def open_company(page: Page, name: str) -> None:
    page.goto(f"/operator/companies?q={name}")
    page.get_by_role("button", name=f"{name} 상세").click()
    expect(page.get_by_role("dialog").get_by_role("heading", name=name)).to_be_visible()


def test_a_company_is_suspended_while_its_screen_is_open(visit: Visit) -> None:
    theirs = visit(RAW[1], "/sellers")
    expect(theirs.get_by_role("heading", level=1)).to_be_visible()
    desk = visit("operator", "/operator")
    open_company(desk, RAW[0])

    desk.get_by_role("button", name="이용 중지").click()
    desk.get_by_role("button", name="이용 중지하기").click()
    expect(desk.get_by_text("사유를 입력해 주세요.")).to_be_visible()
    desk.get_by_label("사유").fill("서류를 확인하고 있어요")
    desk.get_by_role("button", name="이용 중지하기").click()

    expect(desk.get_by_text("서류를 확인하고 있어요")).to_be_visible()
    theirs.wait_for_url(re.compile(r"/login\?error=suspended"))

    desk.get_by_role("button", name="이용 재개").click()
    expect(desk.get_by_role("button", name="이용 중지", exact=True)).to_be_visible()


def test_the_operator_signs_in_as_somebody_and_comes_back(visit: Visit) -> None:
    page = visit("operator", "/operator")
    open_company(page, "바다식품")
    page.get_by_role("button", name="박바다 계정으로 대신 로그인").click()
    page.get_by_role("button", name="대신 로그인", exact=True).click()

    page.wait_for_url("**/seller/dashboard")
    banner = page.get_by_role("complementary", name="대신 로그인")
    expect(banner).to_contain_text("바다식품 박바다 계정을")
    expect(banner).to_contain_text("볼 수만 있어요")
    page.goto("/seller/products")
    expect(banner).to_contain_text("분 남음")
    expect(page.get_by_role("button", name="품목 등록")).to_be_disabled()
    page.goto("/operator/companies")
    page.wait_for_url("**/seller/dashboard")

    page.get_by_role("button", name="그만두기").click()
    page.wait_for_url("**/operator/companies")
    expect(banner).to_have_count(0)


def test_with_a_reason_the_operator_may_help(visit: Visit) -> None:
    page = visit("operator", "/operator")
    open_company(page, COFFEE[0])
    page.get_by_role("button", name=f"{COFFEE[2]} 계정으로 대신 로그인").click()
    page.get_by_label("사유").fill("메일을 꺼 달래요")
    page.get_by_role("button", name="대신 로그인", exact=True).click()
    page.wait_for_url("**/dashboard")

    page.goto("/messages/settings")
    switch = page.get_by_role("switch", name=re.compile("발송.*이메일|이메일.*발송"))
    for said in ("이메일로 받지 않아요.", "이메일로 받아요."):
        switch.click()
        expect(page.get_by_text(said).first).to_be_visible()
    expect(page.get_by_role("complementary", name="대신 로그인")).to_contain_text(
        "사유: 메일을 꺼 달래요"
    )
    page.get_by_role("button", name="그만두기").click()
    page.wait_for_url("**/operator/companies")


@pytest.mark.usefixtures("without_keys")
def test_a_key_is_kept_and_forgotten_and_never_shown(visit: Visit) -> None:
    page = visit("operator", "/operator/services")
    page.get_by_role("button", name="메일 서버 (SMTP) 바꾸기").click()
    page.get_by_label(re.compile("^SMTP 주소")).fill("https://mail.test")
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_text("smtp:// 나 smtps:// 로 시작하는")).to_be_visible()

    page.get_by_label(re.compile("^SMTP 주소")).fill("smtp://user:hidden-word@127.0.0.1:9")
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_text("메일 서버 (SMTP) 값을 저장했어요.")).to_be_visible()
    expect(page.get_by_text("지금은 127.0.0.1:9")).to_be_visible()
    assert "hidden-word" not in page.content()
    page.get_by_role("button", name="메일 서버 (SMTP) 연결 확인").click()
    expect(page.get_by_text("메일 서버에 연결하지 못했어요.")).to_be_visible(timeout=30_000)

    page.get_by_role("button", name="메일 서버 (SMTP) 지우기").click()
    page.get_by_role("dialog").get_by_role("button", name="지우기", exact=True).click()
    expect(page.get_by_text("지금은 메일을 보내지 않고 파일로 남겨요").first).to_be_visible()


def test_mails_are_read_without_their_links(visit: Visit) -> None:
    page = visit("operator", "/operator/users?q=coffee@")
    page.get_by_role("button", name=f"{COFFEE[2]} 관리").click()
    page.get_by_role("button", name="비밀번호 재설정 메일 보내기").click()
    expect(page.get_by_text("주소로 재설정 링크를 보낼게요.")).to_be_visible()

    page.goto("/operator/outbox?state=sent&kind=reset_password")
    mail = page.get_by_role("button", name="coffee@demo.qnector.test 메일 내용")
    expect(mail).to_be_visible(timeout=15_000)
    mail.click()
    expect(page.get_by_role("dialog")).to_contain_text("링크는 받는 사람만 볼 수 있어요")
    assert "token=" not in page.content()


def test_the_test_mail_lands_as_a_file(visit: Visit, server: Server) -> None:
    page = visit("operator", "/operator/outbox")
    page.get_by_role("button", name="테스트 메일").click()
    expect(page.get_by_text("테스트 메일을 파일로 남겼어요.")).to_be_visible()

"""계정관리: passwords and devices, a picture, the company, and people who are let in."""

import quopri
import re
import time
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session

from qnector.core import db, secrets, settings
from qnector.core.actor import Role
from qnector.core.settings import Settings
from qnector.domain.accounts import demo
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.service import CompanyInput
from tests.journeys.conftest import DESKTOP, PASSWORD, PHONE
from tests.journeys.test_every_screen_is_accessible import BEHIND_A_WINDOW, violations
from tests.support.pictures import image
from tests.support.server import SECRET, Server

Visit = Callable[..., Page]
NEW = "여섯 마리 고래가 웃는다"
INVITED = "minnow@whale.test"
PEOPLE = (("whale", "김고래", Role.OWNER), ("calf", "이새끼", Role.STAFF))


@pytest.fixture(scope="module")
def company(server: Server) -> str:
    """고래상회, whose people nobody else's journey needs."""
    config = Settings(secret_key=SECRET, data_dir=server.data_dir)
    settings.use(config)
    db.configure(config.database)
    db.write_now(_arrive)
    db.dispose()
    return "고래상회"


def _arrive(session: Session) -> None:
    given = CompanyInput("고래상회", "0008100066", is_buyer=True, representative_name="김고래")
    made = accounts.register_company(session, given)
    hashed = secrets.hash_password(demo.PASSWORD, cost=4)
    for login, name, role in PEOPLE:
        accounts.add_user(
            session, made, email=f"{login}{demo.DOMAIN}", name=name, role=role, password_hash=hashed
        )


def mailed(server: Server, to: str, wanted: str) -> str:
    """The link with `wanted` in the last mail to an address; waits for the job that delivers."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for path in sorted((server.data_dir / "mail").glob("*.eml"), reverse=True):
            raw = path.read_bytes()
            mail = message_from_bytes(raw, policy=policy.default)
            body = quopri.decodestring(raw).decode("utf-8", "replace")
            part = mail.get_body(("plain",)) if mail.is_multipart() else mail
            body += part.get_content() if part is not None else ""
            if to in str(mail["to"]) and (found := re.search(rf"http\S*{wanted}\S*", body)):
                return found[0]
        time.sleep(0.3)
    raise AssertionError(f"no mail to {to} with {wanted}")


def test_a_new_password_sends_the_other_browser_away(company: str, visit: Visit) -> None:
    here = visit("calf", "/account/security")
    there = visit("calf", "/orders", viewport=PHONE)
    expect(there.get_by_role("heading", level=1, name="주문 관리")).to_be_visible()

    here.get_by_label("기존 비밀번호").fill("falsch falsch")
    here.locator("#password").fill(NEW)
    here.locator("#again").fill(NEW)
    here.get_by_role("button", name="저장").click()
    expect(here.get_by_text("기존 비밀번호가 맞지 않아요.")).to_be_visible()
    expect(here.get_by_label("기존 비밀번호")).to_be_focused()

    here.get_by_label("기존 비밀번호").fill(PASSWORD)
    here.locator("#password").fill(NEW)
    here.locator("#again").fill(NEW)
    here.get_by_role("button", name="저장").click()
    expect(here.get_by_text("비밀번호를 바꿨어요.")).to_be_visible()
    there.wait_for_url(lambda url: "/login" in url)
    expect(here.get_by_text("현재 기기")).to_have_count(1)

    there.get_by_label("이메일").fill(f"calf{demo.DOMAIN}")
    there.locator("input[name=password]").fill(NEW)
    there.get_by_role("button", name="로그인", exact=True).click()
    there.wait_for_url(lambda url: "/login" not in url)
    # The other browser appears among the devices by itself, and is signed out from here.
    others = here.get_by_role("list", name="로그인한 기기").get_by_role("button")
    expect(others).to_have_count(1)
    others.click()
    there.wait_for_url(lambda url: "/login" in url)
    expect(others).to_have_count(0)
    expect(here.get_by_role("table", name="로그인 기록").get_by_text("실패")).to_have_count(1)


def test_a_picture_shows_in_the_frame_and_to_colleagues(company: str, visit: Visit) -> None:
    page = visit("whale", "/account")
    page.get_by_label("성명").fill("김큰고래")
    page.locator("#account-form input[type=file]").set_input_files(
        {"name": "나.png", "mimeType": "image/png", "buffer": image("PNG", (300, 200))}
    )
    frame = page.frame_locator("iframe[name=account-answer]")
    expect(frame.get_by_text("이미지를 올렸어요.")).to_be_visible()
    picture = page.locator("header img")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    # Nothing that was typed beside it is lost.
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_text("저장했어요.")).to_be_visible()

    page.get_by_label("프로필 사진 URL").fill("https://127.0.0.1/a.png")
    page.get_by_role("button", name="가져오기").click()
    expect(page.get_by_text("이 주소에서는 사진을 가져올 수 없어요.")).to_be_visible()

    page.goto("/account/users")
    expect(page.get_by_role("table").locator("img")).to_have_count(1)
    expect(page.get_by_role("table").get_by_text("김큰고래")).to_be_visible()
    page.goto("/account")
    page.get_by_role("button", name="이미지 빼기").click()
    expect(page.locator("header img")).to_have_count(0)


def test_who_is_invited_comes_in_and_may_what_the_owner_says(
    company: str, visit: Visit, server: Server
) -> None:
    owner = visit("whale", "/account/users")
    owner.get_by_role("button", name="사용자 초대").click()
    window = owner.get_by_role("dialog")
    window.get_by_label("이메일").fill("주소 아님")
    window.get_by_role("button", name="초대 보내기").click()
    expect(window.get_by_text("이메일 형식으로 입력해 주세요.")).to_be_visible()
    assert violations(owner, but=BEHIND_A_WINDOW) == []
    window.get_by_label("이메일").fill(INVITED)
    window.get_by_role("button", name="초대 보내기").click()
    row = owner.get_by_role("row").filter(has_text=INVITED)
    expect(row.get_by_text("초대 중")).to_be_visible()

    guest = visit(None, mailed(server, INVITED, "/auth/invite"))
    expect(guest.get_by_role("heading", level=1)).to_have_text("고래상회에 초대받았어요")
    assert violations(guest) == []
    guest.get_by_label("성명").fill("박송사리")
    guest.get_by_label("비밀번호", exact=True).fill(NEW)
    guest.get_by_label("비밀번호 확인").fill(NEW)
    guest.get_by_role("checkbox").check()
    guest.get_by_role("button", name="초대 받기").click()
    guest.wait_for_url(lambda url: "/login" in url)
    expect(guest.get_by_text("초대를 받았어요.")).to_be_visible()
    guest.get_by_label("이메일").fill(INVITED)
    guest.locator("input[name=password]").fill(NEW)
    guest.get_by_role("button", name="로그인", exact=True).click()
    guest.wait_for_url(lambda url: "/login" not in url)

    # The owner's list has followed; switched off, the guest's screen leaves at once.
    expect(row.get_by_text("사용 중")).to_be_visible()
    expect(row.get_by_text("박송사리", exact=True)).to_be_visible()
    guest.goto("/account/users")
    expect(guest.get_by_text("사용자는 대표만 초대하고 바꿀 수 있어요.")).to_be_visible()
    row.get_by_role("button", name="박송사리 관리").click()
    window.get_by_label("관리자").check()
    assert violations(owner, but=BEHIND_A_WINDOW) == []
    window.get_by_role("button", name="역할 저장").click()
    expect(row.get_by_text("관리자", exact=True)).to_be_visible()
    row.get_by_role("button", name="박송사리 관리").click()
    window.get_by_role("button", name="사용 중지").click()
    expect(row.get_by_text("사용 중지")).to_be_visible()
    guest.wait_for_url(lambda url: "/login" in url)


def test_the_company_is_edited_by_two(company: str, visit: Visit) -> None:
    first = visit("whale", "/account/company")
    second = visit("whale", "/account/company", viewport=PHONE)
    first.get_by_label("담당자", exact=True).fill("이담당")
    second.get_by_label("전화").fill("02-123-4567")
    second.get_by_role("button", name="저장").click()
    expect(first.get_by_text("전화 없음 → 02-123-4567")).to_be_visible()
    first.get_by_role("button", name="저장").click()
    expect(first.get_by_text("합쳐 두었으니")).to_be_visible()
    expect(first.get_by_label("담당자", exact=True)).to_have_value("이담당")
    first.get_by_role("button", name="저장").click()
    expect(first.get_by_text("저장했어요.")).to_be_visible()

    first.get_by_label("사업자등록번호").fill("123-45-67890")
    first.get_by_role("button", name="저장").click()
    expect(first.get_by_text("사업자등록번호를 다시 확인해 주세요.")).to_be_visible()
    expect(first.get_by_label("사업자등록번호")).to_be_focused()

    first.get_by_label("사업자등록번호").fill("12")
    first.get_by_role("button", name="상태조회").click()
    expect(first.get_by_text("사업자등록번호 10자리를 입력해 주세요.")).to_be_visible()
    expect(first.get_by_label("사업자등록번호")).to_be_focused()
    first.get_by_label("사업자등록번호").fill("000-81-00066")
    first.get_by_role("button", name="상태조회").click()
    expect(first.get_by_text("국세청 조회가 연결되지 않았어요.")).to_be_visible()
    expect(first.get_by_role("button", name="상태조회")).to_be_focused()
    first.get_by_label("전화").fill("02-123-4568")
    first.get_by_role("button", name="저장").click()
    # The other screen is told: the words on this one may still be those of the first time.
    expect(second.get_by_text("02-123-4567 → 02-123-4568")).to_be_visible()
    expect(first.get_by_role("button", name="저장")).to_be_focused()

    first.get_by_role("button", name="계좌 등록").click()
    window = first.get_by_role("dialog")
    window.get_by_label("은행").fill("한빛은행")
    window.get_by_label("예금주").fill("고래상회")
    window.get_by_label("계좌번호").fill("110-234-567890")
    assert violations(first, but=BEHIND_A_WINDOW) == []
    window.get_by_role("button", name="저장").click()
    expect(first.get_by_text("***-***-**7890")).to_be_visible()
    expect(second.get_by_text("***-***-**7890")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_the_old_password_is_asked_by_nobody_but_the_form(visit: Visit, company, viewport) -> None:
    """What is typed into the form stays out of every frame of the socket."""
    page = visit("whale", "/account/security", viewport=viewport)
    frames: list[str] = []
    page.on("websocket", lambda one: one.on("framesent", lambda frame: frames.append(str(frame))))
    page.reload()
    page.get_by_label("기존 비밀번호").fill("kanarienvogel")
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_text("비밀번호를 8자 이상 입력해 주세요.")).to_be_visible()
    assert frames
    assert not any("kanarienvogel" in frame for frame in frames)

"""품목 관리 by hand: register, photograph, edit beside each other, hide and show, count."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Watch
from tests.journeys.test_every_screen_is_accessible import BEHIND_A_WINDOW, in_every_look
from tests.support.pictures import image

Visit = Callable[..., Page]
LIST = "/seller/products"


def rows(page: Page) -> Locator:
    return page.get_by_role("table", name="품목 목록").get_by_role("row")


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row", name=re.compile(name))


def drawer(page: Page) -> Locator:
    return page.get_by_role("dialog", name=re.compile("품목 (등록|수정|정보)"))


def open_product(page: Page, name: str) -> Locator:
    row(page, name).get_by_role("rowheader").get_by_role("button").click()
    expect(drawer(page)).to_be_visible()
    return drawer(page)


def picture(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_it_registers_and_photographs(visit: Visit, watch: Watch, tmp_path: Path) -> None:
    buyer = visit("buyer", "/orders/new?q=강화")
    seller = visit("seller", LIST)
    expect(rows(seller).nth(9)).to_be_visible()
    seller.get_by_role("button", name="품목 등록").click()
    box = drawer(seller)
    expect(box).to_contain_text("등록하면 이어서 이미지를 올릴 수 있어요.")
    box.get_by_label("품목코드").fill("BS-1001")
    box.get_by_label("품목명").fill("강화 순무 =1+1 <b>🥬</b>")
    box.get_by_label("단가 (원)").fill("천이백원")
    box.get_by_role("button", name="등록").click()
    expect(box).to_contain_text("금액은 원 단위 숫자로 입력해 주세요.")
    expect(box.get_by_label("단가 (원)")).to_be_focused()
    box.get_by_label("단가 (원)").fill("₩1,200원")
    box.get_by_role("button", name="등록").click()
    expect(box).to_contain_text("이미 쓰고 있는 품목코드예요: 무안 양파")
    box.get_by_label("품목코드").fill("0007")
    box.get_by_label("품목명").fill("가" * 500)
    box.get_by_role("button", name="등록").click()
    expect(box).to_contain_text("품목명을 200자까지 입력해 주세요.")
    box.get_by_label("품목명").fill("강화 순무 =1+1 <b>🥬</b>")
    box.get_by_label("재고").fill("1,234")
    box.get_by_role("button", name="분류 관리").click()
    shelves = seller.get_by_role("dialog", name="분류 관리")
    shelves.get_by_label("새 분류").fill("뿌리채소")
    shelves.get_by_role("button", name="추가").click()
    expect(shelves.get_by_label("뿌리채소 이름")).to_be_visible()
    shelves.get_by_role("button", name="닫기").last.click()
    expect(box.get_by_label("분류", exact=True)).to_have_value(re.compile("[0-9]+"))
    expect(box.get_by_label("품목명")).to_have_value("강화 순무 =1+1 <b>🥬</b>")
    box.get_by_role("button", name="등록").click()

    expect(seller).to_have_url(re.compile("no=[0-9]+"))
    expect(box.get_by_label("품목코드")).to_have_value("0007")
    expect(box).to_contain_text("재고 1,234개")
    expect(buyer.get_by_role("list", name="품목")).to_contain_text("강화 순무 =1+1 <b>🥬</b>")

    box.get_by_label("규격").fill("아직 저장하지 않은 글")
    choose = box.locator("input[type=file]")
    answer = box.frame_locator("iframe")
    for name, content, sentence in (
        ("cat.gif", image("GIF"), "PNG, JPG, WEBP 이미지만"),
        ("page.png", b"<html><script>alert(1)</script>", "PNG, JPG, WEBP 이미지만"),
        ("huge.png", image() + bytes(9 * 1024 * 1024), "8MB까지"),
        ("turnip.jpg", image("JPEG", (900, 600)), "이미지를 올렸어요."),
    ):
        with seller.expect_response("**/files") as answered:
            choose.set_input_files(picture(tmp_path, name, content))
        assert sentence in answered.value.text()
        expect(answer.get_by_text(sentence)).to_be_visible()
    shown = box.locator("img").first
    expect(shown).to_have_attribute("src", re.compile("/files/[0-9]+/400"))
    expect(box.get_by_label("규격")).to_have_value("아직 저장하지 않은 글")
    expect(buyer.get_by_role("list", name="품목").locator("img")).to_have_count(1)

    box.get_by_role("button", name="이미지 빼기").click()
    expect(box.locator("img")).to_have_count(0)
    box.get_by_role("button", name="되돌리기").click()
    expect(shown).to_have_attribute("src", re.compile("/files/"))
    box.get_by_role("button", name="저장").click()
    expect(box).to_be_hidden()
    expect(row(seller, "강화 순무")).to_contain_text("0007 · 아직 저장하지 않은 글")
    # The browser notes that the three bad files were refused; nothing else may be wrong.
    refused = [one for one in watch.complaints if re.search("status of (413|422)", one)]
    assert len(refused) == 3
    watch.complaints[:] = [one for one in watch.complaints if one not in refused]


def test_two_people_edit_one_product(visit: Visit) -> None:
    first, second = visit("seller", f"{LIST}?q=감귤"), visit("seller", f"{LIST}?q=감귤")
    mine, theirs = open_product(first, "감귤"), open_product(second, "감귤")
    mine.get_by_label("품목명").fill("제주 감귤 특상")

    theirs.get_by_label("단가 (원)").fill("18,000")
    theirs.get_by_role("button", name="저장").click()
    expect(theirs).to_be_hidden()

    expect(mine).to_contain_text("단가 17,500원 → 18,000원")
    expect(mine.get_by_label("품목명")).to_have_value("제주 감귤 특상")
    mine.get_by_role("button", name="저장").click()
    expect(mine).to_contain_text("바뀐 내용을 합쳐 두었으니")
    expect(mine.get_by_label("단가 (원)")).to_have_value("18,000")
    expect(mine.get_by_label("품목명")).to_have_value("제주 감귤 특상")
    mine.get_by_role("button", name="저장").click()
    expect(mine).to_be_hidden()
    expect(row(second, "제주 감귤 특상")).to_contain_text("18,000")


def test_several_are_hidden_and_shown_again(visit: Visit) -> None:
    buyer = visit("buyer", "/orders/new?q=고등어")
    tiles = buyer.get_by_role("list", name="품목").get_by_role("listitem")
    expect(tiles).to_have_count(1)
    seller = visit("seller", LIST)
    for name in ("손질 고등어", "재래김"):
        row(seller, name).get_by_role("checkbox").click()
    bar = seller.get_by_role("region", name="선택한 품목")
    expect(bar).to_contain_text("2건 선택")

    bar.get_by_role("button", name="숨김").click()

    expect(row(seller, "손질 고등어")).to_contain_text("숨김")
    expect(bar).to_be_hidden()
    expect(tiles).to_have_count(0)
    expect(seller.get_by_text("품목 2개를 숨김으로 바꿨어요.")).to_be_visible()
    seller.get_by_role("button", name="되돌리기").click()
    expect(row(seller, "손질 고등어")).to_contain_text("판매중")
    expect(tiles).to_have_count(1)


def test_stock_comes_goes_and_moves_while_one_looks(visit: Visit) -> None:
    seller = visit("seller2", f"{LIST}?q=대란")
    buyer = visit("buyer", "/orders/new?q=대란")
    row(seller, "신선 대란").get_by_role("button", name="신선 대란 재고 관리").click()
    box = seller.get_by_role("dialog", name=re.compile("재고 관리"))
    before = int(re.search(r"지금 재고 ([0-9,]+)판", box.inner_text())[1].replace(",", ""))

    box.get_by_label("수량").fill("0")
    box.get_by_role("button", name="저장").click()
    expect(box).to_contain_text("수량을 다시 확인해 주세요.")
    box.get_by_label("수량").fill("30")
    box.get_by_label("사유", exact=True).select_option("기타")
    box.get_by_role("button", name="저장").click()
    expect(box).to_contain_text("사유를 적어 주세요.")
    box.get_by_label("자세한 사유").fill("이웃 농장에서")
    box.get_by_role("button", name="저장").click()
    expect(box).to_contain_text(f"지금 재고 {before + 30}판")
    expect(box.get_by_role("row", name=re.compile("이웃 농장에서"))).to_contain_text("+30")
    expect(box.get_by_label("수량")).to_have_value("")
    expect(buyer.get_by_role("list", name="품목")).to_contain_text(f"재고 {before + 30}판")

    box.get_by_role("button", name="출고").click()
    box.get_by_label("수량").fill("99999")
    box.get_by_role("button", name="저장").click()
    expect(box).to_contain_text("재고보다 많이 뺄 수 없어요.")
    box.get_by_label("수량").fill("30")
    box.get_by_role("button", name="저장").click()
    expect(box.get_by_role("row", name=re.compile("폐기"))).to_contain_text("-30")
    box.get_by_role("button", name="조정").click()
    expect(box).to_contain_text("주문받아 아직 보내지 않은 수량은 빼고 적어 주세요.")
    box.get_by_role("button", name="닫기").last.click()
    expect(box).to_be_hidden()
    expect(
        row(seller, "신선 대란").get_by_role("button", name="신선 대란 재고 관리")
    ).to_be_focused()


def test_staff_looks_and_counts(visit: Visit) -> None:
    page = visit("seller2", LIST)
    expect(page.get_by_role("button", name="품목 등록")).to_be_disabled()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    box = open_product(page, "무안 양파")
    expect(box).to_contain_text("품목은 대표나 관리자가 고칠 수 있어요.")
    expect(box.get_by_label("품목명")).to_be_disabled()
    expect(box.get_by_role("button", name="저장")).to_have_count(0)
    box.get_by_role("button", name="재고 관리").click()
    expect(page.get_by_role("dialog", name=re.compile("재고 관리"))).to_be_visible()


def test_it_is_found_sorted_and_looked_at_both_ways(visit: Visit) -> None:
    page = visit("seller", LIST)
    expect(rows(page).nth(9)).to_be_visible()
    page.get_by_placeholder("품목명, 품목코드로 검색").fill("BS-20")
    expect(rows(page)).to_have_count(8)
    page.get_by_label("정렬").select_option(label="단가 높은순")
    expect(rows(page).nth(1)).to_contain_text("재래김")
    page.get_by_role("button", name="이미지형").click()
    tiles = page.get_by_role("list", name="품목 목록").get_by_role("listitem")
    expect(tiles.first).to_contain_text("재래김")
    page.reload()
    expect(tiles).to_have_count(7)
    expect(page).to_have_url(re.compile("(?=.*q=BS-20)(?=.*sort=-price)(?=.*view=tiles)"))
    tiles.first.get_by_role("button").click()
    expect(drawer(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer(page)).to_be_hidden()
    page.get_by_placeholder("품목명, 품목코드로 검색").fill("없는 품목")
    expect(page.get_by_text("찾는 품목이 없어요")).to_be_visible()
    page.get_by_role("button", name="조건 지우기").click()
    expect(tiles.nth(9)).to_be_visible()


def test_every_window_is_accessible(visit: Visit) -> None:
    page = visit("seller", f"{LIST}?view=tiles")
    expect(page.get_by_role("list", name="품목 목록")).to_be_visible()
    assert in_every_look(page) == []
    for path, title in (("no=1", "품목 수정"), ("new=1", "품목 등록"), ("stock=1", "재고 관리")):
        page.goto(f"{LIST}?{path}")
        expect(page.get_by_role("dialog", name=re.compile(title))).to_be_visible()
        assert in_every_look(page, but=BEHIND_A_WINDOW) == []
    page.goto(f"{LIST}?no=1")
    page.get_by_role("button", name="분류 관리").click()
    expect(page.get_by_role("dialog", name="분류 관리")).to_be_visible()
    assert in_every_look(page, but=BEHIND_A_WINDOW) == []

"""One drawing of every piece of the kit, from plain values and from Vars."""

from collections.abc import Callable
from typing import Any, TypedDict

import reflex as rx
from reflex_base.components.component import Component
from reflex_base.event import EventHandler

from qnector import ui
from qnector.ui.chart import Bar
from qnector.ui.lead import OnwardWay
from qnector.ui.palette import Hit
from qnector.ui.postcode import PlaceText
from qnector.ui.toast import ToastRow
from tests.ui.front_samples import FRONT_SAMPLES
from tests.ui.register_samples import register_samples


class Row(TypedDict):
    """A row of text as screens hold it."""

    id: int
    name: str
    status: str


async def press() -> None: ...


async def take(text: str) -> None: ...


async def turn(is_on: bool) -> None: ...


async def go(number: int) -> None: ...


async def send(data: dict[str, Any]) -> None: ...


class Kit:
    """What a state offers to a page, without a state: Vars and handlers."""

    rows = rx.Var("rows", _var_type=list[Row]).guess_type()
    numbers = rx.Var("numbers", _var_type=list[int]).guess_type()
    toasts = rx.Var("toasts", _var_type=list[ToastRow]).guess_type()
    options = rx.Var("options", _var_type=list[dict[str, str]]).guess_type()
    places = rx.Var("places", _var_type=list[PlaceText]).guess_type()
    bars = rx.Var("bars", _var_type=list[Bar]).guess_type()
    hits = rx.Var("hits", _var_type=list[Hit]).guess_type()
    errors = rx.Var("errors", _var_type=dict[str, str]).guess_type()
    way = rx.Var("way", _var_type=OnwardWay).guess_type()
    word = rx.Var("word", _var_type=str).guess_type()
    count = rx.Var("count", _var_type=int).guess_type()
    is_open = rx.Var("isOpen", _var_type=bool).guess_type()
    press = EventHandler(fn=press)
    take = EventHandler(fn=take)
    turn = EventHandler(fn=turn)
    go = EventHandler(fn=go)
    send = EventHandler(fn=send)


ENTRY = {
    "title": Kit.word,
    "note": Kit.word,
    "at": "5분 전",
    "to": Kit.word,
    "is_read": Kit.is_open,
    "on_click": Kit.press,
}
PRODUCT = {
    "name": Kit.word,
    "seller": Kit.word,
    "price": "₩1,000",
    "stock": "9개 남음",
    "level": Kit.word,
    "picture": Kit.word,
    "on_click": Kit.press,
}

SAMPLES: dict[str, Callable[[], Component]] = {
    "acting_banner": lambda: ui.acting_banner(Kit.word, "운영자", "30분 남음 · 볼 수만 있어요"),
    "action_card": lambda: ui.action_card(
        Kit.word, "안내", badge=ui.badge("대기"), actions=[ui.button("승인요청")], key="1"
    ),
    **FRONT_SAMPLES,
    **register_samples(Kit),
    "area_field": lambda: ui.area_field("사유", "reason", error=Kit.word, required=True),
    "announced": lambda: ui.announced(ui.callout("bad", "맞지 않아요.")),
    "auth_foot": lambda: ui.auth_foot("계정이 없으신가요?"),
    "sign_in_email": lambda: ui.sign_in_email(Kit.word, Kit.word),
    "social_buttons": lambda: ui.social_buttons(Kit.options, "/orders"),
    "auth_page": lambda: ui.auth_page("로그인", "안내", ui.text("안")),
    "ask_reason": lambda: ui.ask_reason(
        form_id="reason-form",
        on_submit=Kit.send,
        error=Kit.word,
        turn=Kit.word,
        example="잘못 적었어요",
        title="취소할까요?",
        description="되돌릴 수 없어요.",
        name="sample",
        action="취소하기",
        open=Kit.is_open,
        on_open_change=Kit.turn,
    ),
    "avatar": lambda: ui.avatar(Kit.word, "한빛상회", "lg"),
    "badge": lambda: ui.badge("기본", tone="brand", before="check"),
    "bar_chart": lambda: ui.bar_chart(Kit.bars, Kit.options, label="주문 추세"),
    "bell": lambda: ui.bell(
        "속",
        count=Kit.word,
        label=Kit.word,
        news=Kit.word,
        on_turn=Kit.turn,
        action=ui.button("모두 읽음"),
        foot=ui.text("끝"),
    ),
    "bell_entries": lambda: ui.bell_entries(ui.bell_entry(**ENTRY)),
    "bell_entry": lambda: ui.bell_entry(**ENTRY),
    "bell_link": lambda: ui.bell_link("전체 보기", to="/messages"),
    "bell_other_side": lambda: ui.bell_other_side(Kit.word, ui.submit("전환")),
    "box": lambda: ui.box("상자"),
    "brand": lambda: ui.brand("/"),
    "bulk_bar": lambda: ui.bulk_bar(Kit.count, ui.button("인쇄"), on_clear=Kit.press),
    "button": lambda: ui.button("저장", variant="primary", busy=Kit.is_open, on_click=Kit.press),
    "callout": lambda: ui.callout("bad", Kit.word),
    "card": lambda: ui.card("속", title="제목", aside=ui.badge("새"), flush=True),
    "cart_bar": lambda: ui.cart_bar(
        "주문서", "₩1", ui.text("줄"), title="주문서", foot=ui.text("합")
    ),
    "cart_group": lambda: ui.cart_group(Kit.word, "₩1", ui.text("줄")),
    "cart_line": lambda: ui.cart_line(
        name=Kit.word,
        note="1kg",
        amount="₩1",
        stepper=ui.text("1"),
        is_checked=Kit.is_open,
        on_check=Kit.turn,
        on_remove=Kit.press,
        problem=Kit.word,
    ),
    "cart_page": lambda: ui.cart_page([ui.text("품목")], ui.text("주문서")),
    "cart_panel": lambda: ui.cart_panel("주문서 작성", ui.text("줄"), foot=ui.text("합")),
    "cell": lambda: ui.cell("칸", tone="muted", phone=False),
    "cell_actions": lambda: ui.cell_actions(ui.button("승인"), ui.button("거절")),
    "cell_button": lambda: ui.cell_button("상세", name="1번 상세", on_click=Kit.press),
    "cell_check": lambda: ui.cell_check("1번 선택", on_change=Kit.turn),
    "cell_expand": lambda: ui.cell_expand(Kit.word, Kit.word),
    "cell_link": lambda: ui.cell_link(Kit.word, to="/orders"),
    "cell_name": lambda: ui.cell_name(
        Kit.word, "안내", badge=ui.badge("미확인"), on_click=Kit.press
    ),
    "cell_number": lambda: ui.cell_number("₩1", won=True),
    "cell_person": lambda: ui.cell_person(Kit.word, "한빛", "메일", badge=ui.badge("나")),
    "cell_pair": lambda: ui.cell_pair("위", "아래"),
    "cell_stand": lambda: ui.cell_stand(ui.badge("거절"), ui.button("다시 요청"), note=Kit.word),
    "center_row": lambda: ui.center_row(ui.button("더보기")),
    "checkbox": lambda: ui.checkbox("동의", name="agree", boxed=True, on_change=Kit.turn),
    "chip": lambda: ui.chip(Kit.word, on_remove=Kit.press),
    "chips": lambda: ui.chips(ui.chip("최근 30일"), on_clear=Kit.press),
    "choice_tabs": lambda: ui.choice_tabs(
        "상태", [("", "전체", Kit.count), ("requested", "요청", "3")], Kit.word, Kit.take
    ),
    "close_button": lambda: _in_dialog(footer=[ui.close_button()]),
    "awaited": lambda: ui.awaited(Kit.is_open, ["왔어요"], [ui.skeleton_lines()]),
    "confirm": lambda: ui.confirm(
        title="지울까요?",
        description="되돌릴 수 없어요.",
        name="sample",
        action="지우기",
        on_confirm=Kit.press,
        trigger=ui.button("지우기"),
    ),
    "connection_badge": lambda: ui.connection_badge(Kit.word),
    "counted_field": lambda: ui.counted_field(
        "내용", "body", 1_000, error=Kit.word, default_value=Kit.word, required=True
    ),
    "counter": lambda: ui.counter(Kit.count),
    "crash_page": ui.crash_page,
    "device_list": lambda: ui.device_list("목록", "기기"),
    "device_row": lambda: ui.device_row(
        Kit.word,
        "Chrome",
        "서울",
        "방금",
        badges=ui.badge("현재 기기"),
        action=ui.button("로그아웃"),
    ),
    "dialog": lambda: _in_dialog(),
    "direction_badge": lambda: ui.direction_badge(Kit.is_open, Kit.word),
    "divider": ui.divider,
    "empty": lambda: ui.empty("없어요", "한 문장", ui.button("만들기")),
    "error_boundary": ui.error_boundary,
    "entry": lambda: ui.entry(Kit.word, "연결됨", ui.button("해제")),
    "entry_list": lambda: ui.entry_list("목록", "소셜 계정"),
    "post_button": lambda: ui.post_button(
        "연결", action=Kit.word, values={"next": "/"}, label="연결", disabled=Kit.is_open
    ),
    "expand": lambda: ui.expand(Kit.word, Kit.word),
    "facts": lambda: ui.facts(("받는분", Kit.word), ("주소", "서울")),
    "failed": lambda: ui.failed(on_retry=Kit.press),
    "forbidden_page": ui.forbidden_page,
    "form": lambda: ui.form(
        ui.text_field("메모", "memo"), on_submit=Kit.send, turn=Kit.word, id="memo-form"
    ),
    "form_dialog": lambda: ui.form_dialog(
        SAMPLES["form"](),
        title="메모",
        description="메모를 적어 주세요.",
        name="sample",
        action="저장",
        form="memo-form",
        open=Kit.is_open,
        on_open_change=Kit.turn,
    ),
    "end_row": lambda: ui.end_row(ui.submit("저장")),
    "frame": lambda: ui.frame(
        "속",
        side="buyer",
        current="/orders",
        company=Kit.word,
        person=Kit.word,
        has_both_sides=Kit.is_open,
    ),
    "grid": lambda: ui.grid("하나", "둘", columns=3),
    "happened": lambda: ui.happened("보냈어요", "2026. 02. 13.", note=Kit.word),
    "hidden_input": lambda: ui.hidden_input("next", Kit.word),
    "icon": lambda: ui.icon("check", 14),
    "icon_button": lambda: ui.icon_button("x", "닫기", on_click=Kit.press),
    "inline": lambda: ui.inline("하나", "둘", spread=True),
    "inquiry_badge": lambda: ui.inquiry_badge(Kit.word),
    "line": lambda: ui.line("안내", Kit.word, "2026-02-20", to="/notices"),
    "line_list": lambda: ui.line_list(ui.text("줄"), "공지"),
    "item": lambda: ui.item(Kit.word, "안내", action=ui.button("열기"), key="1"),
    "item_list": lambda: ui.item_list(ui.item("줄"), "사용자"),
    "link": lambda: ui.link("글", to=Kit.word),
    "link_button": lambda: ui.link_button("주문 관리", to="/orders", before="plus"),
    "list_head": lambda: ui.list_head("머리"),
    "live": lambda: ui.live("검색 결과 ", Kit.count, "개"),
    "loading": lambda: ui.loading(ui.text("모양")),
    "menu": lambda: ui.menu(ui.button("메뉴"), *_menu_items()),
    "menu_item": lambda: ui.menu_item("엑셀", on_select=Kit.press, before="download"),
    "menu_label": lambda: ui.menu_label("안내"),
    "menu_link": lambda: ui.menu_link("계정", to="/account"),
    "menu_separator": ui.menu_separator,
    "login_badge": lambda: ui.login_badge(Kit.word),
    "member_badge": lambda: ui.member_badge(Kit.word),
    "message_badge": lambda: ui.message_badge(Kit.word),
    "message_card": lambda: ui.message_card(
        "누가", "무엇을", "언제", badges=ui.badge("성공"), fee="₩0", action=ui.button("다시")
    ),
    "money": lambda: ui.money(Kit.word, size="xl"),
    "news_bar": lambda: ui.news_bar(Kit.count, "새 주문 보기", on_show=Kit.press),
    "no_result": lambda: ui.no_result("없어요", on_clear=Kit.press),
    "not_found_page": ui.not_found_page,
    "notice_badge": lambda: ui.notice_badge(Kit.word),
    "led_by": lambda: ui.led_by(Kit.way),
    "offline_bar": ui.offline_bar,
    "or_line": ui.or_line,
    "page": lambda: ui.page("속"),
    "page_header": lambda: ui.page_header("주문 관리", ui.button("새로"), note="안내"),
    "page_link": lambda: ui.page_link("나가기", href="/auth/logout"),
    "pagination": lambda: ui.pagination(Kit.word, Kit.numbers, Kit.count, Kit.count, Kit.go),
    "palette": lambda: ui.palette(
        ui.palette_group("주문", Kit.hits, "package"),
        first=Kit.word,
        epoch=Kit.count,
        on_search=Kit.take,
        on_open=Kit.press,
    ),
    "palette_button": ui.palette_button,
    "palette_group": lambda: ui.palette_group("주문", Kit.hits, "package"),
    "paragraph": lambda: ui.paragraph("글", tone="muted"),
    "password_field": lambda: ui.password_field("비밀번호", "password", error=Kit.word),
    "password_input": lambda: ui.password_input(name="password", aria_label="비밀번호"),
    "picture_field": lambda: ui.picture_field(
        Kit.word, Kit.count, action="/files", on_remove=Kit.press
    ),
    "post": lambda: ui.post(
        Kit.word,
        "본문",
        note="바다식품",
        on_click=Kit.press,
        is_unread=Kit.is_open,
        tags=ui.notice_badge("news"),
        badge=ui.inquiry_badge("waiting"),
        is_asked=True,
    ),
    "post_form": lambda: ui.post_form(ui.submit("로그인"), action="/auth/login", id="login"),
    "posts": lambda: ui.posts(rx.foreach(Kit.rows, lambda row: SAMPLES["post"]()), "공지"),
    "problem_page": lambda: ui.problem_page("500", "제목", "문장", before="lock"),
    "product_badge": lambda: ui.product_badge(Kit.word),
    "product_cell": lambda: ui.product_cell(Kit.word, Kit.word, "note", on_click=Kit.press),
    "product_tile": lambda: ui.product_tile(
        name=Kit.word,
        note="P-1",
        price="₩1",
        stock="9개",
        level=Kit.word,
        picture=Kit.word,
        badge=ui.product_badge(Kit.word),
        tick=ui.tick("선택", Kit.is_open, Kit.turn),
        on_click=Kit.press,
    ),
    "push_left": lambda: ui.push_left(ui.button("초기화")),
    "quick_link": lambda: ui.quick_link("주문", "보내요", to="/orders", before="plus"),
    "radio_card": lambda: ui.radio_card(Kit.word, "줄", name="a", value="1", aside=ui.text("수정")),
    "radio_group": lambda: ui.radio_group(
        "유형", ui.radio_card("집", name="a", value="1"), columns=3, is_seen=True, error=Kit.word
    ),
    "reason": lambda: ui.reason(Kit.word),
    "route_link": lambda: ui.route_link("글", to="/"),
    "row": lambda: ui.row(ui.cell("칸"), key="1"),
    "row_card": lambda: ui.row_card(
        "번호", "요약", "안내", "₩1", badge=ui.status_badge("pending"), on_click=Kit.press
    ),
    "said": lambda: ui.said("Q", ui.written(Kit.word), note="바다식품", tone="brand"),
    "seal": lambda: ui.seal(Kit.word),
    "search": lambda: ui.search(Kit.word, Kit.take, "이름으로 검색", wide=True),
    "day_filter": lambda: ui.day_filter(Kit.word, Kit.take, "하루", name="day", key=Kit.count),
    "heard": lambda: ui.heard(Kit.word),
    "copy_field": lambda: ui.copy_field("주소", "address", Kit.word, hint="그대로 등록해요."),
    "section": lambda: ui.section("제목", "속", aside=ui.button("변경"), level=2),
    "segmented": lambda: ui.segmented(
        "보기", [("tile", "이미지형", "list"), ("list", "리스트형", None)], Kit.word, Kit.take
    ),
    "select": lambda: ui.select(name="c", options=Kit.options, aria_label="분류"),
    "select_field": lambda: ui.select_field("택배사", "carrier", [("cj", "CJ대한통운")]),
    "share_list": lambda: ui.share_list(ui.text("줄"), "현황"),
    "share_row": lambda: ui.share_row("대기", share=Kit.word, value="3건", to="/orders"),
    "skeleton_chart": ui.skeleton_chart,
    "skeleton_lines": ui.skeleton_lines,
    "skeleton_posts": ui.skeleton_posts,
    "skeleton_rows": ui.skeleton_rows,
    "skeleton_stats": ui.skeleton_stats,
    "skeleton_tiles": ui.skeleton_tiles,
    "stack": lambda: ui.stack("하나", "둘", gap="lg"),
    "stat": lambda: ui.stat("주문", "8건", note="안내", before="link"),
    "stats": lambda: ui.stats(ui.stat("판매처", Kit.word, kind="name"), columns=3),
    "status_badge": lambda: ui.status_badge(Kit.word),
    "stepper": lambda: ui.stepper(Kit.word, Kit.count, Kit.take, key="1.0"),
    "stock_note": lambda: ui.stock_note("9개", Kit.word),
    "submit": lambda: ui.submit("저장", form="memo-form"),
    "sum_line": lambda: ui.sum_line("결제 금액", "₩1", total=True),
    "sums": lambda: ui.sums(ui.sum_line("총 수량", "3개")),
    "switch": lambda: ui.switch(Kit.word, Kit.is_open, Kit.turn, disabled=Kit.is_open),
    "table": lambda: ui.table(
        [ui.th("번호"), ui.th_unseen("상세")],
        rx.foreach(Kit.rows, lambda row: ui.row(ui.cell_link(row["name"], on_click=Kit.press))),
        "주문 목록",
        cards=rx.foreach(Kit.rows, lambda row: ui.row_card(row["name"], "", "", "", to="/orders")),
        foot=ui.row(ui.cell("합계")),
    ),
    "tabs": lambda: ui.tabs("주문", [("주문 관리", "/orders"), ("주문 생성", "/new")], "/orders"),
    "text": lambda: ui.text(Kit.word, tone="bad", size="sm", strong=True, number=True),
    "text_field": lambda: ui.text_field(
        "이메일", "email", error=Kit.errors.get("email", ""), hint="안내", aside=ui.button("조회")
    ),
    "text_input": lambda: ui.text_input(name="from_on", type="date", aria_label="시작일"),
    "textarea": lambda: ui.textarea(name="memo", aria_label="메모"),
    "th": lambda: ui.th("금액", align="right", phone=False),
    "th_check": lambda: ui.th_check("모두 선택", on_change=Kit.turn),
    "th_unseen": lambda: ui.th_unseen("상세"),
    "thumb": lambda: ui.thumb(Kit.word),
    "tick": lambda: ui.tick(Kit.word, Kit.is_open, Kit.turn),
    "tile": lambda: ui.tile(**PRODUCT),
    "tile_row": lambda: ui.tile_row(**PRODUCT, spec=Kit.word),
    "tile_rows": lambda: ui.tile_rows(ui.tile_row(**PRODUCT)),
    "tiles": lambda: ui.tiles(ui.tile(**PRODUCT)),
    "timeline": lambda: ui.timeline(ui.happened("보냈어요", "2월 13일"), "주문 이력"),
    "toast_region": lambda: ui.toast_region(Kit.toasts, Kit.take),
    "toolbar": lambda: ui.toolbar(ui.button("필터"), end=ui.text("10건")),
    "two_even": lambda: ui.two_even("하나", "둘"),
    "two_columns": lambda: ui.two_columns(ui.text("왼쪽"), ui.text("오른쪽")),
    "undo_bar": lambda: ui.undo_bar(Kit.word, on_undo=Kit.press, on_close=Kit.press),
    "unseen": lambda: ui.unseen("읽어 줄 말"),
    "written": lambda: ui.written(Kit.word),
}


def _in_dialog(**props: Any) -> Component:
    return ui.dialog(
        "속",
        title="주문 상세",
        description="주문 내용을 확인하세요.",
        name="sample",
        open=Kit.is_open,
        on_open_change=Kit.turn,
        **props,
    )


def _menu_items() -> list[Component]:
    return [SAMPLES[name]() for name in ("menu_label", "menu_item", "menu_link", "menu_separator")]

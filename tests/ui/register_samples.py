"""Drawings of the pieces of 회원가입."""

from collections.abc import Callable
from typing import Any

from reflex_base.components.component import Component

from qnector import ui


def register_samples(kit: Any) -> dict[str, Callable[[], Component]]:
    """By name, over the kit's Vars and handlers."""
    return {
        "address_fields": lambda: ui.address_fields(
            "사업장 주소",
            dict.fromkeys(("postal_code", "street", "detail"), kit.word),
            errors=kit.errors,
            is_by_hand=kit.is_open,
            is_off=kit.is_open,
            on_find=kit.press,
            key=kit.word,
        ),
        "account_all": lambda: ui.account_all("전체 동의", ["terms", "news"], kit.turn),
        "account_match": ui.account_match,
        "account_rules": ui.account_rules,
        "account_submit": lambda: ui.account_submit("회원가입"),
        "account_watch": lambda: ui.account_watch(ui.text("안"), key=kit.word),
        "labelled_group": lambda: ui.labelled_group("유형", ui.text("안"), error=kit.word),
        "page_button": lambda: ui.page_button("열기", href="/register", full=True),
        "two_buttons": lambda: ui.two_buttons(ui.button("뒤로가기"), ui.submit("다음")),
        "paused_button": lambda: ui.paused_button(
            "다시 보내기", kit.count, kit.press, key=kit.word
        ),
        "progress": lambda: ui.progress(["하나", "둘"], kit.count),
        "progress_bar": lambda: ui.progress_bar("확인", kit.count, 10, kit.word),
        "postcode_dialog": lambda: ui.postcode_dialog(
            open=kit.is_open,
            on_open_change=kit.turn,
            on_search=kit.send,
            places=kit.places,
            on_choose=kit.go,
            summary=kit.word,
            problem=kit.word,
            is_down=kit.is_open,
            has_searched=kit.is_open,
            numbers=kit.numbers,
            page=kit.count,
            last=kit.count,
            turn=kit.go,
            on_by_hand=kit.press,
            focus_next=kit.word,
        ),
    }

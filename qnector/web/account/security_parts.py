"""보안 as every side sees it."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.web import lists
from qnector.web.account.profile_parts import NOTES
from qnector.web.account.rows import AttemptText, DeviceText
from qnector.web.account.tabs import ROOTS, account_tabs
from qnector.web.screen import PageSide

RESULTS = [("", "전체 결과"), ("success", "성공"), ("failure", "실패")]
FIRST = "소셜 계정으로만 로그인하고 있어요. 비밀번호를 정하면 이메일로도 로그인할 수 있어요."
PROOF = "비밀번호를 처음 정할 때는 본인인지 한 번 더 확인해요."


def security_page(state: Any, side: PageSide) -> rx.Component:
    """비밀번호 관리, 접속 기기 관리, 로그인 기록."""
    return ui.page(
        ui.page_header("계정관리", note=NOTES[side]),
        account_tabs(side, "/security"),
        ui.awaited(
            state.is_loaded | state.has_failed,
            [
                ui.card(_word(state, side), title="비밀번호 관리"),
                ui.card(_devices(state), title="접속 기기 관리", aside=_end_all(state), flush=True),
                _attempts(state),
            ],
            [
                ui.card(ui.skeleton_lines(6), title="비밀번호 관리"),
                ui.card(ui.skeleton_rows(), title="접속 기기 관리", flush=True),
            ],
        ),
    )


def _word(state: Any, side: PageSide) -> rx.Component:
    """A plain form that the browser posts: no password becomes an event."""
    return ui.stack(
        rx.cond(state.news != "", ui.callout("ok", state.news)),
        rx.cond(state.errors[""] != "", ui.callout("bad", state.errors[""])),
        rx.cond(state.is_first_word, ui.callout("info", FIRST)),
        rx.cond(
            state.needs_proof,
            ui.inline(
                ui.text(PROOF, tone="muted", size="sm"),
                ui.link_button(
                    "본인 확인하기", to=f"/reauth?next={ROOTS[side]}/security", variant="primary"
                ),
                spread=True,
            ),
            _form(state),
        ),
    )


def _form(state: Any) -> rx.Component:
    return ui.post_form(
        ui.grid(
            rx.cond(
                state.is_first_word,
                rx.fragment(),
                _field(state, "기존 비밀번호", "current", auto_complete="current-password"),
            ),
            _field(
                state,
                "새 비밀번호",
                "password",
                hint="8자 이상, 흔하지 않은 비밀번호로 정해 주세요.",
                auto_complete="new-password",
            ),
            _field(state, "새 비밀번호 확인", "again", auto_complete="new-password"),
            columns=3,
        ),
        ui.end_row(
            ui.text("바꾸면 다른 기기는 모두 로그아웃돼요.", tone="muted", size="sm"),
            ui.submit("저장"),
        ),
        action="/auth/password",
        id="word-form",
    )


def _field(state: Any, label: str, name: str, **props: Any) -> rx.Component:
    return ui.password_field(
        label, name, error=state.errors[name], required=True, max_length=200, **props
    )


def _devices(state: Any) -> rx.Component:
    return ui.device_list(
        rx.foreach(state.devices, lambda row: _device(state, row)), "로그인한 기기"
    )


def _device(state: Any, row: rx.Var[DeviceText]) -> rx.Component:
    return ui.device_row(
        row["kind"],
        row["name"],
        row["place"],
        row["seen"],
        badges=rx.fragment(
            rx.cond(row["is_here"], ui.badge("현재 기기", tone="brand")),
            rx.cond(row["is_operator"], ui.badge("운영자", tone="warn")),
        ),
        action=rx.cond(
            row["is_here"],
            rx.fragment(),
            ui.button(
                "로그아웃",
                size="sm",
                aria_label=row["name"] + " 로그아웃",
                on_click=state.end_device(row["id"]),
            ),
        ),
        key=row["id"],
    )


def _end_all(state: Any) -> rx.Component:
    return rx.cond(
        state.has_others,
        ui.confirm(
            title="다른 기기를 모두 로그아웃할까요?",
            description="지금 쓰는 기기만 로그인한 채로 남아요. 열려 있는 화면은 바로 닫혀요.",
            name="end_others",
            action="모두 로그아웃",
            on_confirm=state.end_others,
            trigger=ui.button("다른 기기 모두 로그아웃", size="sm"),
        ),
    )


def _attempts(state: Any) -> rx.Component:
    return ui.card(
        ui.list_head(
            ui.toolbar(
                ui.select(
                    name="result",
                    options=RESULTS,
                    value=state.filters["result"],
                    on_change=state.choose("result"),
                    aria_label="로그인 결과",
                    width="w-36",
                ),
                ui.text("최근 90일 동안의 기록이에요.", tone="muted", size="sm"),
            ),
            ui.live(state.found),
        ),
        lists.body(
            state,
            rx.fragment(
                _table(state),
                rx.cond(state.more_word != "", _more(state)),
            ),
            first_use=ui.empty(
                "아직 로그인 기록이 없어요", "다음에 로그인하면 여기에 남아요.", before="history"
            ),
            nothing="조건에 맞는 로그인 기록이 없어요",
        ),
        title="로그인 기록",
        flush=True,
    )


def _more(state: Any) -> rx.Component:
    return ui.center_row(ui.button(state.more_word, variant="ghost", on_click=state.more))


def _table(state: Any) -> rx.Component:
    return ui.table(
        [ui.th("로그인 시간"), ui.th("로그인 정보"), ui.th("로그인 결과")],
        rx.foreach(state.rows, _row),
        "로그인 기록",
        cards=rx.foreach(state.rows, _card),
    )


def _row(row: rx.Var[AttemptText]) -> rx.Component:
    return ui.row(
        ui.cell(row["at"], tone="muted"),
        ui.cell_pair(row["device"], row["place"]),
        ui.cell(ui.login_badge(row["result"])),
        key=row["id"],
    )


def _card(row: rx.Var[AttemptText]) -> rx.Component:
    return ui.action_card(
        row["device"],
        row["place"],
        row["at"],
        badge=ui.login_badge(row["result"]),
        key=row["id"],
    )

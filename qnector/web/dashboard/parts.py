"""The Dashboard of both sides: cards, quick links, the year, where orders stand."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.web.dashboard.state import NoticeText, ShareText

Link = tuple[str, str, str, str]


def dashboard(
    state: Any, *, action: Any, usage: tuple[str, str], links: list[Link], empty: Any, notices: str
) -> rx.Component:
    """The cards, links, chart, standing and newest notices of one side.

    `usage` is the label and picture of the third card, `links` are (title, note, path, picture),
    `notices` is where all of them are.
    """
    return ui.page(
        ui.page_header("Dashboard", action, note=state.today),
        rx.cond(
            state.has_failed,
            ui.card(ui.failed(on_retry=state.load)),
            rx.fragment(
                rx.cond(state.is_loaded, _cards(state, usage), ui.skeleton_stats()),
                ui.grid(
                    *[
                        ui.quick_link(title, note, to=to, before=before)
                        for title, note, to, before in links
                    ],
                    columns=3,
                ),
                ui.two_columns(_trend(state, empty), _standing(state)),
                _notices(state, notices),
            ),
        ),
    )


def _cards(state: Any, usage: tuple[str, str]) -> rx.Component:
    label, before = usage
    return ui.stats(
        ui.stat("이번달 주문 수", state.orders, note=state.orders_note, before="shopping-cart"),
        ui.stat("연결 수", state.partners, note=state.partners_note, before="link"),
        ui.stat(label, state.usage, note=state.usage_note, before=before),
        ui.stat(
            "이번 달 결제 금액",
            state.payment,
            note=state.payment_note,
            before="credit-card",
            kind="won",
        ),
    )


def _trend(state: Any, empty: Any) -> rx.Component:
    chart = ui.bar_chart(state.bars, state.ticks, label="주문 추세 (월), 건수")
    return ui.card(
        rx.cond(
            state.is_loaded,
            rx.fragment(chart, rx.cond(state.has_orders, rx.fragment(), empty)),
            ui.skeleton_chart(),
        ),
        title="주문 추세 (월)",
        aside=ui.text(state.trend_note, tone="muted", size="sm", number=True),
    )


def _standing(state: Any) -> rx.Component:
    return ui.card(
        rx.cond(
            state.is_loaded,
            ui.share_list(rx.foreach(state.shares, _share), "내 거래 현황"),
            ui.skeleton_lines(5),
        ),
        title="내 거래 현황",
        aside=ui.text("최근 1년", tone="muted", size="sm"),
    )


def _share(row: rx.Var[ShareText]) -> rx.Component:
    return ui.share_row(
        ui.status_badge(row["status"]), share=row["share"], value=row["count"], to=row["path"]
    )


def _notices(state: Any, path: str) -> rx.Component:
    return ui.card(
        rx.cond(
            state.is_loaded,
            rx.cond(
                state.notices,
                ui.line_list(rx.foreach(state.notices, _notice), "최근 공지사항"),
                ui.empty("아직 공지사항이 없어요", before="megaphone"),
            ),
            ui.skeleton_lines(3),
        ),
        title="공지사항",
        aside=ui.link("전체 보기", to=path),
        flush=True,
    )


def _notice(row: rx.Var[NoticeText]) -> rx.Component:
    return ui.line(ui.notice_badge(row["kind"]), row["title"], row["day"], to=row["path"])

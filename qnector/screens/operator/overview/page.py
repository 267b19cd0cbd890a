"""운영 현황, as the operator sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.operator.overview.state import JobText, OverviewState
from qnector.web.screen import screen


@screen(route="/operator", title="운영 현황", side="operator", on_load=OverviewState.load)
def overview() -> rx.Component:
    """Four figures, what waits for the operator, and how the server's own work goes."""
    state = OverviewState
    return ui.page(
        ui.page_header(
            "운영 현황",
            ui.button("새로고침", before="rotate-ccw", on_click=state.load),
            note="이 서버에서 거래하는 회사와 오늘의 움직임이에요.",
        ),
        rx.cond(
            state.is_loaded,
            rx.fragment(
                ui.stats(
                    ui.stat("회사", state.companies, before="building-2"),
                    ui.stat("사용자", state.users, before="users"),
                    ui.stat("오늘 주문", state.orders_today, before="clipboard-list"),
                    ui.stat("보낼 메일", state.waiting_mails, before="mail"),
                ),
                ui.section("살펴볼 일", ui.grid(*_waiting()), level=2),
                ui.card(_jobs(), title="서버가 하는 일", flush=True),
            ),
            ui.skeleton_lines(4),
        ),
    )


def _waiting() -> list[rx.Component]:
    state = OverviewState
    return [
        ui.quick_link(
            "미확인 회사 " + state.unverified,
            "국세청에서 확인하지 못한 회사를 직접 확인하세요.",
            to="/operator/companies?standing=unverified",
            before="circle-help",
        ),
        ui.quick_link(
            "이용 중지한 회사 " + state.suspended,
            "중지한 까닭을 확인하고 다시 이용하게 하세요.",
            to="/operator/companies?standing=suspended",
            before="pause",
        ),
        ui.quick_link(
            "보내지 못한 메일 " + state.failed_mails,
            "까닭을 확인하고 다시 보내세요.",
            to="/operator/outbox",
            before="mail-x",
        ),
        ui.quick_link(
            "답변을 기다리는 문의 " + state.inquiries,
            "회사들이 큐넥터에 보낸 문의에 답하세요.",
            to="/operator/inquiries?status=waiting",
            before="message-circle",
        ),
    ]


def _jobs() -> rx.Component:
    return ui.table(
        [ui.th("하는 일"), ui.th("주기"), ui.th("마지막으로 마친 때"), ui.th("상태")],
        rx.foreach(OverviewState.jobs, _job),
        "서버가 하는 일",
        cards=rx.foreach(OverviewState.jobs, _card),
    )


def _job(job: rx.Var[JobText]) -> rx.Component:
    return ui.row(
        ui.cell_name(job["name"], ""),
        ui.cell(job["every"], tone="muted"),
        ui.cell(job["done"], tone="muted"),
        ui.cell_stand(_badge(job), note=job["note"]),
        key=job["name"],
    )


def _card(job: rx.Var[JobText]) -> rx.Component:
    return ui.action_card(
        job["name"],
        job["every"] + " · " + job["done"],
        job["note"],
        badge=_badge(job),
        key=job["name"],
    )


def _badge(job: rx.Var[JobText]) -> rx.Component:
    return rx.match(
        job["state"],
        ("ok", ui.badge("정상", tone="ok", before="check")),
        ("new", ui.badge("기다리는 중", tone="info", before="clock-3")),
        ("late", ui.badge("늦어짐", tone="warn", before="clock-alert")),
        ui.badge("실패", tone="bad", before="x"),
    )

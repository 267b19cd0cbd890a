"""회사 관리, as the operator sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.operator.companies import windows
from qnector.screens.operator.companies.state import CompaniesState
from qnector.screens.operator.companies.windows import marks
from qnector.web import lists
from qnector.web.operator.act_as import act_window
from qnector.web.operator.rows import CompanyText
from qnector.web.screen import screen

PARTS = [("", "전체"), ("unverified", "미확인"), ("verified", "확인"), ("suspended", "이용 중지")]
SIDES = [
    ("", "전체 구분"),
    ("buyer", "구매자"),
    ("seller", "판매자"),
    ("both", "둘 다"),
    ("managed", "전용 구매자"),
]
SORTS = [("-created", "최근 가입순"), ("name", "회사명순"), ("created", "먼저 가입순")]


PATH = "/operator/companies"


@screen(
    route=PATH,
    title="회사 관리",
    side="operator",
    on_load=CompaniesState.load,
)
def operator_companies() -> rx.Component:
    """Every company, the window of one, and a window for each act with words."""
    state = CompaniesState
    return ui.page(
        ui.page_header("회사 관리", note="회사를 확인하고, 문제가 있으면 이용을 중지하세요."),
        lists.list_card(
            state,
            placeholder="회사명, 사업자번호, 이메일로 검색",
            filters=[("side", "구분", SIDES)],
            sorts=SORTS,
            news=lists.parts(state, "standing", "상태", PARTS),
            rows=_table(),
            first_use=ui.empty(
                "아직 회사가 없어요", "회사가 가입하면 바로 여기에 보여요.", before="building-2"
            ),
            nothing="조건에 맞는 회사가 없어요",
        ),
        windows.company(),
        windows.check(),
        windows.suspend(),
        act_window(state, f"{PATH}?company=" + state.detail["id"].to(str)),
    )


def _table() -> rx.Component:
    return ui.table(
        [
            ui.th("회사명"),
            ui.th("사업자번호"),
            ui.th("대표자명"),
            ui.th("구분"),
            ui.th("사용자", align="right"),
            ui.th("가입일"),
            ui.th("상태"),
            ui.th_unseen("상세"),
        ],
        rx.foreach(CompaniesState.rows, _row),
        "회사 목록",
        cards=rx.foreach(CompaniesState.rows, _card),
    )


def _row(company: rx.Var[CompanyText]) -> rx.Component:
    opening = CompaniesState.open_company(company["id"])
    return ui.row(
        ui.cell_name(company["name"], company["email"], on_click=opening),
        ui.cell(company["number"], tone="muted"),
        ui.cell(company["representative"]),
        ui.cell(company["sides"]),
        ui.cell_number(company["people"], strong=False),
        ui.cell(company["created"], tone="muted"),
        ui.cell_stand(marks(company)),
        ui.cell_button("상세", name=company["name"] + " 상세", on_click=opening),
        key=company["id"],
    )


def _card(company: rx.Var[CompanyText]) -> rx.Component:
    return ui.row_card(
        company["name"],
        company["number"] + " · " + company["representative"],
        company["sides"] + " · " + company["created"],
        company["people"],
        badge=ui.inline(marks(company), gap="xs"),
        on_click=CompaniesState.open_company(company["id"]),
        key=company["id"],
    )

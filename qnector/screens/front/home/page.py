"""홈, as anybody sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.front.home import texts
from qnector.screens.front.home.offers import PlanText
from qnector.screens.front.home.state import HomeState
from qnector.web.public import BEGIN, Front, framed
from qnector.web.screen import screen

HERO = ui.Picture("order-create", 1440, 900, "주문 생성 화면: 품목 목록과 판매자별로 나뉜 주문서")
HERO_PHONE = ui.Picture("order-create-phone", 578, 800, HERO.alt)
CONFIRM = ui.Picture("order-confirm", 760, 730, "주문 발행 창: 배송지와 판매자별 주문 품목")
ORDERS = ui.Picture("seller-orders", 1208, 720, "판매자의 주문 관리 화면: 들어온 주문과 상태")


@screen(
    route="/",
    title="여러 거래처 주문을 장바구니 하나로",
    description=texts.DESCRIPTION,
    head=[ui.picture_preload(HERO, HERO_PHONE)],
    side=None,
    on_load=[Front.enter, HomeState.load],
)
def home() -> rx.Component:
    """What it is, what it does, what it costs, how to begin."""
    return framed(
        ui.opening(
            texts.TITLE,
            texts.SENTENCE,
            _way_in(),
            ui.link_button("기능 둘러보기", to="/#features", size="lg"),
            promises=texts.PROMISES,
            wide=HERO,
            narrow=HERO_PHONE,
        ),
        _features(),
        ui.band(ui.steps(*texts.STEPS), id="steps", title="주문 한 번, 네 걸음", tone="bg"),
        _pricing(),
        ui.band(ui.questions(*texts.QUESTIONS), id="questions", title="자주 묻는 질문", tone="bg"),
        _begin(),
        current="/",
        sticky=True,
    )


def _way_in() -> rx.Component:
    return rx.cond(
        Front.home != "",
        ui.link_button("내 화면으로", to=Front.home, variant="primary", size="lg"),
        ui.page_button("무료로 시작하기", href=BEGIN, variant="primary", size="lg"),
    )


def _features() -> rx.Component:
    return ui.band(
        ui.showcase(*texts.TOGETHER, picture=CONFIRM),
        ui.showcase(*texts.LIVE, picture=ORDERS, turned=True),
        ui.features(*[ui.feature(*one) for one in texts.FEATURES]),
        ui.coming("준비 중", *texts.COMING),
        id="features",
        title="주문하고 받는 하루가 가벼워져요",
        sentence="구매자와 판매자가 같은 주문을 같은 순간에 봐요.",
    )


def _pricing() -> rx.Component:
    return ui.band(
        rx.match(
            HomeState.pricing,
            (
                "plans",
                ui.stack(
                    ui.plan_grid(rx.foreach(HomeState.plans, _plan)),
                    ui.paragraph(texts.PRICING_NOTE, tone="muted", size="sm"),
                ),
            ),
            ("included", ui.plan_panel(ui.empty(*texts.INCLUDED, before="circle-check"))),
            ("failed", ui.plan_panel(ui.failed(on_retry=HomeState.load))),
            ui.plan_skeleton(),
        ),
        id="pricing",
        title="요금",
        sentence="파는 규모에 맞춰 고르세요. 부가세가 포함된 한 달 요금이에요.",
    )


def _plan(plan: rx.Var[PlanText]) -> rx.Component:
    return ui.plan_card(
        plan["name"],
        plan["price"],
        ("월 주문 수", "무제한"),
        ("품목 등록", plan["products"]),
        ("구매자 연결", plan["connections"]),
        ("데이터 조회", plan["history"]),
        ("전용 구매자", _coming(plan["has_managed_buyers"])),
        ("외부 API 연동", _coming(plan["has_api"])),
        key=plan["code"],
    )


def _coming(is_in: rx.Var[bool]) -> rx.Component:
    return rx.cond(is_in, ui.badge("준비 중", tone="warn", before="clock-3"), ui.text("-"))


def _begin() -> rx.Component:
    """The last way in: one's own account, and where there is one the demo."""
    return ui.closing(
        texts.BEGIN_TITLE,
        rx.cond(
            Front.home != "",
            ui.link_button("내 화면으로", to=Front.home, size="lg"),
            rx.fragment(
                ui.closing_text(rx.cond(Front.is_demo, texts.BEGIN_DEMO, texts.BEGIN_HERE)),
                ui.inline(
                    ui.page_button("무료로 시작하기", href=BEGIN, size="lg"),
                    rx.cond(
                        Front.is_demo,
                        ui.link_button("데모로 둘러보기", to="/login", size="lg"),
                    ),
                ),
            ),
        ),
        id="start",
    )

"""유용한 정보: the list of what one may read."""

import reflex as rx

from qnector import ui
from qnector.screens.front.guide.articles import GUIDE, TITLE, grouped
from qnector.web.public import Front, framed
from qnector.web.screen import screen


@screen(
    route=GUIDE,
    title=TITLE,
    description="큐넥터로 주문하고 주문받는 방법, 외부 연동 준비와 직접 설치하는 방법이에요.",
    side=None,
    on_load=Front.enter,
)
def guide() -> rx.Component:
    """Cards under their headings."""
    return framed(
        ui.reading_index(
            TITLE,
            *[
                ui.link_cards(
                    name,
                    *[
                        ui.link_card(one.title, one.summary, to=one.path, before=one.icon)
                        for one in articles
                    ],
                )
                for name, articles in grouped()
            ],
            note="큐넥터를 쓰는 방법을 순서대로 적어 두었어요.",
        ),
        current=GUIDE,
    )

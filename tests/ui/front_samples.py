"""One drawing of every piece of the public pages."""

from collections.abc import Callable

import reflex as rx
from reflex_base.components.component import Component

from qnector import ui

WORD = rx.Var("word", _var_type=str).guess_type()
PICTURE = ui.Picture("hero", 1440, 900, "주문 생성 화면")
HOST = ui.Host(name=WORD, number=WORD, note=WORD, email=WORD)
TEXT = """
## 제목

문단과 **굵은 말**, `명령`, [링크](/guide).

- 하나
  이어서
1. 먼저

> 알림

| 이름 | 값 |
| 하나 | 둘 |

```
make run
```
"""

FRONT_SAMPLES: dict[str, Callable[[], Component]] = {
    "band": lambda: ui.band("속", id="features", title="기능", sentence="문장", tone="bg"),
    "closing": lambda: ui.closing("시작", ui.text("글"), id="start"),
    "closing_text": lambda: ui.closing_text("문장"),
    "coming": lambda: ui.coming("준비 중", "하나", "둘"),
    "feature": lambda: ui.feature("제목", "문장", "zap"),
    "features": lambda: ui.features(ui.feature("제목", "문장", "zap")),
    "front_frame": lambda: ui.front_frame(
        "속", current="/guide/start", home=WORD, begin=WORD, host=HOST, sticky=True
    ),
    "link_card": lambda: ui.link_card("글", "문장", to="/guide", before="book-open"),
    "link_cards": lambda: ui.link_cards("묶음", ui.text("글")),
    "onward": lambda: ui.onward(None, ("다음", "/guide/order")),
    "opening": lambda: ui.opening(
        ("한 줄", "두 줄"), "문장", ui.text("글"), promises=("하나",), wide=PICTURE, narrow=PICTURE
    ),
    "picture_preload": lambda: ui.picture_preload(PICTURE, PICTURE),
    "plan_card": lambda: ui.plan_card(WORD, WORD, ("품목 등록", WORD), key="free"),
    "plan_grid": lambda: ui.plan_grid(ui.plan_card(WORD, WORD)),
    "plan_panel": lambda: ui.plan_panel("글"),
    "plan_skeleton": ui.plan_skeleton,
    "prose": lambda: ui.prose(TEXT),
    "questions": lambda: ui.questions(("물음", "답")),
    "reading_index": lambda: ui.reading_index("제목", ui.text("속"), note="문장"),
    "reading_list": lambda: ui.reading_list("목록", [("묶음", [("글", "/guide")])], "/guide"),
    "reading_page": lambda: ui.reading_page("제목", "속", aside="옆", above="위", note="문장"),
    "shot": lambda: ui.shot(PICTURE),
    "showcase": lambda: ui.showcase("제목", "문장", "하나", picture=PICTURE, turned=True),
    "steps": lambda: ui.steps(("제목", "문장")),
    "trail": lambda: ui.trail("유용한 정보", "/guide"),
}

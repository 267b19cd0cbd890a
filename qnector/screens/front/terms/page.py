"""이용약관, with its version and day."""

import reflex as rx

from qnector.domain.accounts import documents
from qnector.web.public import Front, document
from qnector.web.screen import screen
from qnector.web.texts.terms import TEXT

TITLE = "이용약관"


@screen(
    route="/terms",
    title=TITLE,
    description="큐넥터를 이용하는 조건과 절차, 이용자와 운영자의 권리와 의무입니다.",
    side=None,
    on_load=Front.enter,
)
def terms() -> rx.Component:
    """The text under the name of who runs the place."""
    return document(
        TITLE,
        TEXT,
        path="/terms",
        version=documents.TERMS_VERSION,
        since=documents.TERMS_SINCE,
    )

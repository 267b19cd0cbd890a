"""개인정보 처리방침, with its version and day."""

import reflex as rx

from qnector.domain.accounts import documents
from qnector.web.public import Front, document
from qnector.web.screen import screen
from qnector.web.texts.privacy import TEXT

TITLE = "개인정보 처리방침"


@screen(
    route="/privacy",
    title=TITLE,
    description="어떤 개인정보를 왜, 얼마 동안 처리하는지 알립니다.",
    side=None,
    on_load=Front.enter,
)
def privacy() -> rx.Component:
    """The text under the name of who runs the place."""
    return document(
        TITLE,
        TEXT,
        path="/privacy",
        version=documents.PRIVACY_VERSION,
        since=documents.PRIVACY_SINCE,
    )

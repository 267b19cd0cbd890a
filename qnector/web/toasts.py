"""Short messages over the screen: rows of a state, drawn by ui.toast."""

import itertools
from typing import Literal

import reflex as rx

from qnector.ui.toast import ToastRow
from qnector.web.args import OptionalPath, Sentence, ShortText, ToastId
from qnector.web.guard import Screen, public

MOST = 3
_numbers = itertools.count(1)


class Toasts(Screen):
    """알림: the last few messages of this browser."""

    rows: list[ToastRow] = []

    @rx.event
    @public
    async def say(
        self,
        text: Sentence,
        kind: Literal["success", "error", "info"] = "success",
        action_label: ShortText = "",
        action_to: OptionalPath = "",
    ):
        """Show one more; the oldest makes room."""
        row = ToastRow(
            id=f"t{next(_numbers)}",
            kind=kind,
            text=text,
            action_label=action_label,
            action_to=action_to,
        )
        self.rows = [*self.get_value("rows"), row][-MOST:]

    @rx.event
    @public
    async def dismiss(self, toast_id: ToastId):
        """The close button."""
        self.rows = [row for row in self.get_value("rows") if row["id"] != toast_id]

"""What the window of the 분류 shows and does."""

import reflex as rx

from qnector.core import db
from qnector.core.errors import Conflict, Invalid
from qnector.domain.catalog import queries
from qnector.domain.catalog import service as catalog
from qnector.screens.seller.products import rows as printed
from qnector.screens.seller.products.editor_state import EditorState
from qnector.screens.seller.products.rows import ShelfText
from qnector.web.args import CategoryId, FieldText, OpenFlag, TurnForm
from qnector.web.guard import Screen, actor, attempt, require
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns


class ShelfForm(TurnForm):
    """A 분류 that is to be."""

    shelf_name: FieldText = ""


class ShelfState(Turns, Screen):
    """분류 관리: the seller's shelves, over the drawer of a product."""

    is_open: bool = False
    rows: list[ShelfText] = []
    error: str = ""
    epoch: int = 0

    @rx.event
    @require("products.read")
    async def leave(self):
        """The page was loaded anew: no window is open."""
        self.is_open = False

    @rx.event
    @require("products.write")
    async def open(self):
        """분류 관리."""
        self.error = ""
        self._next_turn()
        await self._show()
        self.is_open = True

    @rx.event
    @require("products.write")
    async def close(self, is_open: OpenFlag):
        """닫기."""
        self.is_open = is_open

    @rx.event
    @require("products.write")
    async def add(self, form: ShelfForm):
        """추가: the new one is chosen for the product that is being edited."""
        if self._is_over(form.turn):
            return None
        made, refusal = await attempt(
            db.write(catalog.add_category, actor(), form.shelf_name), Invalid
        )
        self.error = refusal.sentence if refusal else ""
        if refusal:
            return rx.set_focus("shelf_name")
        self._next_turn()
        await self._show(chosen=str(made))
        return Toasts.say("분류를 추가하고 이 품목에 골라 두었어요.")

    @rx.event
    @require("products.write")
    async def rename(self, category_id: CategoryId, name: FieldText):
        """Another name, as soon as its field is left."""
        if name == next((row["name"] for row in self.rows if row["id"] == category_id), ""):
            return None
        _, refusal = await attempt(
            db.write(catalog.rename_category, actor(), category_id, name), Invalid
        )
        await self._show()
        if refusal:
            return Toasts.say(refusal.sentence, kind="error")
        return Toasts.say("분류 이름을 바꿨어요.")

    @rx.event
    @require("products.write")
    async def remove(self, category_id: CategoryId):
        """지우기: only an empty one."""
        if not any(row["id"] == category_id for row in self.get_value("rows")):
            return None  # pressed twice
        name, refusal = await attempt(
            db.write(catalog.remove_category, actor(), category_id), Conflict
        )
        await self._show()
        if refusal:
            return Toasts.say(refusal.sentence, kind="error")
        return Toasts.say(f"'{name}' 분류를 지웠어요. 같은 이름으로 다시 추가할 수 있어요.")

    async def _show(self, chosen: str = "") -> None:
        shelves = await db.read(queries.shelves, actor())
        self.rows = [printed.shelf_text(shelf) for shelf in shelves]
        self.epoch += 1
        editor = await self.get_state(EditorState)
        editor._take_shelves(shelves, chosen or editor.shelf)

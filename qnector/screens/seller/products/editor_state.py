"""What the drawer of one product shows and saves."""

from typing import Any

import reflex as rx

from qnector.core import db
from qnector.core.actor import Actor
from qnector.core.errors import Invalid, LimitReached, NotFound, QnectorError
from qnector.domain.accounts import rules as who
from qnector.domain.catalog import queries
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.errors import Edited, FieldChange
from qnector.domain.catalog.queries import ProductDetail, ShelfRow
from qnector.domain.catalog.service import ProductInput
from qnector.screens.seller.products import form as forms
from qnector.screens.seller.products import rows as printed
from qnector.screens.seller.products.form import EMPTY, NO_ERRORS, ProductForm
from qnector.screens.seller.products.rows import OptionText
from qnector.screens.seller.products.state import NO_WINDOW, ProductsState
from qnector.web import files, live, urls
from qnector.web.args import MOST_ID, OpenFlag
from qnector.web.guard import Screen, actor, attempt, require
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns

NO_SHELF = "분류 없음"


class EditorState(Turns, Screen):
    """품목 등록과 수정: one product in its drawer. What is typed stays; only notes move."""

    is_open: bool = False
    is_new: bool = False
    editing_id: int = 0
    may_write: bool = False
    values: dict[str, str] = EMPTY
    errors: dict[str, str] = NO_ERRORS
    problem: str = ""
    changes: list[str] = []
    was_merged: bool = False
    shelves: list[OptionText] = []
    shelf: str = ""
    shelf_epoch: int = 0
    picture: str = ""
    stock: str = ""
    can_put_back: bool = False

    _seen: ProductInput | None = None
    _shown: dict[str, str] = {}
    _removed: int = 0

    @rx.event
    @require("products.read")
    async def load(self):
        """Open what the address names, and listen; what is open already stays as it is."""
        handler = EditorState.refresh
        live.watch(self, {"stock": handler, "price": handler})
        self.may_write = who.may(actor(), "products.write")
        asked = urls.Query(self.router.url)
        wanted = asked.number("no", most=MOST_ID)
        is_new = asked.has("new") and not wanted and self.may_write
        if self.is_open and (self.is_new, self.editing_id) == (is_new, wanted):
            return await self._look_again()
        self.is_open = False
        if not (wanted or is_new):
            return None
        _, refusal = await attempt(self._open(wanted), NotFound)
        return Toasts.say(refusal.sentence, kind="error") if refusal else None

    @rx.event
    @require("products.read")
    async def refresh(self):
        """Somebody changed a product: say so, and leave alone what is being typed."""
        await self._look_again()

    @rx.event
    @require("products.read")
    async def close(self, is_open: OpenFlag):
        """닫기."""
        if is_open:
            return
        self.is_open = False
        await self._leave()

    @rx.event
    @require("products.write")
    async def save(self, form: ProductForm):
        """저장: a new product leads on to its picture, another one back to the list."""
        if self._is_over(form.turn):
            return None
        self.errors, self.problem = NO_ERRORS, ""
        product_id, refusal = await attempt(self._save(form), Invalid, LimitReached, Edited)
        if isinstance(refusal, Edited):
            return self._merge(form, refusal)
        if refusal:
            return self._refused(refusal)
        self._next_turn()
        was_new, self.is_open = self.is_new, False
        if not was_new:
            await self._leave()
            return Toasts.say("저장했어요.")
        products = await self.get_state(ProductsState)
        products._go(**{**NO_WINDOW, "no": product_id})
        return Toasts.say("품목을 등록했어요. 이어서 이미지를 올릴 수 있어요.")

    @rx.event
    @require("products.write")
    async def remove_picture(self):
        """이미지 빼기: it can be put back while the drawer is open."""
        removed = await db.write(catalog.use_picture, actor(), self.editing_id, None)
        self._removed = removed or 0
        self.picture, self.can_put_back = "", bool(removed)

    @rx.event
    @require("products.write")
    async def put_picture_back(self):
        """되돌리기."""
        picture_id, self.can_put_back = self._removed, False
        if picture_id:
            await db.write(catalog.use_picture, actor(), self.editing_id, picture_id)
            self.picture = files.picture_url(picture_id)

    async def _open(self, product_id: int) -> None:
        found, shelves = await db.read(_look, actor(), product_id)
        self.is_new, self.editing_id = found is None, product_id
        self._seen = found.given if found else None
        self._shown = forms.written(found.given) if found else dict(EMPTY)
        self.values = self._shown
        self.errors, self.problem, self.changes = NO_ERRORS, "", []
        self.was_merged = self.can_put_back = False
        self.picture = self.stock = ""
        if found:
            self._take_notes(found)
        self._take_shelves(shelves, self._shown["shelf"])
        self._next_turn()
        self.is_open = True

    async def _look_again(self) -> None:
        if not self.is_open or self.is_new or self._seen is None:
            return
        found, changes = await db.read(_look_again, actor(), self.editing_id, self._seen)
        self._take_notes(found)
        if changes or not self.was_merged:
            self.changes = [change.sentence for change in changes]
            self.was_merged = False

    async def _save(self, form: ProductForm) -> int:
        given = forms.read(form)
        if self.is_new:
            return await db.write(catalog.add_product, actor(), given)
        await db.write(catalog.edit_product, actor(), self.editing_id, given, self._seen)
        return self.editing_id

    def _merge(self, form: ProductForm, refusal: Edited) -> None:
        """Somebody was first: show theirs where nothing was typed, and ask to save once more."""
        self.values = forms.merged(form, self._shown, refusal.now)
        self._seen, self._shown = refusal.now, forms.written(refusal.now)
        self.changes = [change.sentence for change in refusal.changes]
        self.was_merged = True
        self.shelf = self.values["shelf"]
        self.shelf_epoch += 1
        self._next_turn()

    def _refused(self, refusal: QnectorError) -> Any:
        box = forms.box_of(refusal.field)
        if box not in NO_ERRORS:
            self.problem = refusal.sentence
            return None
        self.errors = {**NO_ERRORS, box: refusal.sentence}
        return rx.set_focus(box)

    def _take_notes(self, found: ProductDetail) -> None:
        self.picture, self.stock = printed.notes(found)

    def _take_shelves(self, shelves: list[ShelfRow], chosen: str) -> None:
        """The choices of the 분류 and the one that is chosen; drawn anew, so that it shows."""
        self.shelves = printed.shelf_options(shelves, NO_SHELF)
        self.shelf = chosen
        self.shelf_epoch += 1

    async def _leave(self) -> None:
        products = await self.get_state(ProductsState)
        products._go(**NO_WINDOW)


def _look(
    session: Any, asker: Actor, product_id: int
) -> tuple[ProductDetail | None, list[ShelfRow]]:
    found = queries.product(session, asker, product_id) if product_id else None
    return found, queries.shelves(session, asker)


def _look_again(
    session: Any, asker: Actor, product_id: int, seen: ProductInput
) -> tuple[ProductDetail, list[FieldChange]]:
    found = queries.product(session, asker, product_id)
    return found, queries.changes_since(session, asker, product_id, seen)

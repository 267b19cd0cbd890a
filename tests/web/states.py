"""States only for the guard's proofs: a counter for everybody who may, one for buyers, a form."""

from enum import StrEnum
from typing import Literal

import reflex as rx

from qnector.core import db
from qnector.core.errors import Conflict
from qnector.domain.accounts.models import Company
from qnector.web import live
from qnector.web.args import Form, Memo, OrderId, PageNumber, Reason, ShortText
from qnector.web.guard import Screen, actor, public, require, visitor
from qnector.web.postcode import PostcodeState
from qnector.web.toasts import Toasts


class Colour(StrEnum):
    RED = "red"


class NoteForm(Form):
    title: ShortText
    memo: Memo = ""


class ProofState(Screen):
    """시험: remembers what its handlers were allowed to do."""

    count: int = 0
    asked_by: int = 0
    text: str = ""
    reads: int = 0

    @rx.event
    @require("orders.read")
    async def add_one(self):
        """For everybody who may read orders."""
        self.count += 1
        self.asked_by = actor().user_id

    @rx.event
    @public
    async def greet(self):
        """For everybody."""
        self.text = "hello"

    @rx.event
    @public
    async def type_in(self):
        """For everybody: keeps what somebody types before they have an account."""
        self.text = f"typed by {visitor()}"

    @rx.event
    @require("orders.place")
    async def place(self):
        """For buyers."""
        self.count += 100

    @rx.event
    @require("orders.cancel")
    async def cancel(self):
        """For managers of the seller."""
        self.count += 1000

    @rx.event
    @require("orders.read", reauth=True)
    async def show_key(self):
        """For who gave the password just now."""
        self.count += 10_000

    @rx.event
    @require("orders.read")
    async def take(
        self,
        order_id: OrderId,
        reason: Reason,
        page: PageNumber = 1,
        colour: Colour = Colour.RED,
        kind: Literal["a", "b"] = "a",
        is_sure: bool = False,
    ):
        """Takes one of each."""
        self.text = f"{order_id}/{reason}/{page}/{colour}/{kind}/{is_sure}"

    @rx.event
    @require("orders.read")
    async def save(self, form: NoteForm):
        """Takes a form."""
        self.text = f"{type(form).__name__}:{form.title}"

    @rx.event
    @require("orders.read")
    async def fail(self):
        """A refusal of the business."""
        raise Conflict("이미 출고했어요.")

    @rx.event
    @require("orders.read")
    async def crash(self):
        """Something nobody thought of."""
        raise RuntimeError("the-secret-value")

    @rx.event
    @require("orders.read")
    async def chain(self):
        """Goes on with another handler."""
        return ProofState.place

    @rx.event
    @require("orders.read")
    async def look(self):
        """Shows something and listens."""
        live.watch(self, {"orders": ProofState.refresh})
        await self._show()

    @rx.event
    @require("orders.read")
    async def refresh(self):
        """Shows it again."""
        await self._show()

    @rx.event
    @require("orders.read")
    async def change(self):
        """Changes what the company looks at."""
        await db.write(_touch, actor().company_id)
        return Toasts.say("바꿨어요.")

    async def _show(self):
        self.asked_by = actor().user_id
        self.text = await live.shared("name", _company_name, actor().company_id)
        self.reads = len(asked)


class FinderState(PostcodeState, Screen):
    """시험: a screen with an address."""

    taken: list[str] = []

    @rx.event
    @public
    async def load(self):
        """The page was opened."""
        await self._prepare_finder()

    async def _took_place(self) -> None:
        self.taken = [*self.taken, self.postal_code]


asked: list[int] = []


async def _company_name(company_id: int) -> str:
    asked.append(company_id)
    return await db.read(lambda session: session.get(Company, company_id).name)


def _touch(session, company_id: int) -> None:
    db.touch(session, company_id, "orders")

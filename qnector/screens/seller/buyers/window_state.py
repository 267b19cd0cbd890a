"""What the window of one buyer remembers: facts, 거래 조건, and answers that need a reason."""

from collections.abc import Callable
from typing import Any

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor
from qnector.core.errors import Conflict, Invalid, NotFound, QnectorError
from qnector.domain.connections import access, queries, rules
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import Terms
from qnector.domain.connections.queries import BuyerRow
from qnector.domain.connections.service import TermsInput
from qnector.domain.reports import partners
from qnector.domain.reports.partners import Bought
from qnector.web.args import BuyerId, OpenFlag, ReasonForm, ShortText, TermsChoice, TurnForm
from qnector.web.guard import actor, attempt, require
from qnector.web.partners import rows as printed
from qnector.web.partners.rows import BuyerDetailText
from qnector.web.toasts import Toasts
from qnector.web.turns import RowTurns

NO_ERRORS = {"days": "", "credit_limit": "", "reason": ""}
WITH_DAYS = (Terms.DAYS, Terms.NEXT_MONTH_DAY)


class TermsForm(TurnForm):
    """거래 조건 as typed; `days` is there only where the kind has some."""

    kind: TermsChoice
    days: ShortText = ""
    credit_limit: ShortText = ""


class BuyerWindow(RowTurns, mixin=True):
    """구매자 상세: mixed into the list, whose address says which buyer is open."""

    is_open: bool = False
    detail: BuyerDetailText = printed.NOBODY
    terms_kind: str = ""
    terms_days: str = ""
    credit_limit: str = ""
    picked_kind: str = ""
    terms_epoch: int = 0

    is_rejecting: bool = False
    is_suspending: bool = False
    asked_name: str = ""
    errors: dict[str, str] = NO_ERRORS

    _asked_id: int = 0
    _seen: TermsInput | None = None

    @rx.event
    @require("connections.read")
    async def open_buyer(self, buyer_id: BuyerId):
        """상세: the window has an address of its own."""
        self._go(buyer=buyer_id)

    @rx.event
    @require("connections.read")
    async def close_buyer(self, is_open: OpenFlag):
        """Close the window."""
        if not is_open:
            self._go(buyer="")

    @rx.event
    @require("connections.answer")
    async def pick_kind(self, kind: TermsChoice):
        """정산 조건: some kinds need a number of days."""
        self.picked_kind = kind
        self.errors = NO_ERRORS

    @rx.event
    @require("connections.answer")
    async def save_terms(self, form: TermsForm):
        """저장 of 거래 조건."""
        if self._is_over(form.turn):
            return None
        _, refusal = await attempt(self._save(form), Invalid, Conflict)
        if refusal is not None and refusal.field:
            self.errors = {**NO_ERRORS, refusal.field: refusal.sentence}
            return rx.set_focus(refusal.field)
        await self._show()
        await self._show_buyer(is_new=True)
        if refusal is not None:
            return Toasts.say(refusal.sentence, kind="error")
        return Toasts.say(f"{self.detail['name']} 거래 조건을 저장했어요.")

    @rx.event
    @require("connections.answer")
    async def ask_reject(self, buyer_id: BuyerId):
        """거절: ask for the reason."""
        await self._ask(buyer_id)
        self.is_rejecting = True

    @rx.event
    @require("connections.answer")
    async def close_reject(self, is_open: OpenFlag):
        """Not now."""
        self.is_rejecting = is_open

    @rx.event
    @require("connections.answer")
    async def reject(self, form: ReasonForm):
        """거절하기."""
        return await self._answer(connections.reject, form, "요청을 거절했어요.")

    @rx.event
    @require("connections.answer")
    async def ask_suspend(self, buyer_id: BuyerId):
        """거래 중지: ask for the reason."""
        await self._ask(buyer_id)
        self.is_suspending = True

    @rx.event
    @require("connections.answer")
    async def close_suspend(self, is_open: OpenFlag):
        """Not now."""
        self.is_suspending = is_open

    @rx.event
    @require("connections.answer")
    async def suspend(self, form: ReasonForm):
        """거래 중지하기."""
        return await self._answer(connections.suspend, form, "거래를 중지했어요.")

    async def _ask(self, buyer_id: int) -> None:
        self.asked_name = (await db.read(queries.buyer, actor(), buyer_id)).name
        self._asked_id = buyer_id
        self.errors = NO_ERRORS
        self._next_turn()

    async def _answer(self, verb: Callable[..., None], form: ReasonForm, said: str) -> Any:
        """A wrong reason is said at its field; when somebody was first the question is over."""
        if self._is_over(form.turn):
            return None
        doing = db.write(answer, actor(), verb, self._asked_id, form.reason)
        name, refusal = await attempt(doing, Invalid, Conflict, NotFound)
        if isinstance(refusal, Invalid):
            self.errors = {**NO_ERRORS, "reason": refusal.sentence}
            return rx.set_focus("reason")
        self._next_turn()
        self.is_rejecting = self.is_suspending = False
        return await self._after(refusal or f"{name} {said}")

    async def _after(self, said: str | QnectorError) -> Any:
        """Show what is so now, and say what was done or why it was not."""
        await self._show()
        await self._follow()
        if isinstance(said, QnectorError):
            return Toasts.say(said.sentence, kind="error")
        return Toasts.say(said)

    async def _save(self, form: TermsForm) -> None:
        kind = Terms(form.kind)
        days = rules.days_of(form.days) if kind in WITH_DAYS else 0
        given = TermsInput(kind, days, rules.limit_of(form.credit_limit))
        await db.write(answer, actor(), connections.set_terms, self.detail["id"], given, self._seen)

    async def _follow(self) -> Any:
        """Somebody changed something while the window is open; a buyer that is gone closes it."""
        if not self.is_open:
            return None
        _, refusal = await attempt(self._show_buyer(), NotFound)
        if refusal is None:
            return None
        self.is_open = False
        self._go(buyer="")
        return Toasts.say(refusal.sentence, kind="error")

    async def _open_window(self) -> Any:
        """The window that the address names; one that is not there is said, the list stays."""
        self.is_rejecting = self.is_suspending = False
        if not self._wanted_id:
            self.is_open = False
            return None
        _, refusal = await attempt(self._show_buyer(is_new=True), NotFound)
        self.is_open = refusal is None
        return None if refusal is None else Toasts.say(refusal.sentence, kind="error")

    async def _show_buyer(self, *, is_new: bool = False) -> None:
        buyer, bought = await db.read(_one, actor(), self._wanted_id)
        self.detail = printed.detail_text(buyer, bought)
        if is_new:
            self._fill(buyer)

    def _fill(self, buyer: BuyerRow) -> None:
        """The form anew. Inputs stand on these: no refresh writes them."""
        self._seen = TermsInput(buyer.terms_kind, buyer.terms_days, buyer.credit_limit)
        self.terms_kind = self.picked_kind = buyer.terms_kind.value
        self.terms_days = str(buyer.terms_days or "")
        self.credit_limit = "" if buyer.credit_limit is None else f"{buyer.credit_limit:,}"
        self.errors = NO_ERRORS
        self._next_turn()
        self.terms_epoch += 1


def answer(
    session: Session, asker: Actor, verb: Callable[..., None], buyer_id: int, *given: Any
) -> str:
    """Do it to the connection with this buyer; returns the buyer's name."""
    verb(session, asker, access.between(session, asker, buyer_id).id, *given)
    return queries.buyer(session, asker, buyer_id).name


def _one(session: Session, asker: Actor, buyer_id: int) -> tuple[BuyerRow, Bought | None]:
    buyer = queries.buyer(session, asker, buyer_id)
    return buyer, partners.month_by_buyer(session, asker, [buyer_id]).get(buyer_id)

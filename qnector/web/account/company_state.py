"""What 회사 설정 of both sides remembers. What is typed stays; only notes move."""

from typing import Any

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor
from qnector.core.errors import Invalid, QnectorError, TooMany, Unavailable
from qnector.domain.accounts import bank, company, pictures, rules
from qnector.domain.accounts.bank import BankAccount, BankShown
from qnector.domain.accounts.checking import Check
from qnector.domain.accounts.company import CompanyFields, Edited, Standing
from qnector.domain.accounts.pictures import Shown
from qnector.domain.connections import access as connections
from qnector.web import business_check, files, live
from qnector.web.account import company_form as forms
from qnector.web.account.company_check import CompanyCheck
from qnector.web.account.company_form import (
    EMPTY,
    NO_BANK_ERRORS,
    NO_ERRORS,
    BankForm,
    CompanyForm,
)
from qnector.web.args import OpenFlag
from qnector.web.busy import busy
from qnector.web.guard import actor, attempt, require
from qnector.web.postcode import PostcodeState
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns

Found = tuple[CompanyFields, Standing, BankShown, Shown | None]
NOT_REDRAWN = dict.fromkeys(CompanyForm.model_fields, 0)
ADDRESS = ("postal_code", "street", "detail")
UNCONFIRMED = "저장했어요. 국세청에서 아직 확인하지 못해 미확인으로 표시돼요."


class CompanyDesk(CompanyCheck, PostcodeState, Turns, mixin=True):
    """회사 설정: fields, seal, account for payments."""

    values: dict[str, str] = EMPTY
    errors: dict[str, str] = NO_ERRORS
    detail: str = ""
    may_write: bool = False
    is_verified: bool = False
    check_note: str = ""
    changes: list[str] = []
    was_merged: bool = False
    is_saving: bool = False
    drawn: dict[str, int] = NOT_REDRAWN
    seal: str = ""
    bank_name: str = ""
    bank_holder: str = ""
    bank_masked: str = ""
    has_bank: bool = False
    is_readable: bool = True
    is_banking: bool = False
    bank_errors: dict[str, str] = NO_BANK_ERRORS
    is_loaded: bool = False
    has_failed: bool = False
    epoch: int = 0

    _seen: CompanyFields | None = None
    _shown: dict[str, str] = {}

    @rx.event
    @require("company.read")
    async def load(self):
        """Show what the company says, and listen: two may edit at once."""
        again = type(self).refresh
        live.watch(self, {"company": again, "account": again, "users": again})
        await self._prepare_finder()
        _, failure = await attempt(self._show(), Unavailable)
        self.has_failed = failure is not None

    @rx.event
    @require("company.read")
    async def refresh(self):
        """Somebody changed something: say so, and leave alone what is being typed."""
        await self._follow()

    @rx.event
    @require("company.write")
    async def save(self, form: CompanyForm):
        """저장: the tax office is asked before, when what it confirms was changed."""
        self._begin()
        with busy(self, "is_saving", True):
            yield
            done, refusal = await attempt(self._save(form), QnectorError)
        if isinstance(refusal, Edited):
            self._merge(form, refusal)
        elif refusal is not None:
            yield self._refused(refusal)
        elif done is not None:
            said, kept = done
            await self._keep(form, kept)
            yield Toasts.say(said)

    @rx.event
    @require("company.write")
    async def remove_seal(self):
        """직인 빼기."""
        await db.write(pictures.remove_seal, actor())
        self.seal = ""
        return Toasts.say("직인을 뺐어요.")

    @rx.event
    @require("company.write", reauth=True)
    async def open_bank(self):
        """계좌 바꾸기: the number is typed anew, the old one is never sent here."""
        self.bank_errors = NO_BANK_ERRORS
        self._next_turn()
        self.is_banking = True

    @rx.event
    @require("company.write")
    async def close_bank(self, is_open: OpenFlag):
        """Not now."""
        self.is_banking = is_open

    @rx.event
    @require("company.write", reauth=True)
    async def save_bank(self, form: BankForm):
        """저장 of 은행 계좌; three empty fields take it away."""
        if self._is_over(form.turn):
            return None
        _, refusal = await attempt(_set_bank(actor(), form), Invalid)
        if refusal is not None:
            self.bank_errors = {**NO_BANK_ERRORS, refusal.field: refusal.sentence}
            return rx.set_focus(refusal.field)
        self._next_turn()
        self.is_banking = False
        self._take_notes(*(await db.read(_look, actor()))[1:])
        return Toasts.say("계좌를 저장했어요." if self.has_bank else "계좌를 지웠어요.")

    async def _save(self, form: CompanyForm) -> tuple[str, CompanyFields]:
        """What to say when it is saved, and what the company says then."""
        given = forms.read(form)
        check = await _check(actor(), given)
        is_changed, kept = await db.write(_edit, actor(), given, self._seen, check)
        if is_changed and check is not None and not check.is_confirmed:
            return UNCONFIRMED, kept
        return "저장했어요.", kept

    async def _show(self) -> None:
        found = await db.read(_look, actor())
        self.may_write = rules.may(actor(), "company.write")
        self._take_notes(*found[1:])
        self._seen, self._shown = found[0], forms.written(found[0])
        self._take_values(self._shown)
        self.address_epoch += 1
        self.epoch += 1
        self.changes, self.was_merged = [], False
        self._begin()
        self.is_loaded = True

    async def _follow(self) -> None:
        found = await db.read(_look, actor())
        self.may_write = rules.may(actor(), "company.write")
        self._take_notes(*found[1:])
        if self._seen is None:
            return
        moved = company.changes(self._seen, found[0])
        if moved or not self.was_merged:
            self.changes = [change.sentence for change in moved]
            self.was_merged = False

    async def _keep(self, form: CompanyForm, kept: CompanyFields) -> None:
        """The fields hold what was sent, and what was typed since: none is drawn anew."""
        self._seen, self._shown = kept, form.model_dump()
        self._take_values(forms.written(kept))
        self.was_merged = False
        await self._follow()

    def _take_values(self, values: dict[str, str]) -> None:
        self.values = values
        self.postal_code, self.street, self.detail = (values[name] for name in ADDRESS)

    def _take_notes(self, standing: Standing, account: BankShown, seal: Shown | None) -> None:
        self.is_verified, self.check_note = standing.is_verified, standing.note
        self.bank_name, self.bank_holder = account.bank_name, account.holder
        self.bank_masked, self.has_bank = account.masked, account.is_there
        self.is_readable = account.is_readable
        self.seal = files.account_picture_url(seal)

    def _merge(self, form: CompanyForm, refusal: Edited) -> None:
        """Somebody was first: show theirs where nothing was typed, and ask to save once more.

        Only those fields are drawn anew: in the others somebody may be typing again.
        """
        values, typed = forms.merged(form, self._shown, refusal.now), form.model_dump()
        theirs = {name for name in values if values[name] != typed[name]}
        self._seen, self._shown = refusal.now, forms.written(refusal.now)
        self.changes = [change.sentence for change in refusal.changes]
        self.was_merged = True
        self._take_values(values)
        self.drawn = {name: time + (name in theirs) for name, time in self.drawn.items()}
        if not theirs.isdisjoint(ADDRESS):
            self.address_epoch += 1

    def _refused(self, refusal: QnectorError) -> Any:
        box = forms.box_of(refusal.field)
        if box not in NO_ERRORS:
            return Toasts.say(refusal.sentence, kind="error")
        self.errors = {**NO_ERRORS, box: refusal.sentence}
        return rx.set_focus(box)


async def _check(asker: Actor, given: CompanyFields) -> Check | None:
    """What the tax office says of what changed; None when nothing did. Raises TooMany."""
    now, _ = await db.read(company.fields, asker)
    if now.registered == given.registered:
        return None
    if not business_check.may_ask(f"company:{asker.company_id}"):
        raise TooMany
    number, day, person = given.business_number, given.opened_on, given.representative_name
    if day is None or not person:
        return await business_check.status(number)
    return await business_check.verify(number, day, person, given.name)


async def _set_bank(asker: Actor, form: BankForm) -> None:
    given = BankAccount(form.bank_name, form.holder, form.number)
    await db.write(bank.set_account, asker, given)


def _look(session: Session, asker: Actor) -> Found:
    said, standing = company.fields(session, asker)
    return said, standing, bank.shown(session, asker), pictures.own_seal(session, asker)


def _edit(
    session: Session,
    asker: Actor,
    given: CompanyFields,
    seen: CompanyFields | None,
    check: Check | None,
) -> tuple[bool, CompanyFields]:
    """Save, and wake the partners, whose lists show it."""
    is_changed = company.edit(session, asker, given, seen, check=check)
    if is_changed:
        for partner in connections.partner_ids(session, asker):
            db.touch(session, partner, "connections")
    return is_changed, company.fields(session, asker)[0]

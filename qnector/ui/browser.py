"""The few things only the browser can do, said as Vars.

They are compiled into the page's own bundle and called by the component directly: nothing is
sent to the server and nothing is evaluated at run time, so the strict CSP holds.
"""

from __future__ import annotations

from collections.abc import Sequence

import reflex as rx
from reflex_base.event import EventChain
from reflex_base.vars import VarData
from reflex_base.vars.function import ArgsFunctionOperationBuilder, FunctionVar

SENT_SECONDS = 10  # that a form which was sent waits for its answer


def _handler(expression: str, *names: str) -> rx.Var:
    made = ArgsFunctionOperationBuilder.create(
        args_names=names, return_expr=rx.Var(_js_expr=expression)
    )
    return made.to(FunctionVar, EventChain)


def submit(form_id: str) -> rx.Var:
    """Send a plain HTML form that stands elsewhere on the page."""
    return _handler(f"document.getElementById({form_id!r})?.requestSubmit()")


def send_once() -> rx.Var:
    """A plain form goes once: a second press would make the browser drop the first answer, and
    the cookie in it. It may go again when the page is shown anew, or no answer came for long."""
    wake = "() => { delete form.dataset.sent; button?.removeAttribute('aria-busy') }"
    then = (
        "form.dataset.sent = 'yes'; button?.setAttribute('aria-busy', 'true'); "
        f"setTimeout(wake, {SENT_SECONDS * 1000}); "
        "window.addEventListener('pageshow', (shown) => shown.persisted && wake())"
    )
    once = f"if (form.dataset.sent) {{ _e.preventDefault() }} else {{ {then} }}"
    return _handler(
        f"((form, button) => {{ const wake = {wake}; {once} }})"
        "(_e.currentTarget, _e.nativeEvent.submitter)",
        "_e",
    )


def refuse_while(is_busy: rx.Var) -> rx.Var:
    """A press while something is under way is none, for its button and for its form."""
    made = _handler(f"{is_busy!s} && (_e.preventDefault(), _e.stopPropagation())", "_e")
    return made._replace(merge_var_data=is_busy._get_all_var_data())


def forget_choice() -> rx.Var:
    """Empty a file field, so that choosing the same file again counts as choosing."""
    return _handler("_e.target.value = ''", "_e")


def reload() -> rx.Var:
    """Load the page again."""
    return _handler("window.location.reload()")


def print_page() -> rx.Var:
    """Open the browser's print dialog."""
    return _handler("window.print()")


def close_popover(element_id: str) -> rx.Var:
    """Close a popover of the browser's own kind."""
    return _handler(f"document.getElementById({element_id!r})?.hidePopover?.()")


def leave_on_enter() -> rx.Var:
    """Enter ends typing in a field that has no form, which fires its blur."""
    return _handler("_key === 'Enter' && document.activeElement?.blur()", "_key")


def keep_open_for_toasts() -> rx.Var:
    """A press on a toast is no press outside the dialog."""
    return _handler("_e.target.closest?.('[data-toasts]') && _e.preventDefault()", "_e")


def focused_element() -> rx.Var:
    """What has the focus right now."""
    return rx.Var(_js_expr="document.activeElement")


def focus_now(element: rx.Var, rather: rx.Var | None = None) -> rx.Var:
    """Give the focus to a remembered element, or to the page when it is not there any more.

    `rather` is the id of another element that comes first; "" names none.
    """
    there = f"({element!s}?.isConnected ? {element!s} : document.getElementById('main'))"
    if rather is None:
        return _handler(f"{there}?.focus?.()")
    made = _handler(f"(document.getElementById({rather!s}) ?? {there})?.focus?.()")
    return made._replace(merge_var_data=rather._get_all_var_data())


def focus_itself() -> rx.Var:
    """A panel that opens has the focus itself: what it holds may still be on its way."""
    return _handler("(_e.preventDefault(), _e.currentTarget.focus())", "_e")


def clear_unless_inside(held: str, setter: str) -> rx.Var:
    """Forget `held` once the focus has left the group, not while it moves inside it."""
    return _handler(f"{setter}({held} && _e.currentTarget.contains(_e.relatedTarget))", "_e")


def count_down(setter: str, seconds: rx.Var, element_id: rx.Var) -> rx.Var:
    """Tell `setter` each second how many are left, until none is or the element is gone."""
    left = "Math.max(0, Math.ceil((end - Date.now()) / 1000))"
    gone = f"!document.getElementById({element_id!s})"
    then = f"(({setter})({left}), ({left} === 0 || {gone}) && clearInterval(clock))"
    made = _handler(
        f"((end) => {{ const clock = setInterval(() => {then}, 1000) }})"
        f"(Date.now() + {seconds!s} * 1000)"
    )
    return made._replace(
        merge_var_data=VarData.merge(seconds._get_all_var_data(), element_id._get_all_var_data())
    )


def account_rules(form_id: str) -> rx.Var:
    """What of 계정 정보 is filled in, in the order of `ui.account.LOOKED_AT`."""
    given = "(name) => form?.elements[name]?.value ?? ''"
    names = "[mail, mail.split('@')[0], of('person')]"
    looked = (
        "/^\\S+@\\S+$/.test(mail.trim())",
        "[...word].length >= 8 && [...word].length <= 128",
        "new Set(word.toLowerCase()).size > 2",
        f"word !== '' && !{names}.some((one) => one.trim().toLowerCase() === word.toLowerCase())",
        "word !== '' && word === of('again')",
        "of('person').trim() !== ''",
        "of('side') !== ''",
        *(f"form?.elements[{name!r}]?.checked ?? false" for name in ("terms", "privacy", "news")),
    )
    return rx.Var(
        _js_expr=f"((form) => ((of) => ((mail, word) => [{', '.join(looked)}])"
        f"(of('email'), of('password')))({given}))(document.getElementById({form_id!r}))"
    )


def typed(form_id: str, names: Sequence[str]) -> rx.Var:
    """What stands in these fields of a form right now, by name: what an event takes along."""
    of = f"(name) => document.getElementById({form_id!r})?.elements[name]?.value ?? ''"
    said = ", ".join(f"{name!r}: of({name!r})" for name in names)
    return rx.Var(_js_expr=f"((of) => ({{{said}}}))({of})")


def tick_all(form_id: str, names: Sequence[str]) -> rx.Var:
    """Tick or clear the boxes of a form together with the one that was pressed."""
    each = "(name) => { form.elements[name].checked = _on }"
    return _handler(
        f"((form) => {list(names)!r}.forEach({each}))(document.getElementById({form_id!r}))", "_on"
    )


def copy_from(element_id: str, done: rx.Var) -> rx.Var:
    """Put what stands in a field into the clipboard, then call `done`.

    Browsers have no clipboard on plain http: there the text is selected, for Ctrl and C.
    """
    field = f"document.getElementById({element_id!r})"
    copied = f"navigator.clipboard?.writeText({field}.value).then(() => ({done!s})())"
    made = _handler(f"({field}.select(), {copied})")
    return made._replace(merge_var_data=done._get_all_var_data())


def count_letters(setter: str) -> rx.Var:
    """Tell `setter` how many letters stand in the field that was typed into."""
    return _handler(f"{setter}(_e.target.value.length)", "_e")


def on_hot_key(key: str, act: rx.Var) -> rx.Var:
    """Ctrl or ⌘ with a letter does `act` instead of what the browser would do."""
    is_it = f"_key?.toLowerCase?.() === {key!r} && (_keys.ctrl_key || _keys.meta_key) && !_e.repeat"
    then = f"({is_it}) && (_e.preventDefault(), ({act!s})())"
    # Reflex hands on the key, the modifiers and then the event itself.
    made = _handler(then, "_key", "_keys", "_e")
    return made._replace(merge_var_data=act._get_all_var_data())

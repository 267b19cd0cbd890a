"""Every act that somebody may have to answer for is recorded, and has a Korean name."""

import ast
import re

from qnector.domain.accounts.rules import MAY
from qnector.domain.audit import service as audit
from qnector.ui import labels
from tests.architecture.sources import calls, modules, name, parsed
from tests.architecture.verbs import reaches, verbs

# Public functions that write and leave no entry, each with its reason.
UNRECORDED = {
    # Parts of a recorded act: whoever calls them writes the entry.
    "accounts.passwords.make_reset_link": "part of user.ask_reset and user.send_reset",
    "accounts.passwords.use_up": "part of a new password and of user.send_reset",
    "accounts.passwords.tell_changed": "a mail about an act that its caller records",
    "accounts.service.make_link": "part of the act that sends the link",
    "accounts.sessions.rotate_session": "part of reauth and of a changed password",
    "accounts.sessions.start_session": "part of login and act_as.start",
    "catalog.pictures.add_picture": "part of product.add and product.edit",
    "catalog.stock.give_back": "part of the order's move",
    "catalog.stock.record": "part of what moves stock",
    "catalog.stock.take": "part of order.place",
    "messages.service.blank_mails": "part of company.forget",
    "messages.service.write": "part of the act that it tells",
    "messages.service.write_mail": "part of the act that it tells",
    "orders.moves.tell": "a message about a move that is recorded",
    "orders.sums.settle": "sums kept beside recorded moves",
    "settlements.service.open": "part of order.completed",
    # A log of their own, which the screens show.
    "accounts.throttle.record": "is itself the record: 로그인 기록",
    "accounts.throttle.record_attempt": "is itself the record: 로그인 기록",
    "accounts.proving.prove": "part of user.verify_email and user.reset_password",
    "accounts.verifying.drop_links": "part of user.register",
    "accounts.verifying.send": "each mail is a row of its own, and nobody is signed in",
    "accounts.verifying.send_again": "each mail is a row of its own, and nobody is signed in",
    "accounts.verifying.send_again_to": "each mail is a row of its own, and nobody is signed in",
    "accounts.verifying.note_sent": "the draft of a 회원가입",
    "accounts.holding.hold": "the draft of a 회원가입",
    # What a stranger types until there is a company: kept a while, then forgotten.
    "accounts.registration.*": "the draft of a 회원가입, of nobody in particular",
    # Where one's own screen stands; nothing to answer for.
    "accounts.sessions.touch_sessions": "that a device was in use, once a minute",
    "accounts.social.begin": "the way to a provider; what comes of it is recorded",
    "accounts.social.come_back": "the way from a provider; what comes of it is recorded",
    "board.inquiries.see": "marks a text as read",
    "board.notices.read_notice": "marks a text as read",
    "cart.service.accept_changes": "the own cart; the order that comes of it is recorded",
    "cart.service.add": "the own cart",
    "cart.service.check": "the own cart",
    "cart.service.clear_lines": "the own cart",
    "cart.service.drop_checked": "the own cart",
    "cart.service.put_back": "the own cart",
    "cart.service.refill": "the own cart",
    "cart.service.remove": "the own cart",
    "cart.service.set_quantity": "the own cart",
    "notifications.service.read_all": "marks notifications as read",
    "notifications.service.read_one": "marks a notification as read",
    "orders.service.reorder": "fills the own cart",
    # Jobs: nobody acts.
    "accounts.service.prune": "forgets what has served its time, as the privacy policy says",
    "catalog.pictures.forget_pictures": "forgets pictures that nothing shows",
    "messages.service.claim": "delivery, kept in the message's own row",
    "messages.service.mark_failed": "delivery, kept in the message's own row",
    "messages.service.mark_sent": "delivery, kept in the message's own row",
    "messages.service.record_bounce": "delivery, kept in the message's own row",
    "orders.service.forget_keys": "forgets what has served its time",
    # Set-up and keys, beside an entry of service.reseal or before anybody is there.
    "accounts.bank.reseal": "one command with services.reseal, which is recorded",
    "messages.resealing.reseal": "one command with services.reseal, which is recorded",
    "billing.service.ensure_plans": "the plans of a new database",
}
ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
# Text of that shape in modules that record acts, which names something else.
OTHER = re.compile(r"[a-z_]+\.(id|key|url|client_id|client_secret|txt|path|com|co)")


def _is_excused(verb: str) -> bool:
    return verb in UNRECORDED or f"{verb.rpartition('.')[0]}.*" in UNRECORDED


def test_every_verb_that_writes_is_recorded_or_says_why_not() -> None:
    silent = {
        verb.name
        for verb in verbs().values()
        if verb.is_public and reaches(verb.name, "writes") and not reaches(verb.name, "records")
    }

    unexcused = {verb for verb in silent if not _is_excused(verb)}
    modules_of = {f"{verb.rpartition('.')[0]}.*" for verb in silent}
    assert unexcused == set(), "write audit, or give the reason in UNRECORDED"
    assert UNRECORDED.keys() - silent - modules_of == set(), "these are recorded now, or gone"


def test_the_search_for_verbs_finds_some() -> None:
    assert reaches("orders.placing.place", "records")
    assert reaches("cart.service.add", "writes")
    assert not reaches("orders.queries.page", "writes")


def _said() -> list[tuple[str, str]]:
    """Every text in a module that records acts which may be the name of one."""
    found = []
    for path in modules():
        if not any(called in ("audit.write", "looks.note") for called, _ in calls(path)):
            continue
        texts = {
            node.value
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        found += [(name(path), text) for text in texts if ACTION.fullmatch(text)]
    return [one for one in found if one[1] not in MAY and not OTHER.fullmatch(one[1])]


def test_every_action_has_a_korean_name() -> None:
    nameless = [one for one in _said() if one[1] not in labels.AUDIT_ACTION]

    assert nameless == [], "give it a name in labels.AUDIT_ACTION"
    assert len(_said()) > 40


def test_every_list_that_is_recorded_has_a_korean_name() -> None:
    looks = [
        (name(path), node.args[0].value)
        for path in modules("web", "screens")
        for called, node in calls(path)
        if called == "looks.note" and isinstance(node.args[0], ast.Constant)
    ]

    assert [one for one in looks if f"{audit.LOOK}.{one[1]}" not in labels.AUDIT_ACTION] == []


# Actions that are put together: their first word, and what may follow it.
TOGETHER = {
    "order": set(labels.ORDER_EVENT) - {"placed", "held"},
    "stock": set(labels.STOCK_KIND),
    "connection": set(labels.CONNECTION_STATUS) - {"requested"},
}


def test_every_action_that_is_put_together_has_a_korean_name() -> None:
    begun = {
        node.values[0].value.removesuffix(".")
        for path in modules("domain")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and re.fullmatch(r"[a-z_]+\.", node.values[0].value)
    } - {"excluded"}
    named = {f"{first}.{rest}" for first, others in TOGETHER.items() for rest in others}

    assert begun == set(TOGETHER)
    assert named - labels.AUDIT_ACTION.keys() == set()


def test_every_action_belongs_to_an_area() -> None:
    areas = {audit.area_of(action) for action in labels.AUDIT_ACTION}

    assert areas == set(labels.AUDIT_AREA)

"""A verb asks for the right itself: the policy of a handler is one layer, the verb is the next."""

import ast
from functools import cache

from qnector.domain.accounts.rules import HARMLESS, MAY
from tests.architecture.sources import PACKAGE, modules, parsed
from tests.architecture.verbs import reaches, verbs

RIGHTS = {"accounts.rules.require_may", "accounts.rules.may", "services.service._require_operator"}
# Public functions that write for an actor and ask for no right, each with its reason.
UNASKED = {
    "accounts.acting.stop": "ends one's own borrowed session, whatever it may do",
    "accounts.entering.leave": "one's own device",
    "accounts.entering.refuse_proof": "notes that a password was wrong",
    "accounts.sessions.end_other_sessions": "one's own devices",
    "accounts.sessions.switch_side": "one's own session, between sides of one's own company",
    "cart.service.drop_checked": "part of order.place, which asked",
    "catalog.stock.record": "part of what moves stock, which asked",
    "catalog.pictures.forget_pictures": "a job",
    "orders.opening.open_orders": "part of order.place, which asked",
    "orders.moves.finish": "part of a move, which asked, or a job",
    "orders.moves.move": "part of a move, which asked, or a job",
    "orders.moves.tell": "part of a move, which asked",
}


def _with_actor() -> set[str]:
    found = set()
    for path in modules("domain"):
        module = ".".join(path.relative_to(PACKAGE / "domain").with_suffix("").parts)
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                taken = [one.arg for one in node.args.args]
                if "session" in taken and "actor" in taken:
                    found.add(f"{module}.{node.name}")
    return found


def _asks(name: str) -> bool:
    waiting, seen = [name], set[str]()
    while waiting:
        verb = verbs().get(waiting.pop())
        if verb is None or verb.name in seen:
            continue
        if verb.calls & RIGHTS:
            return True
        seen.add(verb.name)
        waiting += verb.calls
    return False


def test_every_verb_for_an_actor_asks_for_its_right() -> None:
    writing = {name for name in _with_actor() if reaches(name, "writes")}
    silent = {name for name in writing if not _asks(name)}

    assert len(writing) > 60
    assert silent - UNASKED.keys() == set(), "rules.require_may, or give the reason in UNASKED"


@cache
def _words() -> dict[str, set[str]]:
    """Every text and attribute in the source of each function of the domain."""
    found = {}
    for path in modules("domain"):
        module = ".".join(path.relative_to(PACKAGE / "domain").with_suffix("").parts)
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef):
                inside = list(ast.walk(node))
                texts = {str(one.value) for one in inside if isinstance(one, ast.Constant)}
                names = {one.attr for one in inside if isinstance(one, ast.Attribute)}
                found[f"{module}.{node.name}"] = texts | names
    return found


def _rights_named(name: str) -> set[str]:
    """The rights that a function names, or what it calls in its own module."""
    home = name.rpartition(".")[0]
    waiting, seen = [name], set[str]()
    while waiting:
        verb = verbs().get(waiting.pop())
        if verb is not None and verb.name not in seen:
            seen.add(verb.name)
            waiting += [one for one in verb.calls if one.startswith(f"{home}.")]
    return {word for one in seen for word in _words()[one]} & MAY.keys()


def test_under_a_right_of_who_only_looks_nothing_is_left_behind() -> None:
    """Decision 14: a verb that writes under a HARMLESS right looks itself at who acts."""
    writing = {name for name in _with_actor() if reaches(name, "writes")}
    named = {name: _rights_named(name) for name in writing}
    harmless = {name for name, rights in named.items() if rights and rights <= HARMLESS}

    assert {"notifications.service.read_all", "board.inquiries.see"} <= harmless
    assert {one for one in harmless if "acting_operator_id" not in _words()[one]} == set()


def test_the_reasons_are_still_needed() -> None:
    needless = {name for name in UNASKED if name in verbs() and _asks(name)}

    assert needless == set()
    assert UNASKED.keys() <= verbs().keys()

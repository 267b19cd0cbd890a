"""What the functions of the domain do, found out from their source: who writes, who records it."""

import ast
from dataclasses import dataclass, field
from functools import cache

from tests.architecture.sources import PACKAGE, dotted, modules, parsed

WRITES = {"insert", "update", "delete", "changed_one", "insert_or_ignore", "INSERT"}
ADDS = ("session.add", "session.add_all", "session.delete")
RECORDS = ("audit.write", "audit.looked")


@dataclass
class Verb:
    """A function of a module: what it calls, whether it writes to the database, or an entry."""

    name: str
    is_public: bool
    calls: set[str] = field(default_factory=set)
    writes: bool = False
    records: bool = False


@cache
def verbs() -> dict[str, Verb]:
    """Every module-level function of the domain by `noun.module.function`."""
    found: dict[str, Verb] = {}
    for path in modules("domain"):
        module = ".".join(path.relative_to(PACKAGE / "domain").with_suffix("").parts)
        if module.startswith("audit.") or module.endswith("models"):
            continue
        known = _imports(path)
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef):
                found[f"{module}.{node.name}"] = _verb(module, node, known)
    return found


def reaches(name: str, what: str) -> bool:
    """Whether a function, or one that it calls, writes or records (`what`)."""
    waiting, seen = [name], set[str]()
    while waiting:
        verb = verbs().get(waiting.pop())
        if verb is None or verb.name in seen:
            continue
        if getattr(verb, what):
            return True
        seen.add(verb.name)
        waiting += verb.calls
    return False


def _imports(path: object) -> dict[str, str]:
    """Local name → `noun.module` or `noun.module.function` of the domain."""
    known: dict[str, str] = {}
    for node in parsed(path).body:  # type: ignore[arg-type]
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qnector.domain"):
            base = (node.module or "").removeprefix("qnector.domain").lstrip(".")
            for alias in node.names:
                known[alias.asname or alias.name] = ".".join(filter(None, (base, alias.name)))
    return known


def _verb(module: str, node: ast.FunctionDef, known: dict[str, str]) -> Verb:
    verb = Verb(f"{module}.{node.name}", not node.name.startswith("_"))
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and one.id in WRITES:
            verb.writes = True
        if isinstance(one, ast.Call):
            called = dotted(one.func)
            verb.writes |= called in ADDS
            verb.records |= called in RECORDS
        if isinstance(one, ast.Name | ast.Attribute):
            verb.calls.add(_target(module, dotted(one), known))
    return verb


def _target(module: str, called: str, known: dict[str, str]) -> str:
    first, _, rest = called.partition(".")
    if first in known:
        return ".".join(filter(None, (known[first], rest)))
    return f"{module}.{called}"

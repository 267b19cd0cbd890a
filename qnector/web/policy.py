"""Who may call a handler and with what: said at the handler, checked when it is imported."""

import inspect
import re
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
from reflex_base.registry import RegistrationContext
from reflex_base.utils.form import form_data_as_dict

from qnector.domain.accounts import rules

F = TypeVar("F", bound=Callable[..., Any])

MARK = "__qnector_policy__"
VAGUE = (Any, object, str, int, float, complex, bytes, dict, list, set, frozenset, tuple)
SECRET_NAME = re.compile(
    r"(^|_)(secrets?|tokens?|credentials?|cookies?|hash(es)?|passwords?|session(_id)?"
    r"|(api|secret|private|access|sealing)_keys?)$"
)


class Refused(Exception):
    """An event or a state that does not keep the rules. Carries names, never values."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may call. No permission: everybody."""

    permission: str = ""
    reauth: bool = False


def public(fn: F) -> F:
    """Everybody may call this handler, signed in or not."""
    setattr(fn, MARK, Policy())
    return fn


def require(permission: str, *, reauth: bool = False) -> Callable[[F], F]:
    """Only who has this permission may call; with `reauth` the password was given just now."""
    if permission not in rules.MAY:
        raise Refused(f"no such permission: {permission}")

    def mark(fn: F) -> F:
        setattr(fn, MARK, Policy(permission, reauth))
        return fn

    return mark


def policy_of(fn: Callable[..., Any]) -> Policy | None:
    """The policy said at a handler."""
    return getattr(fn, MARK, None)


def check_state(cls: type) -> None:
    """Raises Refused when a state's handlers or public vars do not keep the rules."""
    for name, handler in cls.event_handlers.items():  # type: ignore[attr-defined]
        if name != "setvar":
            check_handler(f"{cls.__name__}.{name}", handler.fn)
            _pass_forms(handler)
    for name in (*cls.base_vars, *cls.computed_vars):  # type: ignore[attr-defined]
        if SECRET_NAME.search(name) and not name.startswith("demo_"):
            raise Refused(f"{cls.__name__}.{name} looks secret, but every var reaches the browser")


def check_handler(name: str, fn: Callable[..., Any]) -> None:
    """Raises Refused unless `fn` is async, has a policy, and says exactly what it takes."""
    if policy_of(fn) is None:
        raise Refused(f"{name} says neither @public nor @require(...)")
    if not (inspect.iscoroutinefunction(fn) or inspect.isasyncgenfunction(fn)):
        raise Refused(f"{name} is not async, it would stop every user while it runs")
    for argument, annotation in arguments(fn).items():
        if why := vague(annotation):
            raise Refused(f"{name}({argument}) {why}")


def _pass_forms(handler: Any) -> None:
    """Tell Reflex that a form arrives as a dict; the guard makes the form of it."""
    for name, kind in handler._get_type_hints().items():
        if name != "return" and _is_form(kind):
            handler._type_hints[name] = dict[str, Any]


def _is_form(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def arguments(fn: Callable[..., Any]) -> dict[str, Any]:
    """The annotation of every argument after self."""
    hints = typing.get_type_hints(fn, include_extras=True)
    parameters = list(inspect.signature(fn).parameters.values())[1:]
    for parameter in parameters:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            return {parameter.name: Any}
    return {parameter.name: hints.get(parameter.name, Any) for parameter in parameters}


def vague(annotation: Any) -> str:
    """Why an annotation would let too much in, or nothing."""
    if annotation in VAGUE or annotation is inspect.Parameter.empty:
        return "has no exact type; use one of web.args"
    origin = get_origin(annotation)
    if origin is Annotated:
        return "" if _is_bounded(annotation) else "has no bounds; use one of web.args"
    if origin is typing.Literal or annotation in (bool, type(None)):
        return ""
    if origin in (typing.Union, types.UnionType):
        return next((why for part in get_args(annotation) if (why := vague(part))), "")
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return ""
    if _is_form(annotation):
        return _vague_form(annotation)
    return "has a type that checks nothing; use one of web.args"


def _is_bounded(annotation: Any) -> bool:
    """Whether the metadata limits the values, at the top for text, both ways for numbers."""
    kind, *metadata = get_args(annotation)
    limits = {
        limit
        for one in metadata
        for source in (one, *getattr(one, "metadata", ()))
        for limit in ("ge", "gt", "le", "lt", "max_length", "pattern", "strict")
        if getattr(source, limit, None) is not None
    }
    if kind is bool:
        return True
    if kind is int:
        return bool(limits & {"ge", "gt"}) and bool(limits & {"le", "lt"})
    return bool(limits & {"max_length", "pattern"})


def _vague_form(form: type[BaseModel]) -> str:
    if form.model_config.get("extra") != "forbid":
        return "is a form that lets unknown fields in; derive it from args.Form"
    hints = typing.get_type_hints(form, include_extras=True)
    for field in form.model_fields:
        if why := vague(hints[field]):
            return f"has a field {field} that {why}"
    return ""


class Validator:
    """Checks what a browser sent against the annotations of one handler."""

    def __init__(self, fn: Callable[..., Any]) -> None:
        parameters = list(inspect.signature(fn).parameters.values())[1:]
        self._needed = frozenset(p.name for p in parameters if p.default is p.empty)
        self._adapters = {name: _adapter(kind) for name, kind in arguments(fn).items()}

    def __call__(self, payload: dict[str, Any]) -> None:
        """Replace the values by clean ones. Raises Refused for anything missing or wrong."""
        if not payload and not self._needed:
            return
        if not self._adapters.keys() >= payload.keys() >= self._needed:
            raise Refused("arguments that the handler does not take, or some missing")
        for name, value in payload.items():
            try:
                plain = form_data_as_dict(value)
                payload[name] = self._adapters[name].validate_python(plain)
            except (ValueError, TypeError, RecursionError):
                # The library's own error would quote the value.
                raise Refused(f"argument {name}") from None


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind is bool:
        return TypeAdapter(bool, config={"strict": True})
    if _is_form(kind):
        return TypeAdapter(kind)
    return TypeAdapter(kind, config={"allow_inf_nan": False})


def audit_registry(framework: Iterable[str]) -> None:
    """Raises Refused when any registered handler has no policy and is not the framework's."""
    known = frozenset(framework)
    for name, registered in RegistrationContext.get().event_handlers.items():
        if name in known or name.endswith(".setvar"):
            continue
        if registered.handler.fn.__module__.partition(".")[0].startswith("reflex"):
            continue  # the guard refuses these when they are called
        check_handler(name, registered.handler.fn)

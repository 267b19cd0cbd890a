"""Every handler of the app, with arguments that would reach somebody else's things."""

import enum
import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from reflex_base.registry import RegistrationContext

from qnector.web.policy import arguments
from tests.attack.conftest import Target

HOSTILE: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1.5,
    2**53 + 1,
    10**400,
    "",
    "0",
    "1 OR 1=1",
    "'; DROP TABLE orders; --",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "=1+1",
    "\u202e거꾸로",
    "\x00",
    "가" * 20_000,
    "😀" * 500,
    [],
    [1],
    {},
    {"$ne": None},
    {"form": {"x": 1}},
    {"__class__": "x"},
    [[[[[[1]]]]]],
    "NaN",
    "-Infinity",
)
NUMBERS = {
    "order_id": "order_id",
    "product_id": "product_id",
    "address_id": "address_id",
    "line_id": "order_id",
    "buyer_id": "company_id",
    "company_id": "company_id",
    "seller_id": "company_id",
    "user_id": "user_id",
    "session_id": "session_id",
    "notice_id": "order_id",
    "inquiry_id": "order_id",
    "message_id": "order_id",
    "category_id": "product_id",
}


def handlers() -> dict[str, dict[str, Any]]:
    """Wire name → argument → annotation, of everything the app registered."""
    import qnector.qnector

    assert qnector.qnector.app
    with qnector.qnector.app.set_contexts():
        found = RegistrationContext.get().event_handlers
        return {name: _arguments(one.handler.fn) for name, one in found.items()}


def valid(target: Target, name: str, kinds: dict[str, Any]) -> dict[str, Any]:
    """Arguments of the right types that name the victim's things."""
    return {argument: _value(target, argument, kind) for argument, kind in kinds.items()}


def hostile(target: Target, kinds: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The same with one argument after the other replaced by something hostile."""
    right = valid(target, "", kinds)
    yield {**right, "extra": 1}
    yield {}
    for argument in kinds:
        for value in HOSTILE:
            yield {**right, argument: value}


def _arguments(fn: Any) -> dict[str, Any]:
    try:
        return arguments(fn)
    except (TypeError, NameError):
        return {}


def _value(target: Target, argument: str, kind: Any) -> Any:
    if argument in NUMBERS:
        return getattr(target, NUMBERS[argument])
    if argument == "number":
        return target.number
    if typing.get_origin(kind) is typing.Literal:
        return typing.get_args(kind)[0]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {name: _text(target, name) for name in kind.model_fields}
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return next(iter(kind)).value
    return _plain(target, argument, kind)


def _plain(target: Target, argument: str, kind: Any) -> Any:
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return ""
    base = typing.get_args(kind)[0] if typing.get_args(kind) else kind
    if base is bool:
        return True
    if base is int:
        return 1
    return _text(target, argument)


def _text(target: Target, name: str) -> str:
    known = {
        "address_id": str(target.address_id),
        "user": str(target.user_id),
        "user_id": str(target.user_id),
        "seller": str(target.company_id),
        "quantity": "1",
        "size": "20",
        "page": "1",
        "carrier": "cj",
        "tracking_number": "123456789012",
        "kind": "immediate",
        "reason": "몰래",
        "postal_code": "04524",
        "phone": "0212345678",
        "is_default": "on",
        "agreed": "on",
        "toast_id": "t1",
        "turn": "0",
    }
    return known.get(name, "x")

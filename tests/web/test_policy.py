from typing import Any

import pytest
import reflex as rx
from pydantic import BaseModel
from reflex_base.registry import RegistrationContext

from qnector.core.errors import Conflict, Invalid
from qnector.web.args import Form, OrderId, ShortText
from qnector.web.guard import Screen, attempt, caught, public, require
from qnector.web.policy import Refused, Validator, audit_registry, check_handler, vague
from tests.web.conftest import play


@pytest.fixture(autouse=True)
def _own_context():
    """States that are refused must not stay registered."""
    token = RegistrationContext.set(RegistrationContext.ensure_context().fork())
    yield
    RegistrationContext.reset(token)


def refused(members: dict[str, Any], annotations: dict[str, Any] | None = None) -> str:
    """Why a state with these members does not import."""
    body = {"__module__": __name__, "__annotations__": annotations or {}, **members}
    with pytest.raises(Refused) as refusal:
        type(f"Refused{abs(hash(str(members)))}State", (Screen,), body)
    return str(refusal.value)


def test_it_refuses_a_handler_without_policy() -> None:
    async def save(self):
        pass

    assert "neither" in refused({"save": rx.event(save)})


def test_it_refuses_a_bare_public_method() -> None:
    async def helper(self):
        pass

    assert "neither" in refused({"helper": helper})


def test_it_refuses_a_synchronous_handler() -> None:
    @public
    def save(self):
        pass

    assert "not async" in refused({"save": rx.event(save)})


def test_it_refuses_a_handler_of_a_mixin_without_policy() -> None:
    class Bare(rx.State, mixin=True):
        @rx.event
        async def peek(self):
            pass

    with pytest.raises(Refused, match="neither"):

        class MixedState(Bare, Screen):
            """시험."""


@pytest.mark.parametrize("name", ["api_key", "password", "session_id", "reset_token", "secret"])
def test_it_refuses_vars_that_look_secret(name) -> None:
    assert "looks secret" in refused({name: ""}, {name: str})


def test_it_lets_a_backend_var_be_called_anything() -> None:
    body = {"__module__": __name__, "__annotations__": {"_token": str}, "_token": ""}
    assert type("BackendState", (Screen,), body)


class OpenForm(BaseModel):
    name: OrderId


class VagueForm(Form):
    name: str


@pytest.mark.parametrize(
    "annotation",
    [
        Any,
        dict,
        dict[str, Any],
        list,
        list[int],
        str,
        int,
        float,
        object,
        str | None,
        VagueForm,
        OpenForm,
        tuple[int, int],
        rx.Var,
    ],
    ids=str,
)
def test_it_refuses_arguments_that_say_nothing(annotation) -> None:
    async def save(self, value):
        pass

    save.__annotations__["value"] = annotation
    assert "(value)" in refused({"save": rx.event(public(save))})


def test_it_refuses_arguments_without_annotation_and_stars() -> None:
    async def save(self, value):
        pass

    async def save_all(self, *values):
        pass

    for handler in (save, save_all):
        with pytest.raises(Refused):
            check_handler("x", public(handler))


def test_it_lets_exact_types_through() -> None:
    assert vague(OrderId) == ""
    assert vague(OrderId | None) == ""
    assert vague(bool) == ""


def test_it_knows_every_permission() -> None:
    with pytest.raises(Refused):
        require("orders.fly")


def test_the_audit_finds_a_state_that_goes_around_the_base() -> None:
    class Smuggled(rx.State):
        @rx.event
        async def peek(self):
            pass

    with pytest.raises(Refused, match="peek"):
        audit_registry(())


class TermsForm(Form):
    kind: ShortText
    days: ShortText = ""


def test_a_field_that_is_not_drawn_was_not_sent() -> None:
    async def save(self, form: TermsForm):
        pass

    check = Validator(save)
    payload = {"form": {"kind": "at_once", "days": None}}
    check(payload)
    assert payload["form"] == TermsForm(kind="at_once")

    for sent in ({"kind": None}, {"kind": "x", "days": 3}, {"kind": "x", "other": None}):
        with pytest.raises(Refused):
            check({"form": sent})


def test_attempt_hands_back_only_the_refusals_asked_for() -> None:
    async def refuse() -> None:
        raise Invalid("이름을 입력해 주세요.", field="name")

    async def clash() -> None:
        raise Conflict

    async def scene() -> None:
        assert (await caught(refuse())).field == "name"
        with pytest.raises(Conflict):
            await attempt(clash(), Invalid)

    play(scene)

"""Forms that the browser itself posts to one of our HTTP routes."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from qnector.ui import browser

Text = str | rx.Var


class PlainForm(BaseHTML):
    """A form that the browser sends itself, once; `rx.el.form` always prevents that.

    One whose answer goes into a frame of the page (`target`) may be sent again at once.
    """

    tag = "form"
    action: rx.Var[str]
    method: rx.Var[str]
    target: rx.Var[str]
    on_submit: rx.EventHandler[rx.event.no_args_event_spec]

    @classmethod
    def create(cls, *children: Any, **props: Any) -> rx.Component:
        """Make one."""
        if "target" not in props:
            props["on_submit"] = browser.send_once()
        return super().create(*children, **props)


def post_form(*children: Any, action: str, id: str, **props: Any) -> rx.Component:
    """A form the browser itself posts to one of our HTTP routes. Errors are ours."""
    attributes = {"noValidate": True, **props.pop("custom_attrs", {})}
    return PlainForm.create(
        *children,
        custom_attrs=attributes,
        action=action,
        method="post",
        id=id,
        class_name="flex flex-col gap-4",
        **props,
    )


def hidden_input(name: str, value: Text) -> rx.Component:
    """A value that travels with its form."""
    return rx.el.input(type="hidden", name=name, value=value)

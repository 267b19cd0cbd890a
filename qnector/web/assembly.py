"""Puts the app together: pages, guard, edge, routes, what runs beside."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import reflex as rx
from reflex.event import EventSpec
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from qnector import ui
from qnector.core.errors import QnectorError
from qnector.web import doors, guard, policy, pulse, relay, sockets
from qnector.web.edge import Edge
from qnector.web.failures import places
from qnector.web.screen import pages
from qnector.web.toasts import Toasts

log = logging.getLogger("qnector.web")

BUILT = Path(".web") / "build" / "client"
SORRY = "처리하지 못했어요. 잠시 뒤 다시 시도해 주세요."


class Served(rx.App):
    """The app as it is served: the edge is around all of it, Reflex's own outer layer too."""

    def __call__(self) -> Edge:
        """What the server runs."""
        inner = super().__call__()
        return Edge(inner, BUILT, self._registration_context.event_handlers)


@rx.memo
def overlay() -> rx.Component:
    """Over every page: the connection, what happened last, and the way onward."""
    return rx.fragment(
        ui.offline_bar(),
        ui.toast_region(Toasts.rows, Toasts.dismiss),
        ui.led_by(guard.Screen.onward),
    )


def make_app(
    *, routes: Sequence[BaseRoute] = (), tasks: Sequence[Callable[..., Any]] = ()
) -> rx.App:
    """The whole app. Raises policy.Refused when a handler anywhere says not who may call it."""
    app = Served(
        toaster=None,
        html_lang="ko",
        stylesheets=["fonts/fonts.css"],
        head_components=_head(),
        backend_exception_handler=tell,
        frontend_exception_handler=note,
        api_transformer=Starlette(routes=[*doors.routes, *routes]),
        app_wraps={
            (5, "Overlay"): lambda stateful: rx.fragment(overlay()) if stateful else None,
            (55, "ErrorBoundary"): lambda stateful: ui.error_boundary(),
        },
    )
    app.add_middleware(guard.Guard())
    for page in pages.values():
        app.add_page(
            page.draw,
            route=page.route,
            title=page.title,
            description=page.description or None,
            meta=page.head,
            on_load=page.on_load,
        )
    app.add_page(ui.not_found_page, route="404", title="찾는 화면이 없어요 · Qnector")
    sockets.of(app)
    for task in (pulse.run, relay.run, *tasks):
        app.register_lifespan_task(task)
    policy.audit_registry(guard.FRAMEWORK)
    return app


def _head() -> list[rx.Component]:
    font = {"as": "font", "type": "font/woff2", "crossOrigin": "anonymous"}
    return [
        rx.el.link(rel="preload", href="/fonts/ui.woff2", custom_attrs=font),
        rx.el.link(rel="icon", href="/icon.svg", type="image/svg+xml"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        rx.el.meta(name="theme-color", content=ui.tokens.LIGHT["brand"]),
    ]


def tell(exception: Exception) -> EventSpec:
    """An error of an event: its own sentence, or a general one; the log gets no values."""
    if isinstance(exception, QnectorError):
        return Toasts.say(exception.sentence, kind="error")
    log.error("an event failed: %s\n%s", type(exception).__name__, places(exception))
    return Toasts.say(SORRY, kind="error")


def note(exception: Exception) -> None:
    """A screen broke in a browser. What the browser says may be anything, so it is not kept."""
    log.error("a screen broke in a browser")

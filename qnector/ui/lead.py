"""Being led to another address of the same screen, unless one has gone elsewhere meanwhile."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx
from reflex_base.components.component import Component
from reflex_base.vars import VarData


class OnwardWay(TypedDict):
    """`to` is where `start` leads; with `replaces` going back skips `start`. "" leads nowhere."""

    start: str
    to: str
    replaces: bool


NOWHERE = OnwardWay(start="", to="", replaces=False)


class _Leader(rx.Fragment):
    """Draws nothing: it moves the browser when `way` changes.

    A redirect of Reflex's own is followed wherever the browser is by then, so an answer that is
    late takes somebody back who has pressed a link while it was on its way.
    """

    way: rx.Var[OnwardWay]

    def _exclude_props(self) -> list[str]:
        return ["way"]

    def add_imports(self) -> dict[str, list[str]]:
        return {
            "react": ["useEffect"],
            "react-router": ["useLocation", "useNavigate", "useNavigation"],
        }

    def add_hooks(self) -> list[rx.Var]:
        moved = f"""
const lead = useNavigate();
const place = useLocation();
const moving = useNavigation();
useEffect(() => {{
  const way = {self.way!s};
  const here = (moving.location ?? place).pathname.replace(/\\/+$/, "") || "/";
  if (way.to && way.start === here) lead(way.to, {{ replace: way.replaces }});
}}, [{self.way!s}]);
"""
        return [rx.Var(_js_expr=moved, _var_data=VarData.merge(self.way._get_all_var_data()))]


def led_by(way: rx.Var[OnwardWay]) -> Component:
    """Belongs outside the pages, once."""
    return _Leader.create(way=way)

"""The design system. Pages write `ui.button(…)` and no class names.

It takes values, Vars and events; it imports no state.
"""

from qnector.ui import browser, labels, tokens
from qnector.ui.auth import auth_page, or_line
from qnector.ui.badge import badge, connection_badge, counter, product_badge, status_badge
from qnector.ui.bar import bulk_bar, news_bar, offline_bar
from qnector.ui.button import (
    button,
    icon_button,
    link,
    link_button,
    page_link,
    route_link,
    submit,
)
from qnector.ui.cart import cart_bar, cart_group, cart_line, cart_page, cart_panel
from qnector.ui.chip import chip, chips
from qnector.ui.dialog import close_button, confirm, dialog, push_left
from qnector.ui.empty import empty, failed, no_result
from qnector.ui.errors import (
    crash_page,
    error_boundary,
    forbidden_page,
    not_found_page,
    problem_page,
)
from qnector.ui.form import (
    area_field,
    checkbox,
    form,
    hidden_input,
    password_field,
    password_input,
    post_form,
    radio_card,
    radio_group,
    select,
    select_field,
    text_field,
    text_input,
    textarea,
)
from qnector.ui.frame import frame
from qnector.ui.icon import icon
from qnector.ui.labels import josa
from qnector.ui.layout import (
    box,
    callout,
    card,
    divider,
    facts,
    grid,
    inline,
    live,
    money,
    paragraph,
    section,
    stack,
    sum_line,
    sums,
    text,
    unseen,
)
from qnector.ui.menu import menu, menu_item, menu_label, menu_link, menu_separator
from qnector.ui.nav import NAV, NavItem, brand
from qnector.ui.page import page, page_header, two_columns
from qnector.ui.pagination import page_numbers, pagination
from qnector.ui.search import list_head, search, toolbar
from qnector.ui.segmented import client_choice, segmented
from qnector.ui.skeleton import loading, skeleton_lines, skeleton_rows, skeleton_tiles
from qnector.ui.stat import stat, stats
from qnector.ui.stepper import stepper
from qnector.ui.table import (
    cell,
    cell_button,
    cell_check,
    cell_link,
    cell_number,
    cell_pair,
    row,
    row_card,
    table,
    th,
    th_check,
    th_unseen,
)
from qnector.ui.tabs import tabs
from qnector.ui.tick import tick
from qnector.ui.tile import thumb, tile, tile_row, tile_rows, tiles
from qnector.ui.timeline import happened, timeline
from qnector.ui.toast import ToastRow, toast_region

__all__ = [
    "NAV",
    "NavItem",
    "ToastRow",
    "area_field",
    "auth_page",
    "badge",
    "box",
    "brand",
    "browser",
    "bulk_bar",
    "button",
    "callout",
    "card",
    "cart_bar",
    "cart_group",
    "cart_line",
    "cart_page",
    "cart_panel",
    "cell",
    "cell_button",
    "cell_check",
    "cell_link",
    "cell_number",
    "cell_pair",
    "checkbox",
    "chip",
    "chips",
    "client_choice",
    "close_button",
    "confirm",
    "connection_badge",
    "counter",
    "crash_page",
    "dialog",
    "divider",
    "empty",
    "error_boundary",
    "facts",
    "failed",
    "forbidden_page",
    "form",
    "frame",
    "grid",
    "happened",
    "hidden_input",
    "icon",
    "icon_button",
    "inline",
    "josa",
    "labels",
    "link",
    "link_button",
    "list_head",
    "live",
    "loading",
    "menu",
    "menu_item",
    "menu_label",
    "menu_link",
    "menu_separator",
    "money",
    "news_bar",
    "no_result",
    "not_found_page",
    "offline_bar",
    "or_line",
    "page",
    "page_header",
    "page_link",
    "page_numbers",
    "pagination",
    "paragraph",
    "password_field",
    "password_input",
    "post_form",
    "problem_page",
    "product_badge",
    "push_left",
    "radio_card",
    "radio_group",
    "route_link",
    "row",
    "row_card",
    "search",
    "section",
    "segmented",
    "select",
    "select_field",
    "skeleton_lines",
    "skeleton_rows",
    "skeleton_tiles",
    "stack",
    "stat",
    "stats",
    "status_badge",
    "stepper",
    "submit",
    "sum_line",
    "sums",
    "table",
    "tabs",
    "text",
    "text_field",
    "text_input",
    "textarea",
    "th",
    "th_check",
    "th_unseen",
    "thumb",
    "tick",
    "tile",
    "tile_row",
    "tile_rows",
    "tiles",
    "timeline",
    "toast_region",
    "tokens",
    "toolbar",
    "two_columns",
    "unseen",
]

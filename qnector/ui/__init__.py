"""The design system. Pages write `ui.button(…)` and no class names.

It takes values, Vars and events; it imports no state.
"""

from qnector.ui import browser, labels, tokens
from qnector.ui.account import (
    account_all,
    account_match,
    account_rules,
    account_submit,
    account_watch,
)
from qnector.ui.acting import acting_banner
from qnector.ui.article import (
    link_card,
    link_cards,
    onward,
    reading_index,
    reading_list,
    reading_page,
    trail,
)
from qnector.ui.asking import ask_reason, form_dialog
from qnector.ui.auth import announced, auth_foot, auth_page, or_line, sign_in_email, social_buttons
from qnector.ui.avatar import avatar, cell_person, seal
from qnector.ui.badge import (
    badge,
    connection_badge,
    counter,
    direction_badge,
    inquiry_badge,
    login_badge,
    member_badge,
    message_badge,
    notice_badge,
    product_badge,
    status_badge,
)
from qnector.ui.bar import bulk_bar, news_bar, offline_bar, undo_bar
from qnector.ui.bell import bell, bell_entries, bell_entry, bell_link, bell_other_side
from qnector.ui.button import (
    button,
    icon_button,
    link,
    link_button,
    page_button,
    page_link,
    route_link,
    submit,
)
from qnector.ui.cart import cart_bar, cart_group, cart_line, cart_page, cart_panel
from qnector.ui.chart import bar_chart, share_list, share_row
from qnector.ui.chip import chip, chips
from qnector.ui.copying import copy_field
from qnector.ui.counted import counted_field
from qnector.ui.device import device_list, device_row
from qnector.ui.dialog import close_button, confirm, dialog, push_left
from qnector.ui.empty import empty, failed, no_result
from qnector.ui.entry import entry, entry_list, post_button
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
    labelled_group,
    password_field,
    password_input,
    radio_card,
    radio_group,
    select,
    select_field,
    text_field,
    text_input,
    textarea,
)
from qnector.ui.frame import frame
from qnector.ui.front import Host, front_frame
from qnector.ui.icon import icon
from qnector.ui.labels import josa
from qnector.ui.landing import (
    band,
    closing,
    closing_text,
    coming,
    feature,
    features,
    opening,
    questions,
    showcase,
    steps,
)
from qnector.ui.layout import (
    box,
    callout,
    card,
    center_row,
    divider,
    end_row,
    facts,
    grid,
    heard,
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
from qnector.ui.lead import led_by
from qnector.ui.letter import cell_expand, expand, message_card, reason
from qnector.ui.line import item, item_list, line, line_list
from qnector.ui.menu import menu, menu_item, menu_label, menu_link, menu_separator
from qnector.ui.nav import NAV, NavItem, brand
from qnector.ui.page import page, page_header, two_columns, two_even
from qnector.ui.pagination import page_numbers, pagination
from qnector.ui.palette import palette, palette_button, palette_group
from qnector.ui.plans import plan_card, plan_grid, plan_panel, plan_skeleton
from qnector.ui.post import post, posts, said, skeleton_posts, written
from qnector.ui.postcode import PlaceText, address_fields, postcode_dialog
from qnector.ui.posted import hidden_input, post_form
from qnector.ui.product import picture_field, product_cell, product_tile
from qnector.ui.progress import paused_button, progress, progress_bar, two_buttons
from qnector.ui.prose import headings, prose
from qnector.ui.search import day_filter, list_head, search, toolbar
from qnector.ui.segmented import client_choice, segmented
from qnector.ui.shot import Picture, picture_preload, shot
from qnector.ui.skeleton import (
    awaited,
    loading,
    skeleton_chart,
    skeleton_lines,
    skeleton_rows,
    skeleton_stats,
    skeleton_tiles,
)
from qnector.ui.stat import quick_link, stat, stats
from qnector.ui.stepper import stepper
from qnector.ui.switch import switch
from qnector.ui.table import (
    action_card,
    cell,
    cell_actions,
    cell_button,
    cell_check,
    cell_link,
    cell_name,
    cell_number,
    cell_pair,
    cell_stand,
    row,
    row_card,
    table,
    th,
    th_check,
    th_unseen,
)
from qnector.ui.tabs import choice_tabs, tabs
from qnector.ui.tick import tick
from qnector.ui.tile import stock_note, thumb, tile, tile_row, tile_rows, tiles
from qnector.ui.timeline import happened, timeline
from qnector.ui.toast import ToastRow, toast_region

# Everything that is imported here is the kit.
__all__ = sorted(name for name in globals() if not name.startswith("_"))

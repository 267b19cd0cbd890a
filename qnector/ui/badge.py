"""Badges: a status is always an icon, a word and a colour."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.vars.base import Var

from qnector.ui import labels
from qnector.ui.icon import icon

_TONES = {
    "ok": "bg-ok-soft text-ok",
    "warn": "bg-warn-soft text-warn",
    "info": "bg-info-soft text-info",
    "bad": "bg-bad-soft text-bad",
    "req": "bg-req-soft text-req",
    "off": "bg-off-soft text-off",
    "brand": "bg-brand-soft text-brand-fg",
}

_ORDER = {
    "pending": ("warn", "clock-3"),
    "processing": ("info", "loader"),
    "completed": ("ok", "check"),
    "cancel_requested": ("req", "undo-2"),
    "cancelled": ("off", "x"),
}
_CONNECTION = {
    "requested": ("warn", "clock-3"),
    "approved": ("ok", "check"),
    "rejected": ("bad", "x"),
    "suspended": ("off", "pause"),
}
_PRODUCT = {
    "on_sale": ("ok", "check"),
    "sold_out": ("bad", "ban"),
    "hidden": ("off", "eye-off"),
}
_MESSAGE = {
    "sent": ("ok", "check"),
    "pending": ("warn", "clock-3"),
    "claimed": ("warn", "clock-3"),
    "failed": ("bad", "x"),
    "unknown": ("off", "circle-help"),
}

_NOTICE = {
    "news": ("info", "info"),
    "update": ("brand", "sparkles"),
    "maintenance": ("warn", "wrench"),
    "event": ("req", "gift"),
}
_LOGIN = {
    "success": ("ok", "check"),
    "wrong": ("bad", "x"),
    "throttled": ("warn", "clock-3"),
    "unverified": ("off", "mail"),
    "suspended": ("off", "pause"),
}
_MEMBER = {"active": ("ok", "check"), "invited": ("warn", "mail"), "off": ("off", "pause")}
_INQUIRY = {"waiting": ("warn", "clock-3"), "answered": ("ok", "check")}


def badge(*children: Any, tone: str = "off", before: str | None = None) -> rx.Component:
    """A small coloured word."""
    return rx.el.span(
        *([icon(before, 14)] if before else []),
        *children,
        class_name=(
            "inline-flex items-center gap-1 h-6 px-2 rounded-full text-xs font-medium "
            f"whitespace-nowrap {_TONES[tone]}"
        ),
    )


def status_badge(status: str | rx.Var) -> rx.Component:
    """Where an order stands: pending → 대기, …"""
    return _badge_for(status, _ORDER, labels.ORDER_STATUS)


def connection_badge(status: str | rx.Var) -> rx.Component:
    """Where a connection stands: requested → 승인 대기, …"""
    return _badge_for(status, _CONNECTION, labels.CONNECTION_STATUS)


def product_badge(status: str | rx.Var) -> rx.Component:
    """판매상태: on_sale → 판매중, …"""
    return _badge_for(status, _PRODUCT, labels.PRODUCT_STATUS)


def notice_badge(kind: str | rx.Var) -> rx.Component:
    """분류 of a notice: news → 안내, …"""
    return _badge_for(kind, _NOTICE, labels.NOTICE_KIND)


def inquiry_badge(status: str | rx.Var) -> rx.Component:
    """Where an inquiry stands: waiting → 답변 대기중, …"""
    return _badge_for(status, _INQUIRY, labels.INQUIRY_STATUS)


def message_badge(state: str | rx.Var) -> rx.Component:
    """Where a delivery stands: sent → 성공, failed → 실패, …"""
    return _badge_for(state, _MESSAGE, labels.MESSAGE_STATE)


def login_badge(result: str | rx.Var) -> rx.Component:
    """How a try to sign in ended: success → 성공, wrong → 실패, …"""
    return _badge_for(result, _LOGIN, labels.LOGIN_RESULT)


def member_badge(state: str | rx.Var) -> rx.Component:
    """How a login of the company stands: active → 사용 중, …"""
    return _badge_for(state, _MEMBER, labels.MEMBER_STATE)


def direction_badge(is_inbound: Any, way: Any) -> rx.Component:
    """수신 or 발신, and over which channel."""
    return rx.cond(
        is_inbound,
        badge("수신 · ", way, tone="info", before="arrow-down-left"),
        badge("발신 · ", way, tone="brand", before="arrow-up-right"),
    )


def counter(number: Any) -> rx.Component:
    """A filled count inside a button or tab."""
    return rx.el.span(
        number,
        class_name=(
            "inline-flex items-center justify-center min-w-5 h-4 px-1 rounded-full bg-brand "
            "text-onbrand text-2xs font-semibold num"
        ),
    )


def _badge_for(status: Any, looks: dict[str, Any], words: dict[str, str]) -> rx.Component:
    drawn = {code: badge(words[code], tone=looks[code][0], before=looks[code][1]) for code in looks}
    if isinstance(status, Var):
        return rx.match(status, *drawn.items(), badge(status))
    return drawn[status]

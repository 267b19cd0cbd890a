"""What the public pages share: who visits, who runs this place, how one begins."""

from datetime import date
from typing import Any

import reflex as rx

from qnector import ui
from qnector.core import settings
from qnector.web import urls
from qnector.web.guard import Screen, public, who_or_none

BEGIN = "/register"  # loaded anew, so that the browser gets its visit


class Front(Screen):
    """공개 화면: the way to one's own screen, and who runs this place."""

    is_loaded: bool = False
    home: str = ""
    is_demo: bool = False
    host_name: str = ""
    host_number: str = ""
    host_note: str = ""
    host_email: str = ""

    @rx.event
    @public
    async def enter(self):
        """Say what the settings say; nothing here depends on a company."""
        config = settings.current()
        who = who_or_none()
        self.home = urls.home(who.actor.side) if who else ""
        self.is_demo = config.is_demo
        self.host_name = config.company_name
        self.host_number = config.company_number
        self.host_note = config.company_note
        self.host_email = config.contact_email
        self.is_loaded = True


def host() -> ui.Host:
    """Who runs this place, for the pieces that say it."""
    return ui.Host(Front.host_name, Front.host_number, Front.host_note, Front.host_email)


def framed(*children: Any, current: str, sticky: bool = False) -> rx.Component:
    """A public page inside its frame."""
    return ui.front_frame(
        *children,
        current=current,
        home=Front.home,
        begin=BEGIN,
        host=host(),
        sticky=sticky,
    )


DOCUMENTS = ("약관", [("이용약관", "/terms"), ("개인정보 처리방침", "/privacy")])


def document(title: str, text: str, *, path: str, version: str, since: date) -> rx.Component:
    """약관 or 개인정보 처리방침: its version, who stands behind it, its text."""
    contents = [(words, f"{path}#{anchor}") for anchor, words in ui.headings(text)]
    day = f"{since.year}년 {since.month}월 {since.day}일"
    return framed(
        ui.reading_page(
            title,
            _behind(),
            ui.prose(text),
            aside=ui.reading_list("차례", [DOCUMENTS, ("차례", contents)], path),
            note=f"버전 {version} · 시행일 {day}",
        ),
        current=path,
    )


def _behind() -> rx.Component:
    """Who runs the place; a document without a name says so instead of looking complete."""
    return rx.cond(
        Front.is_loaded,
        rx.cond(
            Front.host_name != "",
            ui.box(
                ui.facts(
                    ("운영자", Front.host_name),
                    ("사업자등록번호", _or_dash(Front.host_number)),
                    ("개인정보 보호 담당자 이메일", _or_dash(Front.host_email)),
                    ("그 밖의 정보", _or_dash(Front.host_note)),
                )
            ),
            ui.callout("warn", UNNAMED),
        ),
        ui.skeleton_lines(2),
    )


def _or_dash(value: rx.Var[str]) -> rx.Component:
    return rx.cond(value != "", value, "-")


UNNAMED = (
    "운영자의 상호와 연락처가 아직 등록되지 않았습니다. 운영자는 설정을 마치고 이 문서가 실제"
    " 운영과 맞는지 확인해야 합니다."
)

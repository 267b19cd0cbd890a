"""Devices, tries to sign in and colleagues as printed text."""

from ipaddress import IPv6Address, ip_address
from typing import TypedDict

from qnector.core import clock
from qnector.core.devices import device_of
from qnector.domain.accounts.devices import Attempt, Device
from qnector.domain.accounts.members import MemberRow
from qnector.outside import places
from qnector.ui import labels
from qnector.web import files

NOW = "지금 쓰는 기기예요."
OPERATOR = "운영자가 이 계정으로 보고 있어요."


class DeviceText(TypedDict):
    """One row of 접속 기기 관리; `kind` chooses the icon."""

    id: int
    kind: str
    name: str
    place: str
    seen: str
    is_here: bool
    is_operator: bool


class AttemptText(TypedDict):
    """One row of 로그인 기록."""

    id: int
    at: str
    place: str
    device: str
    result: str


class MemberText(TypedDict):
    """One row of 사용자 관리. `role` and `state` are codes, `is_me` who looks."""

    id: int
    name: str
    email: str
    role: str
    role_word: str
    state: str
    note: str
    picture: str
    is_me: bool


def device_text(one: Device) -> DeviceText:
    """Where, with what, since when."""
    found = device_of(one.said)
    seen = NOW if one.is_here else f"마지막 사용 {clock.moment_text(one.seen_at)}"
    return DeviceText(
        id=one.id,
        kind=found.kind,
        name=found.name,
        place=where(one.address),
        seen=OPERATOR if one.is_operator else seen,
        is_here=one.is_here,
        is_operator=one.is_operator,
    )


def attempt_text(one: Attempt) -> AttemptText:
    """로그인 시간 · 로그인 정보 · 로그인 결과."""
    name = device_of(one.said).name
    way = labels.PROVIDER.get(one.provider, "")
    return AttemptText(
        id=one.id,
        at=clock.moment_text(one.at),
        place=where(one.address),
        device=f"{name} · {way}" if way else name,
        result=one.result.value,
    )


def member_text(one: MemberRow, me: int) -> MemberText:
    """Who, what they may, and how they stand."""
    return MemberText(
        id=one.id,
        name=one.name,
        email=one.email,
        role=one.role.value,
        role_word=labels.ROLE[one.role],
        state=one.state,
        note=_note(one),
        picture=files.account_picture_url(one.picture, 120),
        is_me=one.id == me,
    )


def where(address: str) -> str:
    """서울, 한국 · 121.139.xx.xx."""
    hidden = masked(address)
    place = places.place_of(address)
    return f"{place} · {hidden}" if hidden else place


def masked(address: str) -> str:
    """An address by its network: 121.139.xx.xx, 2001:db8:xxxx:xxxx; "" for none."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    found = mapped or found
    if isinstance(found, IPv6Address):
        first, second, *_ = found.exploded.split(":")
        return f"{int(first, 16):x}:{int(second, 16):x}:xxxx:xxxx"
    return ".".join([*str(found).split(".")[:2], "xx", "xx"])


def _note(one: MemberRow) -> str:
    if one.state == "invited":
        until = one.until
        return f"{clock.moment_text(until)}까지" if until else "초대 기간이 지났어요."
    return f"마지막 사용 {clock.moment_text(one.seen_at)}" if one.seen_at else "로그인한 적 없음"

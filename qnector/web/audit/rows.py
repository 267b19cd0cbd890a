"""Acts as printed text."""

import re
from typing import TypedDict

from qnector.core import clock
from qnector.domain.audit.verifying import Fault, Verdict
from qnector.domain.reports.audit_log import AuditRow
from qnector.ui import labels
from qnector.web import urls
from qnector.web.account.rows import masked
from qnector.web.audit.checks import Check

HOUSE = "큐넥터"
SYSTEM = "시스템"
NOUNS = {
    "order": "주문",
    "product": "품목",
    "category": "분류",
    "connection": "거래 연결",
    "user": "사용자",
    "company": "회사",
    "notice": "공지",
    "inquiry": "문의",
    "message": "알림",
    "address": "배송지",
    "plan": "플랜",
    "service": "연동",
}
FAULTS = {
    Fault.CHANGED: "{number}번 기록이 바뀌었어요.",
    Fault.MISSING: "{number}번 기록이 지워졌어요.",
    Fault.ADDED: "{number}번 기록은 나중에 끼워 넣은 것이에요.",
}


class AuditText(TypedDict):
    """One act as a row of the list."""

    id: int
    at: str
    who: str
    note: str
    company: str
    company_path: str
    what: str
    about: str
    detail: str
    address: str


class EntryText(TypedDict):
    """One act in full."""

    at: str
    who: str
    company: str
    what: str
    about: str
    detail: str
    address: str
    number: str
    hash: str


NO_ENTRY = EntryText(
    at="", who="", company="", what="", about="", detail="", address="", number="", hash=""
)


def audit_text(row: AuditRow, *, is_operator: bool) -> AuditText:
    """One act; a company's owner reads addresses by their network and no operator's name."""
    return AuditText(
        id=row.id,
        at=clock.moment_text(row.at),
        who=_who(row, is_operator=is_operator),
        note=_note(row, is_operator=is_operator),
        company=row.company_name or HOUSE,
        company_path=urls.build("/operator/audit", {"company": row.company_id})
        if row.company_id
        else "",
        what=labels.AUDIT_ACTION.get(row.action, row.action),
        about=_about(row),
        detail=labels.AUDIT_DETAIL.get(row.detail, row.detail),
        address=row.address if is_operator else masked(row.address),
    )


def entry_text(row: AuditRow, *, is_operator: bool) -> EntryText:
    """One act with its place in the chain."""
    short = audit_text(row, is_operator=is_operator)
    note = f" ({short['note']})" if short["note"] else ""
    return EntryText(
        at=short["at"],
        who=short["who"] + note,
        company=short["company"],
        what=short["what"],
        about=short["about"] or "-",
        detail=short["detail"] or "-",
        address=short["address"] or "-",
        number=f"{row.number:,}번째 기록",
        hash=row.hash,
    )


def reading_text(check: Check) -> str:
    """How far a chain has been read."""
    if not check.total:
        return "기록을 세고 있어요."
    # Some more may be written while it is read.
    total = max(check.total, check.found.count)
    return f"{total:,}건 중 {check.found.count:,}건을 확인했어요."


def check_text(check: Check) -> str:
    """What came of reading a chain, and when; nothing while it is being read."""
    if check.ended_at is None:
        return ""
    said = check.problem or verdict_text(check.found)
    return f"{said} ({clock.moment_text(check.ended_at)})"


def verdict_text(found: Verdict) -> str:
    """What verifying a chain has shown."""
    if found.is_whole and not found.count:
        return "아직 확인할 기록이 없어요."
    if found.is_whole:
        return f"기록 {found.count:,}건이 처음 그대로예요. 바뀌거나 지워진 것이 없어요."
    broken = FAULTS[found.fault].format(number=f"{found.number:,}")
    if not found.count:
        return broken
    return f"{broken} 그 앞의 {found.count:,}건은 처음 그대로예요."


def actions_named(text: str) -> tuple[str, ...]:
    """The acts whose Korean name holds this text."""
    return tuple(code for code, name in labels.AUDIT_ACTION.items() if text and text in name)


def _who(row: AuditRow, *, is_operator: bool) -> str:
    if row.is_operator and not is_operator:
        return f"{HOUSE} 운영자"
    return row.user_name or SYSTEM


def _note(row: AuditRow, *, is_operator: bool) -> str:
    if row.operator_name:
        return f"운영자 {row.operator_name} 대신 접속" if is_operator else "운영자가 대신 접속"
    return row.user_email if is_operator else ""


def _about(row: AuditRow) -> str:
    """주문 20260213-672538, 사용자 김하나; a list of everybody is 모든 회사."""
    noun, _, key = row.ref.partition(":")
    if row.ref == "company:0":
        return "모든 회사"
    if noun in labels.MESSAGE_KIND:
        return f"{labels.MESSAGE_KIND[noun]} {labels.CHANNEL.get(key, '')}알림"
    word = NOUNS.get(noun, "")
    if row.about:
        return f"{word} {row.about}"
    return f"{word} {key}" if word and re.fullmatch(r"[\w.\-]{1,60}", key) else word

"""Messages as printed text, and where each leads."""

from datetime import datetime
from typing import Any, TypedDict

from qnector.core import clock
from qnector.core.actor import Side
from qnector.core.money import won_text
from qnector.domain.messages import letters, reasons, rules
from qnector.domain.messages.models import Channel, Kind, State
from qnector.domain.notifications.log import LogRow, Totals
from qnector.domain.notifications.queries import Notification, SwitchRow
from qnector.ui import labels
from qnector.web import urls
from qnector.web.paging import total_text

HOUSE = "큐넥터"
MOST_NAME = 30  # letters of a company's name in an address; each may take nine characters there
ROOT = {Side.BUYER: "", Side.SELLER: "/seller"}
PARTNERS = {Side.BUYER: "/sellers", Side.SELLER: "/seller/buyers"}
SWITCH_NOTES = {
    Kind.NEW_ORDER: "구매자가 주문을 보냈을 때",
    Kind.ORDER_ACCEPTED: "판매자가 주문을 확인했을 때",
    Kind.SHIPPED: "판매자가 물건을 보냈을 때",
    Kind.COMPLETED: "주문이 완료됐을 때",
    Kind.CANCEL_REQUESTED: "구매자가 취소를 요청했을 때",
    Kind.CANCEL_ANSWERED: "판매자가 취소요청에 답했을 때",
    Kind.CANCELLED: "판매자가 주문을 취소했을 때",
    Kind.ORDER_HELD: "신용 한도를 넘어 주문이 보류됐을 때",
    Kind.ORDER_RELEASED: "판매자가 보류를 풀었을 때",
    Kind.CONNECTION_REQUESTED: "구매자가 승인을 요청했을 때",
    Kind.CONNECTION_ANSWERED: "판매자가 승인요청에 답했을 때",
    Kind.INQUIRY_ASKED: "구매자가 문의를 보냈을 때",
    Kind.INQUIRY_ANSWERED: "보낸 문의에 답이 왔을 때",
    Kind.COMPANY_CHECKED: "사업자 확인 결과가 나왔을 때",
}


class BellText(TypedDict):
    """One entry of the bell."""

    id: int
    title: str
    note: str
    at: str
    path: str
    is_read: bool


class LogText(TypedDict):
    """One row of 수/발신 내역; `again` is "" or how a mail may be sent again: plain, unsure."""

    id: int
    at: str
    partner: str
    is_inbound: bool
    fee: str
    line: str
    whole: str
    channel: str
    state: str
    reason: str
    again: str


class SwitchText(TypedDict):
    """One kind of 알림 설정 with its channels."""

    kind: str
    label: str
    note: str
    in_app: bool
    email: bool
    in_app_label: str
    email_label: str


class TotalsText(TypedDict):
    """The cards over 수/발신 내역."""

    count: str
    sent: str
    last: str
    fee: str


def bell_text(found: Notification, side: Side) -> BellText:
    """One notification, as it is read on this side."""
    return BellText(
        id=found.id,
        title=letters.title(found.kind, found.values),
        note=letters.content(found.kind, found.values, has_number=False),
        at=ago_text(found.at),
        path=path_of(side, found.ref, found.values),
        is_read=found.is_read,
    )


def path_of(side: Side, ref: str, values: dict[str, Any]) -> str:
    """Where a message leads on this side: the order's window, the partner, the inquiry."""
    noun, _, key = ref.partition(":")
    if side is Side.OPERATOR:
        return urls.build("/operator/inquiries", {"no": key}) if noun == "inquiry" else "/operator"
    if noun == "order":
        return urls.build(f"{ROOT[side]}/orders", {"period": "all", "no": key})
    if noun == "inquiry":
        return urls.build(f"{ROOT[side]}/inquiries", {"no": key})
    if noun == "connection":
        name = str(values.get("buyer" if side is Side.SELLER else "seller", ""))
        return urls.build(PARTNERS[side], {"q": name[:MOST_NAME]})
    return f"{ROOT[side]}/messages"


def ago_text(moment: datetime) -> str:
    """방금 전, 5분 전, 3시간 전; from a day on the moment in Seoul."""
    minutes = int((clock.now() - moment).total_seconds() // 60)
    if minutes < 1:
        return "방금 전"
    if minutes < 60:
        return f"{minutes}분 전"
    if minutes < 24 * 60:
        return f"{minutes // 60}시간 전"
    return clock.moment_text(moment)


def log_text(row: LogRow, *, may_send: bool) -> LogText:
    """One message of the list."""
    said = letters.letter(row.kind, row.values).body.removesuffix(f"\n\n{rules.SIGN}\n")
    return LogText(
        id=row.id,
        at=clock.moment_text(row.at),
        partner=row.partner or HOUSE,
        is_inbound=row.is_inbound,
        fee=won_text(0 if row.is_inbound else row.fee),
        line=letters.content(row.kind, row.values),
        whole=said,
        channel=labels.CHANNEL[row.channel],
        state=row.state,
        reason=_reason(row),
        again=_again(row) if may_send else "",
    )


def totals_text(found: Totals) -> TotalsText:
    """The cards."""
    return TotalsText(
        count=total_text(found.count),
        sent=total_text(found.sent_count),
        last=clock.day_text(clock.seoul_day(found.last_at)) if found.last_at else "-",
        fee=won_text(found.fee_amount),
    )


def switch_text(row: SwitchRow) -> SwitchText:
    """One kind with its switches."""
    label = labels.MESSAGE_KIND[row.kind]
    return SwitchText(
        kind=row.kind,
        label=label,
        note=SWITCH_NOTES[row.kind],
        in_app=Channel.IN_APP in row.channels,
        email=Channel.EMAIL in row.channels,
        in_app_label=f"{label} 인앱 알림",
        email_label=f"{label} 이메일 알림",
    )


def _again(row: LogRow) -> str:
    if row.is_inbound or row.channel is not Channel.EMAIL:
        return ""
    return {State.FAILED: "plain", State.UNKNOWN: "unsure"}.get(row.state, "")


def _reason(row: LogRow) -> str:
    """Why a mail has not arrived, for people; the server's own words behind it."""
    if row.state is State.UNKNOWN:
        return "도착했는지 알 수 없어요. 다시 보내면 두 번 갈 수 있어요."
    if not row.error or row.state is State.SENT:
        return ""
    code = reasons.code_in(row.error)
    behind = f" ({code})" if code else ""
    later = " 잠시 뒤 다시 보내요." if row.state is not State.FAILED else ""
    return f"{reasons.sentence(row.error)}{behind}{later}"

"""A mail that came back, as its report says it (RFC 3464, 3462)."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import cast

MOST_BYTES = 10_000_000


class NoBounce(Exception):
    """It is no report of a mail that came back; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """Which mail came back, and why: a code of messages.reasons. Not failed: only late."""

    message_id: str
    code: str
    has_failed: bool


def read(report: bytes) -> Bounce:
    """Read a delivery status notification. Raises NoBounce for any other mail."""
    if len(report) > MOST_BYTES:
        raise NoBounce("the mail is too large")
    # The older policy takes headers as they are; the newer one fails at some that strangers write.
    mail = message_from_bytes(report)
    kind = str(mail.get_param("report-type", "")).lower()
    if mail.get_content_type() != "multipart/report" or kind != "delivery-status":
        raise NoBounce("the mail is no delivery status notification")
    status = _part(mail, "message/delivery-status")
    message_id = _original_id(mail)
    fields = _recipient(status)
    action = str(fields.get("action", "")).strip().lower()
    code = _code(str(fields.get("status", "")), str(fields.get("diagnostic-code", "")))
    return Bounce(message_id, code, has_failed=action == "failed")


def _part(mail: Message, *kinds: str) -> Message:
    for part in mail.walk():
        if part.get_content_type() in kinds:
            return part
    raise NoBounce(f"the report has no part {kinds[0]}")


def _original_id(mail: Message) -> str:
    """The Message-ID of the mail that came back, whole or as its header lines only."""
    part = _part(mail, "message/rfc822", "text/rfc822-headers")
    if part.get_content_type() == "message/rfc822":
        inside = part.get_payload(0) if part.is_multipart() else None
    else:
        inside = message_from_bytes(cast(bytes, part.get_payload(decode=True)))
    found = str(inside.get("message-id", "")).strip() if isinstance(inside, Message) else ""
    if not found:
        raise NoBounce("the report does not name the mail that came back")
    return found[:120]


def _recipient(status: Message) -> Message:
    """What is said of the recipient: of the first that failed. We write to one only."""
    blocks = [one for one in cast(list[Message], status.get_payload()) if isinstance(one, Message)]
    told = [one for one in blocks if one.get("action") and one.get("status")]
    if not told:
        raise NoBounce("the report says nothing of a recipient")
    failed = [one for one in told if str(one["action"]).strip().lower() == "failed"]
    return (failed or told)[0]


def _code(status: str, diagnostic: str) -> str:
    """BOUNCE 550 5.1.1: numbers only, as reasons knows them."""
    words = f"{diagnostic.partition(';')[2]} ".split()
    basic = words[0] if words and words[0][:3].isdecimal() and len(words[0]) == 3 else ""
    parts = status.split()[0].split(".") if status.split() else []
    is_status = len(parts) == 3 and all(one.isdecimal() and len(one) <= 3 for one in parts)
    said = [basic, ".".join(parts) if is_status and parts[0] in "245" else ""]
    return " ".join(["BOUNCE", *filter(None, said)])

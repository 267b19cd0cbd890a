"""E-mail: over SMTP, or as .eml files in a folder while no mail server is set up."""

import hashlib
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

SECONDS = 20


@dataclass(frozen=True, slots=True)
class Mail:
    """One letter; `message_id` stays the same however often it is tried."""

    to: str
    subject: str
    body: str
    message_id: str
    date: datetime


class NotDelivered(Exception):
    """The server did not take it. `may_retry` tells a bad moment from a clear refusal."""

    def __init__(self, reason: str, *, may_retry: bool) -> None:
        self.reason = reason
        self.may_retry = may_retry
        super().__init__(reason)


def send(smtp_url: str, mail: Mail, *, sender: str) -> None:
    """Hand one mail to the server of `smtp_url`. Slow: call it in a thread.

    `smtp://user:password@host:587` starts TLS (required with a password, but on loopback),
    `smtps://` speaks it from the start; `?from=address` names the sender.
    Raises NotDelivered unless the server took it.
    """
    message = _message(mail, _sender(smtp_url, sender))
    try:
        with _connected(smtp_url) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refusal:
        code = next(iter(refusal.recipients.values()))[0]
        raise NotDelivered(f"SMTP {code}", may_retry=code < 500) from refusal
    except smtplib.SMTPResponseException as refusal:
        code = refusal.smtp_code
        # A wrong password or sender is our set-up: once it is right, the mail goes.
        is_ours = isinstance(refusal, smtplib.SMTPAuthenticationError | smtplib.SMTPSenderRefused)
        raise NotDelivered(f"SMTP {code}", may_retry=is_ours or code < 500) from refusal
    except (OSError, smtplib.SMTPException) as failure:
        # Lost half way: a mail goes at least once, its Message-ID lets the receiver drop a twin.
        raise NotDelivered(type(failure).__name__, may_retry=True) from failure


def save(folder: Path, mail: Mail, *, sender: str) -> Path:
    """Write the mail as an .eml file; the same mail again is the same file."""
    message = _message(mail, sender)
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(mail.message_id.encode()).hexdigest()[:12]
    path = folder / f"{mail.date:%Y%m%d-%H%M%S}-{name}.eml"
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(message.as_bytes())
    unfinished.replace(path)
    return path


def _message(mail: Mail, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("큐넥터", addr_spec=sender)
    message["To"] = _recipient(mail.to)
    message["Subject"] = mail.subject
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.date)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body, cte="base64")
    return message


def _recipient(written: str) -> Address:
    """Exactly one address: a second one, or a line break, would be somebody else's letter."""
    try:
        return Address(addr_spec=written)
    except (ValueError, IndexError, MessageError):
        raise NotDelivered("받는 주소를 쓸 수 없어요.", may_retry=False) from None


@contextmanager
def _connected(smtp_url: str) -> Iterator[smtplib.SMTP]:
    parts = urlsplit(smtp_url)
    host = parts.hostname or "localhost"
    server = _open(parts.scheme, host, parts.port)
    try:
        if parts.scheme != "smtps":
            _start_tls(server, is_needed=bool(parts.username) and not _is_loopback(host))
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
    finally:
        # What the server answers to QUIT changes nothing about a mail that it took.
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def _open(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    if scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=context)
    return smtplib.SMTP(host, port or 587, timeout=SECONDS)


def _start_tls(server: smtplib.SMTP, *, is_needed: bool) -> None:
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
    elif is_needed:
        raise smtplib.SMTPNotSupportedError("a password is only sent over TLS")


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def _sender(smtp_url: str, default: str) -> str:
    parts = urlsplit(smtp_url)
    named = parse_qs(parts.query).get("from", [""])[0]
    user = unquote(parts.username or "")
    return named or (user if "@" in user else default)

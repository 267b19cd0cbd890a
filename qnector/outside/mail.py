"""E-mail: over SMTP, or as .eml files in a folder while no mail server is set up."""

import hashlib
import re
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
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

SECONDS = 20  # for each answer of the server
SCHEMES = {"smtp": 587, "smtps": 465}
ENHANCED = re.compile(rb"([245])\.(\d{1,3})\.(\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Mail:
    """One letter, as plain text and as HTML; `message_id` stays however often it is tried."""

    to: str
    subject: str
    body: str
    html: str
    message_id: str
    date: datetime


class NotDelivered(Exception):
    """The server did not take it; `reason` is a code of messages.reasons.

    `may_retry` tells a bad moment from a clear refusal, `is_down` that no other mail would fare
    better now.
    """

    def __init__(self, reason: str, *, may_retry: bool, is_down: bool = False) -> None:
        self.reason = reason
        self.may_retry = may_retry
        self.is_down = is_down
        super().__init__(reason)


def send(smtp_url: str, mail: Mail, *, sender: str) -> None:
    """Hand one mail to the server of `smtp_url`. Slow: call it in a thread.

    `smtp://user:password@host:587` starts TLS (required with a password, but on loopback),
    `smtps://` speaks it from the start; `?from=address` names the sender.
    Raises NotDelivered unless the server took it.
    """
    server_url = _parsed(smtp_url)
    message = _message(mail, _sender(server_url, sender))
    with _told(), _connected(server_url, _domain(sender)) as server:
        _hand_over(server, message)


def check(smtp_url: str, *, sender: str) -> bool:
    """Connect, sign in, and send nothing; tells whether the line is encrypted.

    Slow: call it in a thread. Raises NotDelivered.
    """
    server_url = _parsed(smtp_url)
    with _told(), _connected(server_url, _domain(sender)) as server:
        code, said = server.noop()
        if code != 250:
            raise _down(_code(code, said))
        return isinstance(server.sock, ssl.SSLSocket)


def needs_tls(server_url: SplitResult) -> bool:
    """Whether nothing goes to this server in the clear, whatever it supports."""
    if server_url.scheme == "smtps":
        return True
    return bool(server_url.username) and not _is_loopback(server_url.hostname or "")


@contextmanager
def _told() -> Iterator[None]:
    """What smtplib raises while it connects, as NotDelivered."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as refusal:
        raise _down("PASSWORD") from refusal
    except smtplib.SMTPResponseException as refusal:
        # A server that greets with a refusal, or lets nobody start TLS.
        raise _down(_code(refusal.smtp_code, refusal.smtp_error)) from refusal
    except smtplib.SMTPNotSupportedError as failure:
        raise _down("NO TLS") from failure
    except ssl.SSLCertVerificationError as failure:
        raise _down("CERTIFICATE") from failure
    except UnicodeError as failure:
        # A login beyond ASCII, or a host that no DNS can be asked for.
        raise _down("SETTING") from failure
    except (OSError, smtplib.SMTPException) as failure:
        raise _down("TIMEOUT" if _is_slow(failure) else "CONNECT") from failure


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
    message["From"] = _address(sender, "SENDER", name="큐넥터", may_retry=True)
    message["To"] = _address(mail.to, "ADDRESS", may_retry=False)
    message["Subject"] = mail.subject
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.date)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body, cte="base64")
    message.add_alternative(mail.html, subtype="html", cte="base64")
    return message


def _address(written: str, reason: str, *, may_retry: bool, name: str = "") -> Address:
    """Exactly one address: a second one, or a line break, would be somebody else's letter.

    Only ASCII: hardly a server takes more.
    """
    if not written.isascii():
        raise NotDelivered(reason, may_retry=may_retry)
    try:
        return Address(name, addr_spec=written)
    except (ValueError, IndexError, MessageError):
        raise NotDelivered(reason, may_retry=may_retry) from None


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    """Say what one mail says. Raises NotDelivered with the step that failed."""
    try:
        refused = server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refusal:
        refused = refusal.recipients
    except smtplib.SMTPSenderRefused as refusal:
        # Our set-up: once it is right, the mail goes.
        raise NotDelivered(_code(refusal.smtp_code, refusal.smtp_error), may_retry=True) from None
    except smtplib.SMTPDataError as refusal:
        code = _code(refusal.smtp_code, refusal.smtp_error)
        raise NotDelivered(code, may_retry=refusal.smtp_code < 500) from None
    except (OSError, smtplib.SMTPServerDisconnected) as failure:
        if _is_slow(failure):
            raise _down("TIMEOUT") from failure
        # Lost half way: a mail goes at least once, its Message-ID lets the receiver drop a twin.
        raise NotDelivered("LOST", may_retry=True) from failure
    for code_given, said in refused.values():
        raise NotDelivered(f"{_code(code_given, said)} RCPT", may_retry=code_given < 500)


def _code(code: int, said: bytes | str) -> str:
    """SMTP 550 5.1.1: only the numbers; the words of a stranger's server are not kept."""
    text = said if isinstance(said, bytes) else said.encode()
    found = ENHANCED.match(text.lstrip())
    return f"SMTP {code}" + (f" {found[0].decode()}" if found else "")


def _is_slow(failure: BaseException) -> bool:
    """smtplib says of a server that keeps silent that it has hung up."""
    return isinstance(failure, TimeoutError) or isinstance(failure.__context__, TimeoutError)


def _down(reason: str) -> NotDelivered:
    return NotDelivered(reason, may_retry=True, is_down=True)


@contextmanager
def _connected(server_url: SplitResult, us: str) -> Iterator[smtplib.SMTP]:
    server = _open(server_url, us)
    try:
        if server_url.scheme != "smtps":
            _start_tls(server, is_needed=needs_tls(server_url))
        if server_url.username:
            server.login(unquote(server_url.username), unquote(server_url.password or ""))
        yield server
    finally:
        # What the server answers to QUIT changes nothing about a mail that it took.
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def _open(server_url: SplitResult, us: str) -> smtplib.SMTP:
    host, port = server_url.hostname or "", server_url.port or SCHEMES[server_url.scheme]
    # Named by us, so that nothing asks the DNS for this machine's own name first.
    if server_url.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, us, timeout=SECONDS, context=context)
    return smtplib.SMTP(host, port, us, timeout=SECONDS)


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


def _parsed(smtp_url: str) -> SplitResult:
    """The address of the mail server. Raises NotDelivered when it is none."""
    with suppress(ValueError):
        parts = urlsplit(smtp_url)
        if parts.scheme in SCHEMES and parts.hostname and (parts.port is None or parts.port):
            return parts
    raise _down("SETTING")


def _sender(server_url: SplitResult, default: str) -> str:
    named = parse_qs(server_url.query).get("from", [""])[0]
    user = unquote(server_url.username or "")
    return named or (user if "@" in user else default)


def _domain(sender: str) -> str:
    return sender.rpartition("@")[2] or "localhost"

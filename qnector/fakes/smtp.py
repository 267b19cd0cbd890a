"""A pretended mail server: keeps what it was given, and refuses, drops or keeps silent as told.

Faults name the moment and the answer: "RCPT 550 5.1.1 nobody", "END 451 later", "DATA drop" closes
the connection, "MAIL hang" never answers. Moments: GREET, EHLO, AUTH, MAIL, RCPT, DATA (before the
letter), END (after it), QUIT. Needs aiosmtpd, which is installed for development only.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from starlette.applications import Starlette

from qnector.fakes.faults import Fake

DROP, HANG = "drop", "hang"


@dataclass
class Mailbox(Fake):
    """What arrived, and how to answer: `answers` by moment each time, `faults` once."""

    mails: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    user: str = ""
    password: str = ""
    talks: set[asyncio.BaseTransport] = field(default_factory=set)

    def hang_up(self) -> None:
        """End every conversation, those that were told to hang too."""
        for transport in list(self.talks):
            transport.close()

    def reset(self) -> None:
        """As it was at the start."""
        super().reset()
        self.mails.clear()
        self.answers.clear()

    def answer_to(self, moment: str) -> str:
        """What to say instead of the usual, or nothing."""
        for fault in self.faults:
            named, _, answer = fault.partition(" ")
            if named == moment:
                self.faults.remove(fault)
                return answer
        return self.answers.get(moment, "")

    def take(self, envelope: Envelope, *, is_secure: bool) -> None:
        """Keep a letter."""
        mail = message_from_bytes(envelope.content or b"", policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        text = mail.get_body(("plain",))
        self.asked.append(
            {
                "from": envelope.mail_from, "to": envelope.rcpt_tos, "subject": mail["subject"],
                "message_id": mail["message-id"], "is_secure": is_secure,
                "text": text.get_content() if text else "",
            }
        )  # fmt: skip

    def opens(
        self, server: SMTP, session: Session, envelope: Any, how: str, given: Any
    ) -> AuthResult:
        """Whether a user and a password are the ones set; anything is when none is."""
        assert isinstance(given, LoginPassword)
        said = given.login.decode(), given.password.decode()
        is_right = said == (self.user, self.password)
        return AuthResult(success=is_right, handled=False)


class Talk(SMTP):
    """One conversation. aiosmtpd calls `smtp_<COMMAND>` for each command."""

    def __init__(self, box: Mailbox, *, starttls: ssl.SSLContext | None, is_secure: bool) -> None:
        self.box = box
        super().__init__(
            self,
            hostname="fake.test",
            ident="fake",
            tls_context=starttls,
            authenticator=box.opens if box.user else None,
            auth_require_tls=bool(starttls) and not is_secure,
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.box.talks.add(transport)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self.transport is not None:
            self.box.talks.discard(self.transport)
        super().connection_lost(error)

    async def push(self, status: str | bytes) -> None:
        """Say something; the greeting is the only thing said without being asked."""
        if str(status).startswith("220 fake.test") and await self._differs("GREET"):
            return
        await super().push(status)

    async def smtp_EHLO(self, hostname: str) -> None:
        if not await self._differs("EHLO"):
            await super().smtp_EHLO(hostname)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self._differs("AUTH"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if await self._differs("MAIL"):
            return
        assert self.session is not None
        if self.box.user and not self.session.authenticated:
            await super().push("530 5.7.0 who are you")
            return
        await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if not await self._differs("RCPT"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if not await self._differs("DATA"):
            await super().smtp_DATA(arg)

    async def smtp_QUIT(self, arg: str) -> None:
        if not await self._differs("QUIT"):
            await super().smtp_QUIT(arg)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The letter is here. A connection lost now has been taken all the same."""
        answer = self.box.answer_to("END")
        if answer in ("", DROP, HANG):
            assert self.transport is not None
            is_secure = self.transport.get_extra_info("sslcontext") is not None
            self.box.take(envelope, is_secure=is_secure)
        if answer in (DROP, HANG):
            await self._fail(answer)
        return answer if answer not in ("", DROP, HANG) else "250 2.0.0 taken"

    async def _differs(self, moment: str) -> bool:
        answer = self.box.answer_to(moment)
        if answer in (DROP, HANG):
            await self._fail(answer)
        elif answer:
            await super().push(answer)
        return bool(answer)

    async def _fail(self, how: str) -> None:
        if how == HANG:
            await asyncio.sleep(3600)
        assert self.transport is not None
        self.transport.close()


async def listen(
    box: Mailbox,
    host: str,
    port: int,
    *,
    tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
) -> asyncio.Server:
    """Serve on the running loop: in the clear, with STARTTLS, or under TLS from the start."""
    loop = asyncio.get_running_loop()
    return await loop.create_server(
        lambda: Talk(box, starttls=starttls, is_secure=tls is not None), host, port, ssl=tls
    )


fake = Mailbox("smtp")


def make() -> Starlette:
    """The side of the demo's mail server by which a test controls it."""
    return fake.app()

"""Where mails go now, and a test of that: the mail server is really asked."""

import asyncio
from datetime import datetime
from urllib.parse import urlsplit

from qnector.core import clock, secrets, settings
from qnector.domain.messages import reasons, rules
from qnector.outside import mail
from qnector.outside.mail import Mail, NotDelivered
from qnector.ui.mail import mail_page
from qnector.web import services
from qnector.web.operator.outcome import Outcome

SUBJECT = "[큐넥터] 테스트 메일"
TITLE = "테스트 메일이에요"
BODY = "큐넥터에서 메일을 잘 보내고 있어요. 이 메일을 받았다면 설정이 끝났어요."
IN_THE_CLEAR = " 메일은 암호화하지 않고 보내요."
NO_SERVER = "메일 서버가 없어요. 먼저 등록해 주세요."


def where_mails_go(smtp_url: str) -> str:
    """The server by name and port, never its user or password; or the folder."""
    if not smtp_url:
        return f"지금은 메일을 보내지 않고 파일로 남겨요: {settings.current().data_dir / 'mail'}"
    try:
        parts = urlsplit(smtp_url)
        port = parts.port or mail.SCHEMES.get(parts.scheme, 0)
    except ValueError:
        return "SMTP 주소를 읽을 수 없어요. 값을 다시 등록해 주세요."
    started = "STARTTLS" if mail.needs_tls(parts) else "지원할 때만 STARTTLS"
    tls = "TLS" if parts.scheme == "smtps" else started
    return f"지금은 {parts.hostname or '?'}:{port} ({tls}) 서버로 메일을 보내요."


async def check() -> Outcome:
    """연결 확인: connect and sign in, and send nothing."""
    smtp_url = await services.smtp_url()
    if not smtp_url:
        return Outcome(False, NO_SERVER)
    try:
        is_encrypted = await asyncio.to_thread(mail.check, smtp_url, sender=sender())
    except NotDelivered as failure:
        return Outcome(False, _said(failure))
    done = "연결하고 로그인했어요." if urlsplit(smtp_url).username else "연결했어요."
    return Outcome(True, done if is_encrypted else done + IN_THE_CLEAR)


async def test(to: str) -> Outcome:
    """A mail to this address, at once and past the queue."""
    smtp_url, wanted = await services.smtp_url(), _mail(to, clock.now())
    try:
        await asyncio.to_thread(_hand_over, smtp_url, wanted)
    except NotDelivered as failure:
        return Outcome(False, _said(failure))
    if smtp_url:
        return Outcome(True, f"{to} 주소로 테스트 메일을 보냈어요.")
    return Outcome(True, "메일 서버가 없어서 테스트 메일을 파일로 남겼어요.")


def sender() -> str:
    """The address that mails come from when the server's address names none."""
    return f"no-reply@{urlsplit(settings.current().public_url).hostname or 'localhost'}"


def _mail(to: str, at: datetime) -> Mail:
    html = mail_page(TITLE, [BODY], preheader=BODY, sign=rules.SIGN)
    text = f"{TITLE}\n\n{BODY}\n\n{rules.SIGN}\n"
    return Mail(to, SUBJECT, text, html, f"<{secrets.new_key()}@qnector>", at)


def _hand_over(smtp_url: str, wanted: Mail) -> None:
    if smtp_url:
        mail.send(smtp_url, wanted, sender=sender())
        return
    try:
        mail.save(settings.current().data_dir / "mail", wanted, sender=sender())
    except OSError as failure:
        raise NotDelivered(reasons.DISK, may_retry=True) from failure


def _said(failure: NotDelivered) -> str:
    code = reasons.code_in(failure.reason)
    said = reasons.sentence(failure.reason)
    return f"{said} ({code})" if code else said

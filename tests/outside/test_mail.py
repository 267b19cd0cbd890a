"""Mails over SMTP, against a server that speaks the same protocol and fails as it is told."""

import socket
import ssl
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from qnector.domain.messages import reasons
from qnector.outside import mail
from qnector.outside.mail import Mail, NotDelivered
from tests.support.certificates import certificate
from tests.support.mailbox import mailbox

LETTER = Mail(
    "sales@bada.test",
    "[큐넥터] 새 주문 20260213-672538",
    "한빛상회에서 주문을 보냈어요.\n.\n끝",
    "<!DOCTYPE html><p>한빛상회에서 주문을 보냈어요.</p>",
    "<abc@qnector>",
    datetime(2026, 2, 13, 3, tzinfo=UTC),
)
SENDER = "no-reply@qnector.test"


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate that this machine trusts."""
    path, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return context


def failure(url: str, letter: Mail = LETTER) -> NotDelivered:
    with pytest.raises(NotDelivered) as found:
        mail.send(url, letter, sender=SENDER)
    assert reasons.sentence(found.value.reason), "every failure has a sentence"
    return found.value


def test_it_hands_a_letter_to_the_server() -> None:
    with mailbox() as box:
        mail.send(box.url, LETTER, sender=SENDER)

    (arrived,) = box.mails
    assert arrived["subject"] == LETTER.subject
    assert arrived["message-id"] == "<abc@qnector>"
    assert arrived["to"] == "sales@bada.test"
    assert arrived["from"].addresses[0].addr_spec == SENDER
    assert str(arrived["from"].addresses[0].display_name) == "큐넥터"
    assert (box.asked[0]["from"], box.asked[0]["to"]) == (SENDER, ["sales@bada.test"])


def test_it_says_the_same_as_text_and_as_a_page() -> None:
    with mailbox() as box:
        mail.send(box.url, LETTER, sender=SENDER)

    (arrived,) = box.mails
    assert arrived.get_content_type() == "multipart/alternative"
    text, page = arrived.iter_parts()
    assert text.get_content().replace("\r\n", "\n").strip() == LETTER.body
    assert (page.get_content_type(), page.get_content_charset()) == ("text/html", "utf-8")
    assert page.get_content().strip() == LETTER.html


@pytest.mark.parametrize("url", ["?from=orders@shop.test", "/?x=1&from=orders@shop.test"])
def test_it_names_the_sender_of_the_address(url: str) -> None:
    with mailbox() as box:
        mail.send(box.url + url, LETTER, sender=SENDER)

    assert box.mails[0]["from"].addresses[0].addr_spec == "orders@shop.test"


def test_it_speaks_tls_from_the_start(trusted: ssl.SSLContext) -> None:
    with mailbox(tls=trusted) as box:
        mail.send(box.url, LETTER, sender=SENDER)

    assert [one["is_secure"] for one in box.asked] == [True]


def test_it_starts_tls_where_it_is_offered(trusted: ssl.SSLContext) -> None:
    with mailbox(starttls=trusted) as box:
        mail.send(box.url, LETTER, sender=SENDER)

    assert [one["is_secure"] for one in box.asked] == [True]


@pytest.mark.parametrize("how", ["tls", "starttls", ""])
def test_a_check_tells_whether_the_line_is_encrypted(trusted: ssl.SSLContext, how: str) -> None:
    with mailbox(**({how: trusted} if how else {})) as box:
        assert mail.check(box.url, sender=SENDER) is bool(how)

    assert box.mails == []


@pytest.mark.parametrize("how", ["tls", "starttls"])
def test_it_trusts_no_certificate_that_it_does_not_know(tmp_path: Path, how: str) -> None:
    _, context = certificate(tmp_path)
    with mailbox(**{how: context}) as box:
        found = failure(box.url)

    assert (found.reason, found.may_retry, found.is_down) == (reasons.CERTIFICATE, True, True)
    assert box.mails == []


@pytest.mark.parametrize("how", ["tls", "starttls"])
def test_it_trusts_no_certificate_of_another_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    path, context = certificate(tmp_path, host="10.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with mailbox(**{how: context}) as box:
        assert failure(box.url).reason == reasons.CERTIFICATE

    assert box.mails == []


@pytest.mark.parametrize("how", ["tls", "starttls"])
def test_it_logs_in(trusted: ssl.SSLContext, how: str) -> None:
    with mailbox(user="me@shop.test", password="geheim/:@", **{how: trusted}) as box:
        url = box.url.replace("://", "://me%40shop.test:geheim%2F%3A%40@")
        mail.send(url, LETTER, sender=SENDER)

    assert box.mails[0]["from"].addresses[0].addr_spec == "me@shop.test"


def test_it_keeps_a_mail_until_the_password_is_right(trusted: ssl.SSLContext) -> None:
    with mailbox(user="me", password="right", starttls=trusted) as box:
        found = failure(box.url.replace("://", "://me:wrong@"))

    assert (found.reason, found.may_retry, found.is_down) == (reasons.PASSWORD, True, True)


def test_it_says_when_the_server_wants_a_password() -> None:
    with mailbox(user="me", password="right") as box:
        found = failure(box.url)

    assert (found.reason, found.may_retry) == ("SMTP 530 5.7.0", True)


def test_it_counts_a_mail_as_delivered_that_the_server_took_before_it_hung_up() -> None:
    with mailbox(QUIT="drop") as box:
        mail.send(box.url, LETTER, sender=SENDER)

    assert len(box.mails) == 1


@pytest.mark.parametrize(
    ("answers", "reason", "may_retry", "sentence"),
    [
        ({"RCPT": "550 5.1.1 nobody here"}, "SMTP 550 5.1.1 RCPT", False, "받는 주소가 없어요."),
        ({"RCPT": "550 nobody here"}, "SMTP 550 RCPT", False, "받는 주소가 없어요."),
        ({"RCPT": "552 5.2.2 full"}, "SMTP 552 5.2.2 RCPT", False, "메일함이 가득 찼어요."),
        ({"RCPT": "452 4.2.2 full"}, "SMTP 452 4.2.2 RCPT", True, "메일함이 가득 찼어요."),
        ({"RCPT": "451 4.7.1 grey"}, "SMTP 451 4.7.1 RCPT", True, reasons.LATER),
        ({"RCPT": "450 busy"}, "SMTP 450 RCPT", True, reasons.LATER),
        ({"DATA": "554 5.7.1 no"}, "SMTP 554 5.7.1", False, reasons.SPAM),
        ({"DATA": "452 full"}, "SMTP 452", True, "메일함이 가득 찼어요."),
        ({"END": "550 5.7.1 spam"}, "SMTP 550 5.7.1", False, reasons.SPAM),
        ({"END": "552 5.3.4 big"}, "SMTP 552 5.3.4", False, reasons.TOO_BIG),
        ({"END": "451 later"}, "SMTP 451", True, reasons.LATER),
        ({"MAIL": "550 5.1.8 who"}, "SMTP 550 5.1.8", True, reasons.SENTENCES[reasons.SENDER]),
        ({"MAIL": "421 4.3.2 busy"}, "SMTP 421 4.3.2", True, reasons.LATER),
        ({"GREET": "421 busy"}, "SMTP 421", True, reasons.LATER),
        ({"GREET": "554 not you"}, "SMTP 554", True, reasons.SPAM),
        ({"GREET": "drop"}, "CONNECT", True, "메일 서버에 연결하지 못했어요."),
        ({"EHLO": "drop"}, "CONNECT", True, "메일 서버에 연결하지 못했어요."),
        ({"MAIL": "drop"}, "LOST", True, reasons.SENTENCES[reasons.LOST]),
        ({"RCPT": "drop"}, "LOST", True, reasons.SENTENCES[reasons.LOST]),
        ({"DATA": "drop"}, "LOST", True, reasons.SENTENCES[reasons.LOST]),
        ({"END": "drop"}, "LOST", True, reasons.SENTENCES[reasons.LOST]),
    ],
)
def test_it_tells_a_bad_moment_from_a_refusal(
    answers: dict[str, str], reason: str, may_retry: bool, sentence: str
) -> None:
    with mailbox(**answers) as box:
        found = failure(box.url)

    assert (found.reason, found.may_retry) == (reason, may_retry)
    assert reasons.sentence(found.reason) == sentence


@pytest.mark.parametrize("moment", ["GREET", "MAIL", "DATA", "END"])
def test_it_does_not_wait_for_ever(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "SECONDS", 0.2)
    with mailbox(**{moment: "hang"}) as box:
        found = failure(box.url)

    assert (found.reason, found.may_retry, found.is_down) == (reasons.TIMEOUT, True, True)


def test_it_tries_again_when_nobody_listens() -> None:
    with mailbox() as box:
        gone = box.url

    found = failure(gone)
    assert (found.reason, found.may_retry, found.is_down) == (reasons.CONNECT, True, True)


def test_it_tries_again_when_nobody_has_that_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_given: object, **_named: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    assert failure("smtp://mail.test").reason == reasons.CONNECT


def test_it_sends_no_password_without_tls_to_a_host_that_may_be_far() -> None:
    with mailbox() as box:
        url = box.url.replace("smtp://127.0.0.1", "smtp://me:secret@0.0.0.0")
        assert failure(url).reason == reasons.NO_TLS

    assert box.mails == []


@pytest.mark.parametrize("who", ["me:비밀", "me:%ED%95%9C", "나:secret", "%ED%95%9C:secret"])
def test_it_says_that_a_login_beyond_ascii_is_our_setting(
    trusted: ssl.SSLContext, who: str
) -> None:
    """smtplib cannot say it; the console takes none, but the environment may hold one."""
    with mailbox(user="me", password="secret", starttls=trusted) as box:
        url = box.url.replace("://", f"://{who}@")
        with pytest.raises(NotDelivered) as checked:
            mail.check(url, sender=SENDER)
        found = failure(url)

    assert checked.value.reason == found.reason == reasons.SETTING
    assert (found.may_retry, found.is_down) == (True, True)


def test_it_says_that_a_name_that_no_dns_can_ask_for_is_our_setting() -> None:
    assert failure(f"smtp://{'a' * 64}.test").reason == reasons.SETTING


@pytest.mark.parametrize(
    "url", ["mail.test", "http://mail.test", "smtp://", "smtp://h:port", "smtp://h:99999", "://"]
)
def test_it_says_that_the_address_of_the_server_is_none(url: str) -> None:
    found = failure(url)

    assert (found.reason, found.may_retry, found.is_down) == (reasons.SETTING, True, True)


def test_it_waits_for_a_sender_that_is_an_address() -> None:
    with mailbox() as box:
        found = failure(f"{box.url}?from=nobody")

    assert (found.reason, found.may_retry) == (reasons.SENDER, True)


@pytest.mark.parametrize(
    "to",
    ["a@b.test\r\nBcc: c@d.test", "nobody", "", "a@b.test, c@d.test", "<a@b.test>", "a@b\n.test"],
)
def test_it_refuses_an_address_that_is_more_than_one(to: str, tmp_path: Path) -> None:
    with pytest.raises(NotDelivered) as found:
        mail.save(tmp_path / "mail", replace(LETTER, to=to), sender=SENDER)

    assert (found.value.reason, found.value.may_retry) == (reasons.ADDRESS, False)
    assert not (tmp_path / "mail").exists()


@pytest.mark.parametrize("name", ["subject", "message_id"])
def test_it_lets_no_header_be_put_in(tmp_path: Path, name: str) -> None:
    forged = replace(LETTER, **{name: "주문\r\nBcc: c@d.test\r\n\r\nother"})

    with pytest.raises(ValueError, match=r"linefeed|newline"):
        mail.save(tmp_path / "mail", forged, sender=SENDER)


def test_it_writes_a_file_that_mail_programs_open(tmp_path: Path) -> None:
    folder = tmp_path / "mail"

    first = mail.save(folder, LETTER, sender=SENDER)
    again = mail.save(folder, LETTER, sender=SENDER)

    assert list(folder.iterdir()) == [first] == [again]
    read = message_from_bytes(first.read_bytes(), policy=policy.default)
    assert (read["subject"], read["message-id"]) == (LETTER.subject, "<abc@qnector>")


@pytest.mark.parametrize("sender", ["orders@큐넥터.test", "주문@shop.test"])
def test_a_sender_beyond_ascii_is_named_as_the_reason(sender: str) -> None:
    """Hardly a server takes one; it is our set-up, and no fault of the server's."""
    with mailbox() as box:
        found = failure(f"{box.url}?from={sender}")

    assert (found.reason, found.may_retry, found.is_down) == (reasons.SENDER, True, False)
    assert box.mails == []

"""Reports of mails that came back, as servers write them, and mails that are none."""

import random
from contextlib import suppress

import pytest

from qnector.domain.messages import reasons
from qnector.outside import bounce
from qnector.outside.bounce import NoBounce
from tests.outside.bounces import EXCHANGE, LATE, POSTFIX, report

SCRAPS = (
    b"", b"\n", b"\n\n", b"\xff", b"\x00", b'"', b"Message-ID: <", b"Message-ID: <a@[", b"Status: ",
    b"Content-Type: ", b"multipart/mixed", b"; charset=nope", b"message/rfc822", b"=?utf-8?b?",
    b"Content-Transfer-Encoding: base64\n", b"--4F1C2.1770952000/mx.qnector.test\n",
)  # fmt: skip


def test_it_reads_what_postfix_writes() -> None:
    found = bounce.read(POSTFIX)

    assert (found.message_id, found.has_failed) == ("<abc@qnector>", True)
    assert found.code == "BOUNCE 550 5.1.1"
    assert reasons.sentence(found.code) == "받는 주소가 없어요."


def test_it_reads_a_report_with_header_lines_only() -> None:
    found = bounce.read(EXCHANGE)

    assert (found.message_id, found.code) == ("<abc@qnector>", "BOUNCE 5.2.2")
    assert reasons.sentence(found.code) == "메일함이 가득 찼어요."


def test_a_mail_that_is_late_has_not_failed() -> None:
    assert not bounce.read(LATE).has_failed


def test_the_first_recipient_that_failed_counts() -> None:
    told = (
        "Final-Recipient: rfc822; a@b.test\nAction: relayed\nStatus: 2.0.0\n\n"
        "Final-Recipient: rfc822; c@d.test\nAction: failed\nStatus: 5.7.1\n"
    )

    assert bounce.read(report(told)).code == "BOUNCE 5.7.1"


@pytest.mark.parametrize(
    ("status", "diagnostic", "code"),
    [
        ("5.1.1 (bad mailbox)", "smtp; 550 5.1.1 <x> unknown", "BOUNCE 550 5.1.1"),
        ("5.4.4", "x-unix; host not found", "BOUNCE 5.4.4"),
        ("nonsense", "smtp; 554 no", "BOUNCE 554"),
        ("9.9.9", "", "BOUNCE"),
        ("5.1.1.1", "", "BOUNCE"),
        ("5.<script>.1", "smtp; <b>", "BOUNCE"),
    ],
)
def test_it_keeps_numbers_only(status: str, diagnostic: str, code: str) -> None:
    told = f"Final-Recipient: rfc822; a@b.test\nAction: failed\nStatus: {status}\n"
    told += f"Diagnostic-Code: {diagnostic}\n" if diagnostic else ""

    found = bounce.read(report(told))

    assert found.code == code
    assert reasons.sentence(found.code)


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: hello\n\nhello",
        b"Content-Type: multipart/report; report-type=disposition-notification\n\nx",
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b--\n',
        POSTFIX.replace(b"message/delivery-status", b"text/plain"),
        POSTFIX.replace(b"Message-ID: <abc@qnector>", b"X-Other: 1"),
        POSTFIX.replace(b"message/rfc822", b"text/plain"),
        POSTFIX.replace(b"Action: failed", b"X-Action: failed"),
        b"x" * (bounce.MOST_BYTES + 1),
    ],
)
def test_it_refuses_what_is_no_report(mail: bytes) -> None:
    with pytest.raises(NoBounce):
        bounce.read(mail)


@pytest.mark.parametrize("written", ["<", "<a@[", ">@<", "=?utf-8?b?", "\u00ff@", "\x00"])
def test_a_name_that_is_no_name_is_read_or_refused(written: str) -> None:
    """Anybody may send a report to the address that mails come from."""
    for kind in ("message/rfc822", "text/rfc822-headers"):
        mail = report(original=f"Message-ID: {written}\n", kind=kind).replace(b"<abc", b"")
        try:
            assert bounce.read(mail).message_id
        except NoBounce:
            continue


def test_it_survives_reports_that_were_cut_and_stirred() -> None:
    dice = random.Random(3)
    for _ in range(3000):
        mail = bytearray(dice.choice((POSTFIX, EXCHANGE, LATE)))
        for _ in range(dice.randint(1, 5)):
            at = dice.randrange(len(mail))
            mail[at : at + dice.randint(0, 30)] = dice.choice(SCRAPS)
        with suppress(NoBounce):
            bounce.read(bytes(mail))

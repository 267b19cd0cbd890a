from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from qnector.outside import mail
from qnector.outside.mail import Mail, NotDelivered
from tests.support.mailbox import mailbox

LETTER = Mail(
    "sales@bada.test",
    "[큐넥터] 새 주문 20260213-672538",
    "한빛상회에서 주문을 보냈어요.\n.\n끝",
    "<abc@qnector>",
    datetime(2026, 2, 13, 3, tzinfo=UTC),
)
SENDER = "no-reply@qnector.test"


def test_it_hands_a_letter_to_the_server() -> None:
    with mailbox() as box:
        mail.send(box.url, LETTER, sender=SENDER)

    (arrived,) = box.mails
    assert arrived["subject"] == LETTER.subject
    assert arrived["message-id"] == "<abc@qnector>"
    assert arrived["to"] == "sales@bada.test"
    assert arrived["from"].addresses[0].addr_spec == SENDER
    assert arrived.get_content().replace("\r\n", "\n").strip() == LETTER.body


def test_it_names_the_sender_of_the_address() -> None:
    with mailbox() as box:
        mail.send(f"{box.url}?from=orders@shop.test", LETTER, sender=SENDER)

    assert box.mails[0]["from"].addresses[0].addr_spec == "orders@shop.test"


def test_it_counts_a_mail_as_delivered_that_the_server_took_before_it_hung_up() -> None:
    with mailbox(QUIT="") as box:
        mail.send(box.url, LETTER, sender=SENDER)

    assert len(box.mails) == 1


@pytest.mark.parametrize(
    ("answers", "may_retry"),
    [
        ({"RCPT": "550 nobody here"}, False),
        ({"RCPT": "451 later"}, True),
        ({"DATA": "554 no"}, False),
        ({"DATA": "452 full"}, True),
        ({"END": "550 spam"}, False),
        ({"END": "451 later"}, True),
        ({"END": ""}, True),
        ({"MAIL": "550 who are you"}, True),
        ({"HELLO": "421 busy"}, True),
    ],
)
def test_it_tells_a_bad_moment_from_a_refusal(answers: dict[str, str], may_retry: bool) -> None:
    with mailbox(**answers) as box, pytest.raises(NotDelivered) as failure:
        mail.send(box.url, LETTER, sender=SENDER)

    assert failure.value.may_retry is may_retry


def test_it_tries_again_when_nobody_listens() -> None:
    with mailbox() as box:
        gone = box.url

    with pytest.raises(NotDelivered) as failure:
        mail.send(gone, LETTER, sender=SENDER)

    assert failure.value.may_retry


def test_it_sends_no_password_without_tls_to_a_host_that_may_be_far() -> None:
    with mailbox() as box:
        url = box.url.replace("smtp://127.0.0.1", "smtp://me:secret@0.0.0.0")
        with pytest.raises(NotDelivered):
            mail.send(url, LETTER, sender=SENDER)

    assert box.mails == []


@pytest.mark.parametrize("to", ["a@b.test\r\nBcc: c@d.test", "nobody", "", "a@b.test, c@d.test"])
def test_it_refuses_an_address_that_is_more_than_one(to: str, tmp_path: Path) -> None:
    wrong = Mail(to, LETTER.subject, LETTER.body, LETTER.message_id, LETTER.date)

    with pytest.raises(NotDelivered) as failure:
        mail.save(tmp_path, wrong, sender=SENDER)

    assert not failure.value.may_retry
    assert list(tmp_path.iterdir()) == []


def test_it_writes_a_file_that_mail_programs_open(tmp_path: Path) -> None:
    folder = tmp_path / "mail"

    first = mail.save(folder, LETTER, sender=SENDER)
    again = mail.save(folder, LETTER, sender=SENDER)

    assert list(folder.iterdir()) == [first] == [again]
    read = message_from_bytes(first.read_bytes(), policy=policy.default)
    assert (read["subject"], read["message-id"]) == (LETTER.subject, "<abc@qnector>")

"""Every code that a delivery may leave behind reads as a sentence."""

import pytest

from qnector.domain.messages import reasons


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("CONNECT", "메일 서버에 연결하지 못했어요."),
        ("TIMEOUT", "메일 서버가 제때 답하지 않았어요."),
        ("SMTP 550 5.1.1 RCPT", "받는 주소가 없어요."),
        ("SMTP 550 5.1.10", "받는 주소가 없어요."),
        ("SMTP 550 RCPT", "받는 주소가 없어요."),
        ("SMTP 550", "받는 메일 서버가 거절했어요."),
        ("SMTP 552 5.2.2", "메일함이 가득 찼어요."),
        ("SMTP 452 4.2.2 RCPT", "메일함이 가득 찼어요."),
        ("SMTP 451 4.7.1 RCPT", "받는 메일 서버가 지금은 받지 않아요."),
        ("SMTP 421", "받는 메일 서버가 지금은 받지 않아요."),
        ("SMTP 550 5.7.26", "받는 메일 서버가 스팸으로 보거나 허용하지 않아서 거절했어요."),
        ("BOUNCE 5.4.4", "받는 메일 서버에 닿지 못했어요."),
        ("BOUNCE 5.2.1", "받는 메일함이 닫혀 있어요."),
        ("BOUNCE", "받는 메일 서버가 거절했어요."),
        # Rows of the version before.
        ("SMTPServerDisconnected", "메일 서버에 연결하지 못했어요."),
        ("받는 주소를 쓸 수 없어요.", "받는 주소를 쓸 수 없어요."),
    ],
)
def test_it_says_why(code: str, sentence: str) -> None:
    assert reasons.sentence(code) == sentence


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("SMTP 550 5.1.1 RCPT", "SMTP 550 5.1.1"),
        ("BOUNCE 5.4.4", "BOUNCE 5.4.4"),
        ("CONNECT", ""),
        ("받는 주소를 쓸 수 없어요.", ""),
    ],
)
def test_it_keeps_the_servers_code_for_who_looks_further(code: str, shown: str) -> None:
    assert reasons.code_in(code) == shown

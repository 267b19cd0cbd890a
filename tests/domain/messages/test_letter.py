import re

import pytest

from qnector.domain.messages import rules
from qnector.domain.messages.models import Kind

VALUES = {
    "number": "20260213-672538",
    "buyer": "한빛상회",
    "seller": "바다식품",
    "summary": "쌀 20kg 외 1",
    "total": "₩120,000",
    "reason": "수량을 잘못 적었어요",
}


@pytest.mark.parametrize("kind", list(Kind))
def test_it_has_words_for_every_kind(kind: Kind) -> None:
    letter = rules.letter(kind, VALUES)

    assert letter.subject.startswith("[큐넥터] ")
    assert "{" not in letter.subject + letter.body
    assert not re.search(r"\d(을|를|이|가)[ \n]", letter.subject)


def test_it_keeps_the_subject_on_one_line() -> None:
    letter = rules.letter(Kind.NEW_ORDER, {**VALUES, "number": "1\r\nBcc: all@there.test"})

    assert letter.subject == "[큐넥터] 새 주문 1 Bcc: all@there.test"


def test_it_reads_braces_in_a_value_as_text() -> None:
    letter = rules.letter(Kind.CANCELLED, {**VALUES, "reason": "{buyer} {0.__class__}"})

    assert "사유: {buyer} {0.__class__}" in letter.body


def test_it_leaves_a_line_out_that_has_no_value() -> None:
    body = rules.letter(Kind.CANCELLED, {"number": "1", "seller": "바다식품"}).body

    assert "주문번호: 1\n" in body
    assert "사유" not in body
    assert "품목" not in body


@pytest.mark.parametrize(
    ("status", "said"), [("approved", "승인"), ("rejected", "거절"), ("suspended", "거래 중지")]
)
def test_it_tells_the_answer_of_a_seller(status: str, said: str) -> None:
    letter = rules.letter(Kind.CONNECTION_ANSWERED, {"seller": "바다식품", "status": status})

    assert f"답변: {said}\n" in letter.body

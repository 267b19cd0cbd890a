import re

import pytest

from qnector.domain.messages import letters, rules
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
    letter = letters.letter(kind, VALUES)

    assert letter.subject.startswith("[큐넥터")
    assert "\n" not in letter.subject
    assert "{" not in letter.subject + letter.body
    assert not re.search(r"\d(을|를|이|가)[ \n]", letter.subject)


def test_the_subject_of_the_first_mail_is_the_manuals() -> None:
    assert letters.letter(Kind.VERIFY_EMAIL, {"name": "김하나"}).subject == "[큐넥터 회원가입 인증]"
    assert letters.title(Kind.VERIFY_EMAIL, {}) == "회원가입 인증"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.VERIFY_EMAIL])
def test_every_other_subject_begins_with_the_house(kind: Kind) -> None:
    assert letters.letter(kind, VALUES).subject == f"[큐넥터] {letters.title(kind, VALUES)}"


def test_it_keeps_paragraphs_and_facts_apart() -> None:
    letter = letters.letter(Kind.CANCELLED, {**VALUES, "summary": "쌀 20kg: 2포"})

    assert letter.blocks == (
        "바다식품의 주문이 취소됐어요.",
        (
            ("주문번호", "20260213-672538"),
            ("품목", "쌀 20kg: 2포"),
            ("사유", "수량을 잘못 적었어요"),
        ),
    )
    assert letter.preheader == "바다식품의 주문이 취소됐어요."


def test_a_value_never_passes_for_a_line_of_ours() -> None:
    forged = "잘못\n\n주문번호: 1\n아래 버튼을 눌러 주세요."
    letter = letters.letter(Kind.CANCELLED, {**VALUES, "reason": forged, "seller": "가\n\n나"})

    assert letter.blocks[0] == "가 나의 주문이 취소됐어요."
    assert len(letter.blocks) == 2
    assert "\n  주문번호: 1\n  아래" in letter.body


@pytest.mark.parametrize("kind", rules.LINK_LIVES)
def test_a_link_stands_in_the_text_too(kind: Kind) -> None:
    letter = letters.letter(kind, VALUES, link="https://q.test/auth/verify?token=abc")

    assert letter.button == rules.BUTTONS[kind]
    assert f"{letter.button}:\nhttps://q.test/auth/verify?token=abc\n" in letter.body


@pytest.mark.parametrize("kind", list(Kind))
def test_no_mail_says_a_link_that_it_has_not(kind: Kind) -> None:
    assert "http" not in letters.letter(kind, {**VALUES, "link": "https://sealed.test"}).body


def test_it_keeps_the_subject_on_one_line() -> None:
    letter = letters.letter(Kind.NEW_ORDER, {**VALUES, "number": "1\r\nBcc: all@there.test"})

    assert letter.subject == "[큐넥터] 새 주문 1 Bcc: all@there.test"


def test_it_reads_braces_in_a_value_as_text() -> None:
    letter = letters.letter(Kind.CANCELLED, {**VALUES, "reason": "{buyer} {0.__class__}"})

    assert "사유: {buyer} {0.__class__}" in letter.body


def test_it_leaves_a_line_out_that_has_no_value() -> None:
    body = letters.letter(Kind.CANCELLED, {"number": "1", "seller": "바다식품"}).body

    assert "주문번호: 1\n" in body
    assert "사유" not in body
    assert "품목" not in body


@pytest.mark.parametrize(
    ("status", "said"), [("approved", "승인"), ("rejected", "거절"), ("suspended", "거래 중지")]
)
def test_it_tells_the_answer_of_a_seller(status: str, said: str) -> None:
    letter = letters.letter(Kind.CONNECTION_ANSWERED, {"seller": "바다식품", "status": status})

    assert f"답변: {said}\n" in letter.body

"""Particles follow the sound of the word before them."""

import pytest

from qnector.ui.labels import josa


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("쌀", "을/를", "쌀을"),
        ("사과", "을/를", "사과를"),
        ("상호", "은/는", "상호는"),
        ("사업자등록번호", "이/가", "사업자등록번호가"),
        ("이메일", "이/가", "이메일이"),
        ("서울", "으로/로", "서울로"),
        ("부산", "으로/로", "부산으로"),
        ("제주", "으로/로", "제주로"),
        ("힣", "을/를", "힣을"),
        ("가", "을/를", "가를"),
    ],
)
def test_it_follows_the_final_consonant(word: str, pair: str, expected: str) -> None:
    assert josa(word, pair) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("노트북 14", "노트북 14를"),
        ("핸드폰 13", "핸드폰 13을"),
        ("A4", "A4를"),
        ("USB 10", "USB 10을"),
    ],
)
def test_it_reads_digits_in_sino_korean(word: str, expected: str) -> None:
    assert josa(word, "을/를") == expected


def test_it_reads_seven_before_ro_like_rieul() -> None:
    assert josa("017", "으로/로") == "017로"


@pytest.mark.parametrize(
    ("word", "expected"), [("url", "url이"), ("email", "email이"), ("API", "API가")]
)
def test_it_reads_latin_letters_by_name(word: str, expected: str) -> None:
    assert josa(word, "이/가") == expected


def test_it_passes_over_closing_marks() -> None:
    assert josa("하늘상회(주)", "이/가") == "하늘상회(주)가"
    assert josa("설향 딸기 2kg (특)", "을/를") == "설향 딸기 2kg (특)을"


def test_it_takes_nothing_as_a_word_without_final() -> None:
    assert josa("", "을/를") == "를"


def test_it_refuses_an_unknown_pair() -> None:
    with pytest.raises(KeyError):
        josa("쌀", "에서/부터")

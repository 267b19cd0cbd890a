"""The small markup of long texts."""

import re

from hypothesis import given
from hypothesis import strategies as st

from qnector.ui.prose import blocks, headings, prose, rich

TEXT = """
## 하나

첫 줄
둘째 줄

- 점
  이어서
- 다른 점

1. 먼저
2. 다음

> 알림
> 이어진 알림

>! 조심

| 이름 | 값 |
| 가 | 나 |

```
make run
  ## 코드
```

### 작은 제목
## 둘
"""


def test_it_reads_each_kind() -> None:
    assert [(one.kind, one.lines) for one in blocks(TEXT)] == [
        ("title", ["하나"]),
        ("paragraph", ["첫 줄", "둘째 줄"]),
        ("point", ["점 이어서", "다른 점"]),
        ("step", ["먼저", "다음"]),
        ("note", ["알림", "이어진 알림"]),
        ("warning", ["조심"]),
        ("row", ["이름 | 값 |", "가 | 나 |"]),
        ("code", ["make run", "  ## 코드"]),
        ("part", ["작은 제목"]),
        ("title", ["둘"]),
    ]


def test_it_numbers_the_headings_as_it_draws_them() -> None:
    assert headings(TEXT) == [("s1", "하나"), ("s2", "둘")]
    drawn = str(prose(TEXT).render())
    assert drawn.index('id:"s1"') < drawn.index('id:"s2"')
    assert 'id:"s3"' not in drawn


def test_it_draws_strong_words_code_and_own_links() -> None:
    assert [type(part).__name__ for part in rich("가 **나** `다` [라](/guide) 마")] == [
        "str",
        "Strong",
        "str",
        "Code",
        "str",
        "ReactRouterLink",
        "str",
    ]


def test_it_makes_no_link_to_elsewhere_and_no_html() -> None:
    for words in ("[밖](https://example.com)", "[밖](//example.com)", "[밖](javascript:1)"):
        assert rich(words) == [words]
    assert rich("<script>alert(1)</script>") == ["<script>alert(1)</script>"]


def test_it_leaves_unfinished_marks_as_they_are() -> None:
    assert rich("**반쪽 `반쪽 [반쪽](") == ["**반쪽 `반쪽 [반쪽]("]


MARKS = st.sampled_from(["", "## ", "### ", "- ", "> ", ">! ", "1. ", "  ", "```", "| "])
WORDS = st.text(alphabet="가나다 ab*`[]()/|>#-.1", max_size=20)
LINES = st.lists(st.tuples(MARKS, WORDS).map("".join), max_size=12)


@given(LINES)
def test_it_loses_no_word_of_any_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    said = "".join(line for one in blocks(text) for line in one.lines)
    assert letters(said) == letters(text)
    assert prose(text).render()


def letters(text: str) -> str:
    return "".join(re.findall(r"[가-힣ab]", text))

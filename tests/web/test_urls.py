from typing import Any

import pytest

from qnector.core.paging import Page
from qnector.web import paging, urls
from qnector.web.urls import Query


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("page=3", 3),
        ("page=0", 1),
        ("page=-1", 1),
        ("page=10001", 1),
        ("page=1e3", 1),
        ("page=٣", 1),
        ("page=" + "9" * 5000, 1),
        ("", 1),
    ],
)
def test_it_reads_a_number_or_the_default(query, expected) -> None:
    assert Query(f"http://localhost/orders?{query}").number("page", 1) == expected


def test_it_reads_text_of_one_line_and_bounded() -> None:
    query = Query("/orders?q=%20%EC%8C%80%00%0a%20&long=" + "a" * 500)
    assert query.text("q") == "쌀"
    assert len(query.text("long")) == 100
    assert query.text("missing") == ""


def test_it_takes_only_known_choices() -> None:
    query = Query("/orders?sort=total&other=drop")
    assert query.one_of("sort", ["total", "name"], "name") == "total"
    assert query.one_of("other", ["total", "name"], "name") == "name"


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil",
        "https://evil.example",
        "javascript:x",
        "",
        None,
        "/a b",
        "/\n",
        "/.//evil.example",
        "/..//evil.example",
        "/orders/..//evil.example",
        "/orders//evil.example",
        "/%2f%2fevil.example\r\nSet-Cookie: a=b",
        "/\t/evil.example",
    ],
)
def test_it_leads_to_no_other_host(wanted) -> None:
    assert urls.safe_next(wanted, "/home") == "/home"


@pytest.mark.parametrize("address", ["/orders?" + "a=1&" * 200, "http://[", "//[::1"])
def test_an_address_that_is_none_says_nothing(address) -> None:
    assert Query(address).text("a") in ("", "1")
    assert urls.path_of(address).startswith("/")
    assert isinstance(urls.own_part(address), str)


def test_it_builds_paths_without_empty_values() -> None:
    assert urls.build("/orders", {"q": "쌀 20", "page": 2, "status": "", "no": None}) == (
        "/orders?q=%EC%8C%80+20&page=2"
    )
    assert urls.build("/orders", {}) == "/orders"
    assert urls.safe_next(urls.build("/orders", {"q": "쌀 20"}), "/") != "/"


def led_to(event: Any) -> str:
    return str(event.args[0][1]).strip('"')


def test_the_longest_search_stays_in_its_list() -> None:
    longest = {"q": "가" * urls.MOST_TEXT, "seller": "나" * urls.MOST_TEXT}
    assert led_to(urls.go("/orders", longest)) == urls.build("/orders", longest)


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/a//b", "/a b"])
def test_it_goes_to_no_other_host(path) -> None:
    assert led_to(urls.go(path, {"q": "a"})) == "/"


def test_a_way_back_is_no_longer_than_a_login_page_carries() -> None:
    assert urls.safe_next("/" + "a" * urls.MOST_NEXT, "/home") == "/home"


def test_the_login_page_leads_back_but_not_to_itself() -> None:
    assert urls.login("/orders?page=2") == "/login?next=%2Forders%3Fpage%3D2"
    assert urls.login("/login?next=/x") == "/login"
    assert urls.login("//evil", error="ended") == "/login?error=ended"


def test_it_says_where_in_a_list_somebody_is() -> None:
    page: Page[int] = Page(rows=[1] * 12, total=32, number=2, size=20)
    assert paging.summary_text(page) == "전체 32건 중 21–32"
    assert paging.summary_text(Page()) == "전체 0건"
    assert paging.total_text(10_001) == "10,000건 이상"

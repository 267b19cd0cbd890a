"""도로명주소 검색 (business.juso.go.kr). HTTP is always 200; the error stands in the body."""

import re
from dataclasses import dataclass
from typing import Any

import httpx

from qnector.outside.web import Rejected, Service, Unconfigured, Unreachable, as_json, asked, client

BASE_URL = "https://business.juso.go.kr"
PATH = "/addrlink/addrLinkApi.do"
PAGE_SIZE = 10
MOST_FOUND = 9000
TRIES = 2
BAD_KEYS = frozenset({"E0001", "E0014"})
# What the service refuses as an attack, though people type it.
_STRIPPED = re.compile(
    r"[%=><\[\]]|\b(or|select|insert|delete|update|create|drop|exec|union|fetch|declare|truncate)\b",
    re.IGNORECASE,
)
SENTENCES = {
    "E0005": "찾을 주소를 입력해 주세요.",
    "E0006": "도로명이나 동 이름까지 입력해 주세요.",
    "E0008": "두 글자 이상 입력해 주세요.",
    "E0009": "숫자만으로는 찾을 수 없어요. 도로명이나 건물 이름도 입력해 주세요.",
    "E0010": "검색어가 너무 길어요. 짧게 입력해 주세요.",
    "E0011": "숫자를 10자리까지 입력해 주세요.",
    "E0012": "도로명이나 동 이름도 입력해 주세요.",
    "E0013": "특수문자를 빼고 입력해 주세요.",
    "E0015": "결과가 너무 많아요. 더 자세히 입력해 주세요.",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One address: postal code, road address, what stands in brackets, and the old address."""

    postal_code: str
    street: str
    extra: str
    lot: str


@dataclass(frozen=True, slots=True)
class Places:
    """One page of what was found, `number` from 1."""

    rows: list[Place]
    total: int
    number: int

    @property
    def last(self) -> int:
        """The last page that the service gives out."""
        return max(1, -(-min(self.total, MOST_FOUND) // PAGE_SIZE))


def cleaned(text: str) -> str:
    """What may be sent: without the signs and words that the service takes for an attack."""
    return " ".join(_STRIPPED.sub(" ", text).split())[:40]


async def search(
    service: Service,
    text: str,
    number: int = 1,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Places:
    """One page of addresses.

    Raises Rejected whose code is a key of SENTENCES when the words will not do, Unconfigured
    without a key that is accepted, Unreachable when there is no answer now.
    """
    if not service.key:
        raise Unconfigured(service.name, "no key")
    async with client(service, transport) as http:
        request = http.build_request(
            "GET",
            service.base_url + PATH,
            params={
                "confmKey": service.key,
                "currentPage": number,
                "countPerPage": PAGE_SIZE,
                "keyword": cleaned(text),
                "resultType": "json",
            },
        )
        response = await asked(service, request, http, tries=TRIES)
    return _places(service, as_json(service, response), number)


def _places(service: Service, answer: Any, number: int) -> Places:
    try:
        results = answer["results"]
        common, rows = results["common"], results["juso"] or []
        code, total = str(common["errorCode"]), int(common["totalCount"] or 0)
    except (KeyError, TypeError, ValueError):
        raise Unreachable(service.name, "no results") from None
    if code in BAD_KEYS:
        raise Unconfigured(service.name, code)
    if code == "-999":
        raise Unreachable(service.name, code)
    if code != "0":
        raise Rejected(service.name, code)
    return Places([_place(row) for row in rows], total, number)


def _place(row: dict[str, str]) -> Place:
    return Place(
        str(row.get("zipNo", "")),
        str(row.get("roadAddrPart1", "")),
        str(row.get("roadAddrPart2", "")).strip(),
        str(row.get("jibunAddr", "")),
    )

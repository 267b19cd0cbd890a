"""A pretended 도로명주소 검색: always HTTP 200, every value text, errors in the body."""

from __future__ import annotations

import re

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from qnector.fakes.faults import Fake

KEY = "devU01TX0FVVEgyFAKE"
MOST_FOUND = 9000
ROADS = (
    ("04524", "서울특별시 중구 세종대로", "(태평로1가)", "서울특별시 중구 태평로1가"),
    ("48943", "부산광역시 중구 자갈치해안로", "(남포동4가)", "부산광역시 중구 남포동4가"),
    ("34126", "대전광역시 유성구 대학로", "(궁동)", "대전광역시 유성구 궁동"),
    ("61475", "광주광역시 동구 금남로", "(금남로3가)", "광주광역시 동구 금남로3가"),
)
HOUSES = 40

fake = Fake("juso")


def make() -> Starlette:
    """The service."""
    return fake.app(Route("/addrlink/addrLinkApi.do", _search, methods=["GET", "POST"]))


async def _search(request: Request) -> Response:
    if (fault := await fake.fault()) is not None:
        return fault
    asked = dict(request.query_params)
    fake.asked.append(asked)
    if asked.get("confmKey") != KEY:
        return _error("E0001", "승인되지 않은 KEY 입니다.")
    text = asked.get("keyword", "").strip()
    if code := _problem(text):
        return _error(code, "검색어를 확인해 주세요.")
    size = min(int(asked.get("countPerPage", "10")), 100)
    number = int(asked.get("currentPage", "1"))
    found = [row for row in _addresses() if all(word in row["roadAddr"] for word in text.split())]
    if number * size > MOST_FOUND:
        return _error("E0015", "검색 범위를 초과하였습니다.")
    return JSONResponse(
        {
            "results": {
                "common": {
                    "errorMessage": "정상", "countPerPage": str(size), "errorCode": "0",
                    "totalCount": str(len(found)), "currentPage": str(number),
                },
                "juso": found[(number - 1) * size : number * size],
            }
        }
    )  # fmt: skip


def _problem(text: str) -> str:
    if not text:
        return "E0005"
    if re.search(r"[%=><\[\]]", text):
        return "E0013"
    if len(text) < 2:
        return "E0008"
    if text.isdecimal():
        return "E0011" if len(text) > 10 else "E0009"
    if len(text) > 80:
        return "E0010"
    return "E0006" if text in {"서울특별시", "서울", "부산", "대전", "광주"} else ""


def _error(code: str, message: str) -> Response:
    common = {
        "errorMessage": message, "countPerPage": "10", "totalCount": "0", "errorCode": code,
        "currentPage": "1",
    }  # fmt: skip
    return JSONResponse({"results": {"common": common, "juso": None}})


def _addresses() -> list[dict[str, str]]:
    return [
        {
            "roadAddr": f"{road} {house}{extra}", "roadAddrPart1": f"{road} {house}",
            "roadAddrPart2": extra, "jibunAddr": f"{lot} {house}", "zipNo": postal, "rn": road,
            "buldMnnm": str(house), "buldSlno": "0",
        }
        for postal, road, extra, lot in ROADS
        for house in range(1, HOUSES + 1)
    ]  # fmt: skip

"""A pretended 국세청 상태조회/진위확인: the same paths, envelopes and awkward parts.

The number decides: one with a wrong check digit is not registered; the ninth digit 8 is 휴업, 9 is
폐업, anything else 계속사업자. Every business was opened on 2020-01-01 by 홍길동.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from qnector.domain.accounts.rules import is_business_number
from qnector.fakes.faults import Fake

KEY = "fake-nts-key=="
MOST = 100
OPENED_ON = "20200101"
REPRESENTATIVE = "홍길동"
STANDINGS = {"8": ("02", "휴업자"), "9": ("03", "폐업자")}
NOT_REGISTERED = "국세청에 등록되지 않은 사업자등록번호입니다."
EMPTY = {
    "b_stt": "", "b_stt_cd": "", "tax_type": NOT_REGISTERED, "tax_type_cd": "", "end_dt": "",
    "utcc_yn": "", "tax_type_change_dt": "", "invoice_apply_dt": "", "rbf_tax_type": "",
    "rbf_tax_type_cd": "",
}  # fmt: skip

fake = Fake("nts")


def make() -> Starlette:
    """The service."""
    return fake.app(
        Route("/status", _status, methods=["POST"]),
        Route("/validate", _validate, methods=["POST"]),
    )


async def _status(request: Request) -> Response:
    body = await _body(request)
    if isinstance(body, Response):
        return body
    numbers = body.get("b_no")
    if not isinstance(numbers, list) or not numbers:
        return JSONResponse({"status_code": "REQUEST_DATA_MALFORMED"}, 411)
    if len(numbers) > MOST:
        return JSONResponse({"status_code": "TOO_LARGE_REQUEST"}, 413)
    fake.asked.append({"status": numbers})
    rows = [_row(str(number)) for number in numbers]
    answer: dict[str, Any] = {"request_cnt": len(rows), "status_code": "OK", "data": rows}
    # The real one leaves the count of matches out when there are none.
    if matches := sum(bool(row["b_stt_cd"]) for row in rows):
        answer["match_cnt"] = matches
    return JSONResponse(answer)


async def _validate(request: Request) -> Response:
    body = await _body(request)
    if isinstance(body, Response):
        return body
    claims = body.get("businesses")
    if not isinstance(claims, list) or not claims:
        return JSONResponse({"status_code": "REQUEST_DATA_MALFORMED"}, 411)
    needed = ("b_no", "start_dt", "p_nm")
    if any(not str(claim.get(name, "")).strip() for claim in claims for name in needed):
        return JSONResponse({"status_code": "REQUEST_DATA_MALFORMED"}, 411)
    if len(claims) > MOST:
        return JSONResponse({"status_code": "TOO_LARGE_REQUEST"}, 413)
    fake.asked.append({"validate": claims})
    rows = [_verdict(claim) for claim in claims]
    answer: dict[str, Any] = {"request_cnt": len(rows), "status_code": "OK", "data": rows}
    if matches := sum(row["valid"] == "01" for row in rows):
        answer["valid_cnt"] = matches
    return JSONResponse(answer)


async def _body(request: Request) -> dict[str, Any] | Response:
    if (fault := await fake.fault()) is not None:
        return fault
    # A key that was encoded twice arrives with its percent signs.
    if request.query_params.get("serviceKey") != KEY:
        return JSONResponse({"code": -4, "msg": "등록되지 않은 인증키 입니다."}, 400)
    try:
        body = json.loads(await request.body())
    except ValueError:
        return JSONResponse({"status_code": "BAD_JSON_REQUEST"}, 400)
    return body if isinstance(body, dict) else {}


def _row(number: str) -> dict[str, str]:
    if not is_business_number(number):
        return {"b_no": number, **EMPTY}
    code, word = STANDINGS.get(number[8], ("01", "계속사업자"))
    return {
        **EMPTY, "b_no": number, "b_stt": word, "b_stt_cd": code,
        "tax_type": "부가가치세 일반과세자", "tax_type_cd": "01", "utcc_yn": "N",
        "end_dt": "20240630" if code == "03" else "", "rbf_tax_type": "해당없음",
        "rbf_tax_type_cd": "99",
    }  # fmt: skip


def _verdict(claim: dict[str, str]) -> dict[str, Any]:
    is_true = (
        is_business_number(claim["b_no"])
        and claim["start_dt"] == OPENED_ON
        and claim["p_nm"] == REPRESENTATIVE
    )
    found: dict[str, Any] = {"b_no": claim["b_no"], "request_param": claim}
    if is_true:
        return {**found, "valid": "01", "status": _row(claim["b_no"])}
    return {**found, "valid": "02", "valid_msg": "확인할 수 없습니다."}

"""국세청 사업자등록 상태조회 and 진위확인 (data.go.kr dataset 15081808).

The key of the portal is the *decoded* one: httpx encodes it once. A number that is not registered
is no error: it comes back with an empty status.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import httpx

from qnector.outside.web import Rejected, Service, Unconfigured, Unreachable, as_json, asked, client

BASE_URL = "https://api.odcloud.kr/api/nts-businessman/v1"
MOST_NUMBERS = 100
TRIES = 2
# What the gateway before the service says of a key.
BAD_KEYS = frozenset({"-401", "-4"})
BUSY = frozenset({"-1", "-10", "-999"})
# The one word that is about the question; every other is about the moment.
NO_QUESTION = "REQUEST_DATA_MALFORMED"
VALID = {"01": True, "02": False}


class Malformed(Rejected):
    """The question itself is none that the tax office takes: one row of a hundred is enough."""


class Standing(StrEnum):
    """계속사업자, 휴업자, 폐업자, not registered; or something that we cannot read."""

    ACTIVE = "01"
    SUSPENDED = "02"
    CLOSED = "03"
    UNKNOWN = ""
    UNCLEAR = "?"


STANDS = {one.value: one for one in Standing if one.value.isdecimal()}
NOT_REGISTERED = "등록되지 않은"  # part of what stands in `tax_type` then


@dataclass(frozen=True, slots=True)
class Status:
    """What the tax office says of one number; `word` is its own word for the standing."""

    number: str
    standing: Standing
    word: str
    tax_type: str
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says of a business, to be compared with the register."""

    number: str
    opened_on: date
    representative_name: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the register says the same; `word` is the tax office's sentence when not."""

    number: str
    is_true: bool
    word: str
    status: Status | None


async def statuses(
    service: Service, numbers: Sequence[str], transport: httpx.AsyncBaseTransport | None = None
) -> list[Status]:
    """상태조회 of at most 100 numbers, in their order.

    Raises Unconfigured without a key that is accepted, Rejected for a question that is none
    (Malformed when that is because of what was asked), Unreachable when there is no answer now,
    or none that can be read.
    """
    asked_for = list(numbers[:MOST_NUMBERS])
    data = await _ask(service, "status", {"b_no": asked_for}, transport)
    return [_status(row) for row in _one_each(service, data, len(asked_for))]


async def verify(
    service: Service, claim: Claim, transport: httpx.AsyncBaseTransport | None = None
) -> Verdict:
    """진위확인 of one business. Raises like `statuses`."""
    (found,) = await verify_many(service, [claim], transport)
    return found


async def verify_many(
    service: Service, claims: Sequence[Claim], transport: httpx.AsyncBaseTransport | None = None
) -> list[Verdict]:
    """진위확인 of at most 100 businesses, in their order. Raises like `statuses`."""
    rows = [
        {
            "b_no": claim.number,
            "start_dt": f"{claim.opened_on:%Y%m%d}",
            "p_nm": claim.representative_name,
            "b_nm": claim.name,
        }
        for claim in claims[:MOST_NUMBERS]
    ]
    found = await _ask(service, "validate", {"businesses": rows}, transport)
    return [_verdict(service, row) for row in _one_each(service, found, len(rows))]


async def _ask(
    service: Service, path: str, body: dict[str, Any], transport: httpx.AsyncBaseTransport | None
) -> Any:
    """The rows of the answer, whatever they are."""
    if not service.key:
        raise Unconfigured(service.name, "no key")
    async with client(service, transport) as http:
        request = http.build_request(
            "POST",
            f"{service.base_url}/{path}",
            params={"serviceKey": service.key, "returnType": "JSON"},
            json=body,
        )
        response = await asked(service, request, http, tries=TRIES)
    answer = as_json(service, response)
    _refuse(service, answer if isinstance(answer, dict) else {})
    return answer.get("data")


def _one_each(service: Service, rows: Any, number: int) -> list[dict[str, Any]]:
    """An answer for each that was asked about, or the whole is none."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreachable(service.name, "no data")
    if len(rows) != number:
        raise Unreachable(service.name, "not one answer for each")
    return rows


def _refuse(service: Service, answer: dict[str, Any]) -> None:
    """The body is asked before the HTTP status: some refusals come with 200."""
    if "code" in answer and "status_code" not in answer:
        code = str(answer["code"])
        if code in BAD_KEYS:
            raise Unconfigured(service.name, code)
        raise (Unreachable if code in BUSY else Rejected)(service.name, code)
    code = str(answer.get("status_code") or "no status_code")
    if code != "OK":
        raise (Malformed if code == NO_QUESTION else Unreachable)(service.name, code)


def _verdict(service: Service, row: dict[str, Any]) -> Verdict:
    status, valid = row.get("status") or {}, VALID.get(_text(row, "valid"))
    if valid is None or not isinstance(status, dict):
        raise Unreachable(service.name, "no verdict")
    said = _text(row, "valid_msg")
    return Verdict(_text(row, "b_no"), valid, said, _status(status) if status else None)


def _status(row: dict[str, Any]) -> Status:
    tax_type = _text(row, "tax_type")
    return Status(
        _text(row, "b_no"),
        _standing(_text(row, "b_stt_cd"), tax_type),
        _text(row, "b_stt"),
        tax_type,
        _day(_text(row, "end_dt")),
    )


def _text(row: dict[str, Any], name: str) -> str:
    """A field that should be text; what is none says nothing."""
    said = row.get(name)
    return said if isinstance(said, str) else ""


def _standing(code: str, tax_type: str) -> Standing:
    """Only what the tax office says in its known words refuses anybody."""
    if not code and NOT_REGISTERED in tax_type:
        return Standing.UNKNOWN
    return STANDS.get(code, Standing.UNCLEAR)


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None

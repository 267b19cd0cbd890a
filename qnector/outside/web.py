"""What every foreign HTTP service has in common: one kind of client, three kinds of failure."""

from dataclasses import dataclass
from typing import Any

import httpx

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0


class OutsideError(Exception):
    """A foreign service did not do what was asked. `code` is its own word for why."""

    def __init__(self, service: str, code: str) -> None:
        self.service = service
        self.code = code
        super().__init__(f"{service}: {code}")


class Rejected(OutsideError):
    """It understood and said no: the same question again gets the same answer."""


class Unreachable(OutsideError):
    """It did not answer, or not now: the question may be asked again later."""


class Unconfigured(OutsideError):
    """No key is set, or the service does not accept it: the operator must act."""


@dataclass(frozen=True, slots=True)
class Service:
    """Where a service is and with which key it is asked; without a key it is not connected."""

    name: str
    base_url: str
    key: str = ""

    def __repr__(self) -> str:
        return f"Service({self.name!r}, {self.base_url!r})"


def client(service: Service, transport: httpx.AsyncBaseTransport | None = None) -> Any:
    """An httpx client for a few calls. Redirects are not followed: a key would follow them."""
    return httpx.AsyncClient(
        base_url=service.base_url,
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        follow_redirects=False,
        transport=transport,
        headers={"user-agent": "Qnector"},
    )


async def asked(
    service: Service, request: httpx.Request, http: httpx.AsyncClient, *, tries: int = 1
) -> httpx.Response:
    """The answer to a request. `tries` above one only where a repeat is harmless.

    Raises Unreachable without an answer or with one of 500 and above. The exception carries no
    address, because a key may stand in its query.
    """
    for last in (number == tries for number in range(1, tries + 1)):
        try:
            response = await http.send(request)
        except httpx.HTTPError as failure:
            if last:
                raise Unreachable(service.name, type(failure).__name__) from None
            continue
        if response.status_code < 500 or last:
            break
    if response.status_code >= 500:
        raise Unreachable(service.name, f"HTTP {response.status_code}")
    return response


def as_json(service: Service, response: httpx.Response) -> Any:
    """The JSON of an answer. Raises Unreachable for a page of somebody in between."""
    try:
        return response.json()
    except (ValueError, RecursionError):
        raise Unreachable(service.name, f"HTTP {response.status_code}, no JSON") from None

"""Security statement 63: a typed address never leads into our own network."""

import asyncio
import contextlib
import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from qnector.outside import fetch
from qnector.outside.fetch import Refused

PUBLIC = "93.184.215.14"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"x" * 100


async def sent() -> AsyncIterator[bytes]:
    yield PICTURE[:10]
    yield PICTURE[10:]


def get(
    url: str,
    addresses: list[str] | Callable[[], list[str]] | None = None,
    answer: Callable[[httpx.Request], httpx.Response] | None = None,
) -> tuple[bytes, list[httpx.Request], list[str]]:
    """What came, what was asked, which names were looked up."""
    asked: list[httpx.Request] = []
    looked: list[str] = []

    async def resolve(name: str) -> list[str]:
        looked.append(name)
        found = addresses if addresses is not None else [PUBLIC]
        return found() if callable(found) else found

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answer(request) if answer else httpx.Response(200, content=sent())

    transport = httpx.MockTransport(handle)
    try:
        came = asyncio.run(fetch.picture(url, resolve=resolve, transport=transport))
    except Refused as refusal:
        refusal.args = (refusal.sentence, asked, looked)
        raise
    return came, asked, looked


def refused(url: str, addresses: list[str] | None = None, **more: object) -> tuple[str, list]:
    with pytest.raises(Refused) as caught:
        get(url, addresses, **more)  # type: ignore[arg-type]
    sentence, asked, _ = caught.value.args
    return sentence, asked


def test_it_asks_the_checked_address_under_the_name() -> None:
    came, (request,), looked = get("https://Pictures.Example.test/a/b.png?size=2#part")

    assert came == PICTURE
    assert looked == ["pictures.example.test"]
    assert str(request.url) == f"https://{PUBLIC}/a/b.png?size=2"
    assert request.headers["host"] == "pictures.example.test"
    assert request.extensions["sni_hostname"] == "pictures.example.test"
    assert request.headers["accept-encoding"] == "identity"
    assert "cookie" not in request.headers


def test_a_korean_name_is_asked_as_the_network_spells_it() -> None:
    _, (request,), looked = get("https://한빛.test/a.png")
    assert looked == [request.headers["host"]] == ["xn--xx3br43b.test"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:93.184.215.14",
        "64:ff9b::7f00:1",
        "64:ff9b::5db8:d70e",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:1::",
        "2001:db8::1",
        "fc00::1",
        "fd00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "5f00::1",
        "nonsense",
        "",
    ],
)
def test_an_address_that_is_not_the_internets_is_not_asked(address: str) -> None:
    assert not fetch.is_public(address)
    sentence, asked = refused("https://name.test/a.png", [address])
    assert (sentence, asked) == (fetch.NOT_PUBLIC, [])


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_an_address_of_the_internet_is_asked(address: str) -> None:
    assert fetch.is_public(address)
    _, (request,), _ = get("https://name.test/a.png", [address])
    assert request.url.host == address


def test_one_bad_address_among_good_ones_is_enough() -> None:
    _, asked = refused("https://name.test/a.png", [PUBLIC, "10.0.0.1"])
    assert asked == []


def test_a_name_that_answers_otherwise_the_second_time_is_not_asked_twice() -> None:
    """DNS rebinding: public when it is looked at, our own machine when it is asked."""
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    _, (request,), looked = get("https://rebind.test/a.png", lambda: next(answers))

    assert looked == ["rebind.test"]
    assert request.url.host == PUBLIC


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/a.png",
        "https://[::1]/a.png",
        "https://[::ffff:127.0.0.1]/a.png",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://127.1/",
        "https://localhost/a.png",
        "https://localhost./a.png",
    ],
)
def test_the_systems_own_resolver_leads_nowhere_near(url: str) -> None:
    asked: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, content=PICTURE)

    with pytest.raises(Refused):
        asyncio.run(fetch.picture(url, transport=httpx.MockTransport(handle)))
    assert asked == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.png",
        "http://name.test/a.png",
        "ftp://name.test/a.png",
        "file:///etc/passwd",
        "https://",
        "https:///a.png",
        "https://user@name.test/a.png",
        "https://name.test@127.0.0.1/a.png",
        "https://name.test\\@127.0.0.1/a.png",
        "https://name.test:99999/a.png",
        "https://[::1/a.png",
        "https://name.test/a\nb.png",
        "https://name.test/a b.png",
        "https://" + "a" * 3000,
        "https://\ud800.test/",
    ],
)
def test_what_is_no_https_address_is_not_asked(url: str) -> None:
    sentence, asked = refused(url)
    assert (sentence, asked) == (fetch.NOT_HTTPS, [])


@pytest.mark.parametrize("port", [80, 8443, 22, 3000])
def test_no_other_port_is_asked(port: int) -> None:
    sentence, asked = refused(f"https://name.test:{port}/a.png")
    assert (sentence, asked) == (fetch.NOT_PUBLIC, [])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    there = {"location": "https://127.0.0.1/a.png"}
    sentence, asked = refused(
        "https://name.test/a.png", answer=lambda _: httpx.Response(status, headers=there)
    )
    assert (sentence, len(asked)) == (fetch.MOVED, 1)


@pytest.mark.parametrize("status", [204, 206, 401, 404, 500])
def test_only_an_answer_with_a_picture_is_taken(status: int) -> None:
    sentence, _ = refused("https://name.test/a", answer=lambda _: httpx.Response(status))
    assert sentence == fetch.NO_ANSWER


def test_more_than_five_megabytes_are_not_read_to_their_end() -> None:
    chunks: list[int] = []

    async def endless() -> AsyncIterator[bytes]:
        while True:
            chunks.append(1)
            yield bytes(1024 * 1024)

    sentence, _ = refused(
        "https://name.test/a.png", answer=lambda _: httpx.Response(200, content=endless())
    )
    assert sentence == fetch.TOO_LARGE
    assert len(chunks) <= 7


def test_who_answers_too_slowly_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "SECONDS", 0.1)

    async def slow() -> AsyncIterator[bytes]:
        for _ in range(100):
            await asyncio.sleep(0.05)
            yield b"x"

    sentence, _ = refused(
        "https://name.test/a.png", answer=lambda _: httpx.Response(200, content=slow())
    )
    assert sentence == fetch.NO_ANSWER


def test_a_name_that_is_not_there_is_said_like_no_answer() -> None:
    def nowhere() -> list[str]:
        raise OSError("no such name")

    with pytest.raises(Refused) as caught:
        get("https://name.test/a.png", nowhere)
    assert caught.value.sentence == fetch.NO_ANSWER


def test_the_environments_proxy_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would look the name up once more, for us."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    made: list[dict[str, object]] = []
    real = httpx.AsyncClient

    def client(**given: object) -> httpx.AsyncClient:
        made.append(given)
        return real(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(httpx, "AsyncClient", client)
    get("https://name.test/a.png")
    assert made[0]["trust_env"] is False


# What httpx makes of it on the wire: a server of our own stands in for the internet.


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """Of pictures.test alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "pictures.test")])
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("pictures.test")]), False)
        .sign(key, hashes.SHA256())
    )
    pem, secret = tmp_path / "cert.pem", tmp_path / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return pem, secret


@pytest.mark.parametrize(("name", "is_taken"), [("pictures.test", True), ("other.test", False)])
def test_the_certificate_must_be_the_names(
    monkeypatch: pytest.MonkeyPatch, certificate: tuple[Path, Path], name: str, is_taken: bool
) -> None:
    monkeypatch.setattr(
        fetch, "is_public", lambda address: ipaddress.ip_address(address).is_loopback
    )
    pem, secret = certificate
    seen: list[bytes] = []
    asked_for: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    context.sni_callback = lambda _socket, said, _context: asked_for.append(said)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(30)
    served = threading.Thread(target=serve_once, args=(listener, context, seen), daemon=True)
    served.start()

    async def resolve(_name: str) -> list[str]:
        return ["127.0.0.1"]

    async def scene() -> bytes:
        trusting = ssl.create_default_context(cafile=str(pem))
        transport = _ToPort(listener.getsockname()[1], httpx.AsyncHTTPTransport(verify=trusting))
        return await fetch.picture(f"https://{name}/a.png", resolve=resolve, transport=transport)

    if is_taken:
        assert asyncio.run(scene()) == PICTURE
        assert b"\r\nhost: pictures.test\r\n" in seen[0].lower()
        assert asked_for == ["pictures.test"]
    else:
        with pytest.raises(Refused) as caught:
            asyncio.run(scene())
        assert caught.value.sentence == fetch.NO_ANSWER
        assert seen == []
    served.join(60)
    listener.close()


def serve_once(listener: socket.socket, context: ssl.SSLContext, seen: list[bytes]) -> None:
    """One answer to whoever accepts the certificate."""
    connection, _ = listener.accept()
    connection.settimeout(30)
    head = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(PICTURE)
    with (
        connection,
        contextlib.suppress(OSError),
        context.wrap_socket(connection, server_side=True) as tls,
    ):
        seen.append(tls.recv(64 * 1024))
        tls.sendall(head + PICTURE)
        tls.unwrap()


class _ToPort(httpx.AsyncBaseTransport):
    """443 is not ours to open in a test."""

    def __init__(self, port: int, inner: httpx.AsyncBaseTransport) -> None:
        self.port, self.inner = port, inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(port=self.port)
        return await self.inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self.inner.aclose()

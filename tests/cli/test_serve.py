"""What a start refuses, each with a sentence that says what to do."""

import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from qnector.cli import serve
from qnector.cli.main import main
from qnector.core import db, settings
from qnector.core.settings import Misconfigured, Settings
from tests.support import console, market
from tests.support.server import SECRET, Server, free_port


@pytest.fixture
def production(tmp_path: Path) -> Server:
    """A server for real use, not started."""
    return Server(tmp_path, env={"QNECTOR_DEMO": "0"}, has_front_end=False)


@pytest.fixture
def listener() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.fixture
def tables() -> None:
    db.configure(settings.current().database)
    db.create_all()


def test_it_says_that_the_port_is_taken_and_names_another(listener: int) -> None:
    with pytest.raises(Misconfigured) as refusal:
        serve.check_port(Settings(port=listener))

    assert str(listener) in str(refusal.value)
    assert f"PORT={listener + 1}" in str(refusal.value)


def test_it_takes_a_free_port() -> None:
    serve.check_port(Settings(port=free_port()))


def test_it_needs_a_key_for_real_use(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="QNECTOR_SECRET_KEY"):
        serve.ensure_key(Settings(data_dir=tmp_path))


def test_it_refuses_a_short_key(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="at least 32"):
        serve.ensure_key(Settings(data_dir=tmp_path, secret_key="short"))


def test_the_demo_makes_its_own_key_that_only_its_owner_reads(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("QNECTOR_SECRET_KEY_FILE", "")
    config = Settings(data_dir=tmp_path, is_demo=True)

    serve.ensure_key(config)
    first = settings.current().secret_key
    serve.ensure_key(config)

    assert settings.current().secret_key == first
    assert len(first) >= 64
    assert stat.S_IMODE((tmp_path / serve.KEY_FILE).stat().st_mode) == 0o400


def test_it_refuses_a_key_file_that_others_can_read(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("QNECTOR_SECRET_KEY_FILE", "")
    (tmp_path / serve.KEY_FILE).write_text("k" * 64)
    os.chmod(tmp_path / serve.KEY_FILE, 0o644)

    with pytest.raises(Misconfigured, match="chmod 400"):
        serve.ensure_key(Settings(data_dir=tmp_path, is_demo=True))


@pytest.mark.parametrize("name", serve.ADDRESSES)
@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8801",
        "http://localhost:8801/v1",
        "http://[::1]:8801",
        "http://127.1/",
        "http://0x7f000001",
        "http://[::ffff:127.0.0.1]",
        "http://0.0.0.0:1",
        "http://fake.localhost",
    ],
)
def test_real_use_asks_no_pretended_service(name: str, address: str) -> None:
    with pytest.raises(Misconfigured, match=name.upper()):
        serve.check_services(Settings(**{name: address}))
    serve.check_services(Settings(**{name: address}, is_demo=True))


@pytest.mark.parametrize("address", ["", "https://accounts.google.com", "http://10.0.0.5:8080"])
def test_real_use_asks_a_service_elsewhere(address: str) -> None:
    serve.check_services(Settings(**dict.fromkeys(serve.ADDRESSES, address)))


@pytest.mark.parametrize(
    "address",
    [
        "mail.example.com",
        "http://mail.example.com",
        "smtp://",
        "smtp://u:pa@ss/word@mail.example.com:587",
        "smtp://u:secret-word@mail.example.com:99999",
        "smtp://u:secret-word@mail.example.com:465",
        "smtps://mail.example.com/?from=nobody",
        "smtp://u:secret-word한@mail.example.com",
    ],
)
def test_it_refuses_an_address_no_mail_could_go_to(tables: None, address: str) -> None:
    settings.use(smtp_url=address)
    with pytest.raises(Misconfigured, match="SMTP_URL") as refusal:
        serve.check_mail()
    assert "secret-word" not in str(refusal.value)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "smtps://u:p%40w@mail.example.com/?from=a@example.com",
        "smtp://127.0.0.1:2525",
        "smtp://mail_relay:25",
    ],
)
def test_it_takes_an_address_of_a_mail_server(address: str) -> None:
    settings.use(smtp_url=address)
    serve.check_mail()


def test_it_judges_no_address_that_the_console_replaces(tables: None) -> None:
    settings.use(smtp_url="mail.example.com")
    console.keep("smtp.url", "smtp://mail.example.com:587")
    serve.check_mail()

    console.keep("smtp.url", "smtp://u:비밀@mail.example.com:587")
    serve.check_mail()  # else nobody could come to the console and mend it

    settings.use(secret_key="another-secret-" + "x" * 40)
    with pytest.raises(Misconfigured, match="SMTP_URL"):
        serve.check_mail()


def test_it_stops_with_2_and_names_the_setting(production: Server) -> None:
    production.env["GOOGLE_BASE_URL"] = "http://127.0.0.1:8803"

    refused = production.run("serve")

    assert refused.returncode == 2
    assert "GOOGLE_BASE_URL" in refused.stderr


def test_it_stops_before_it_serves_without_a_way_for_mails(production: Server) -> None:
    production.env["SMTP_URL"] = "smtp://u:secret-word@mail.example.com:465"

    refused = production.run("serve")

    assert refused.returncode == 2
    assert "SMTP_URL" in refused.stderr
    assert "secret-word" not in refused.stderr + refused.stdout


def test_it_says_when_the_data_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(Misconfigured, match="QNECTOR_DATA_DIR"):
        serve.prepare_data_dir(Settings(data_dir=tmp_path / "file" / "data"))


def test_it_says_when_the_disk_is_full(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(serve, "LEAST_FREE", 10**18)

    with pytest.raises(Misconfigured, match="is full"):
        serve.prepare_data_dir(Settings(data_dir=tmp_path))


def test_it_refuses_several_workers(tmp_path: Path) -> None:
    settings.use(workers=2, data_dir=tmp_path, port=free_port(), secret_key=SECRET)

    with pytest.raises(Misconfigured, match="QNECTOR_WORKERS"):
        serve.serve(should_build=False)


def test_it_refuses_a_setting_that_is_no_number() -> None:
    with pytest.raises(Misconfigured, match="PORT"):
        settings.read({"PORT": "many"})


def test_a_refusal_is_one_sentence_and_exit_code_2(capsys, monkeypatch) -> None:
    monkeypatch.setattr(serve, "check_python", _refuse)

    assert main(["serve"]) == 2
    assert "no such luck" in capsys.readouterr().err


def _refuse() -> None:
    raise Misconfigured("no such luck")


def test_real_use_refuses_demo_data(
    production: Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    market.fill(production, tmp_path_factory)

    refused = production.run("serve")

    assert refused.returncode == 2
    assert "QNECTOR_DATA_DIR" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_demo_is_loaded_once_and_anew_only_when_asked(production: Server) -> None:
    assert production.run("demo").returncode == 0

    again = production.run("demo")
    anew = production.run("demo", "--reset")

    assert again.returncode == 2
    assert "--reset" in again.stderr
    assert anew.returncode == 0


def test_the_first_operator_comes_in_by_a_link_that_works_once(production: Server) -> None:
    assert production.run("migrate").returncode == 0
    made = production.run("create-operator", "boss@example.co.kr")
    link = made.stdout.split()[-1]
    production.start()
    try:
        _come_in(production, link)
    finally:
        production.stop()


def _come_in(server: Server, link: str) -> None:
    token = link.partition("token=")[2]
    origin = {"Origin": server.url}
    form = {"token": token, "password": "길고-좋은-비밀번호", "again": "길고-좋은-비밀번호"}
    url = f"{server.url}/auth/set-password"
    for _ in range(2):
        # Mail scanners look at links; looking uses nothing up.
        assert httpx.get(url, params={"token": token}).status_code == 200
    assert httpx.post(url, data={**form, "password": "12345678"}, headers=origin).status_code == 422

    done = httpx.post(url, data=form, headers=origin)
    again = httpx.post(url, data=form, headers=origin)
    inside = httpx.post(
        f"{server.url}/auth/login",
        data={"email": "boss@example.co.kr", "password": form["password"]},
        headers=origin,
    )

    assert (done.status_code, again.status_code) == (303, 404)
    assert (inside.status_code, inside.headers["location"]) == (303, "/operator")


def test_it_answers_whether_it_is_alive_and_ready(production: Server) -> None:
    assert production.run("migrate").returncode == 0
    production.start()
    try:
        assert httpx.get(f"{production.url}/api/health").json() == {"status": "ok"}
        ready = httpx.get(f"{production.url}/api/ready")
        assert (ready.status_code, ready.json()["database"]) == (200, True)
    finally:
        production.stop()


def test_it_is_not_ready_before_the_migrations(production: Server) -> None:
    production.start()
    try:
        ready = httpx.get(f"{production.url}/api/ready")
        assert (ready.status_code, ready.json()["database"]) == (503, False)
    finally:
        production.stop()


def test_the_doctor_names_what_is_wrong(production: Server) -> None:
    assert production.run("migrate").returncode == 0

    healthy = production.run("doctor").stdout
    production.env["QNECTOR_SECRET_KEY"] = "short"
    ill = production.run("doctor")

    assert "ok    database: sqlite" in healthy
    assert "ok    audit log: 0 entries in 0 chains, all whole" in healthy
    assert "ok    secret key" in healthy
    assert "FAIL  secret key" in ill.stdout
    assert ill.returncode == 1

"""Chapters 10 to 16: keys, settings, logs, dependencies. Statements 56 to 63."""

import asyncio
import json
import re
from pathlib import Path

import httpx
import pytest
from packaging.version import Version
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.cli import build, hardening
from qnector.cli.serve import serve
from qnector.core import clock, secrets, settings
from qnector.core.actor import Actor
from qnector.core.errors import NotAllowed
from qnector.core.settings import Misconfigured, Settings
from qnector.domain.audit import service as audit
from qnector.domain.audit import verifying
from qnector.domain.audit.models import AuditEntry
from qnector.domain.services import service as services
from qnector.domain.services.models import ServiceKey
from qnector.outside import fetch
from qnector.web.policy import SECRET_NAME
from scripts import sbom
from tests.attack import payloads
from tests.conftest import SECRET
from tests.security import wire
from tests.security.conftest import BUYER, ORIGIN, PASSWORD, STRANGER, Shop
from tests.support.server import Server, free_port
from tests.world import World

NEW_SECRET = "another-secret-for-tests-" + "y" * 24
# Chapter 3 of the study: below these versions something is known.
FLOORS = {
    "reflex": "0.10.1", "starlette": "1.3.0", "granian": "2.7.4", "python-engineio": "4.13.2",
    "python-multipart": "0.0.30", "python-socketio": "5.14.0", "cryptography": "45.0.0",
    "pyjwt": "2.10.0", "pillow": "11.3.0",
}  # fmt: skip
LEAKS = re.compile(
    r"Traceback|File \"|site-packages|\.py\b|SELECT |INSERT |sqlalchemy|psycopg|/work/|/root/"
)


def test_s56_keys_of_services_open_only_with_the_key_and_survive_its_rotation(
    session: Session, world: World
) -> None:
    operator = world.operator
    services.save(session, operator, "nts.key", "the-key-of-the-tax-office")
    session.flush()
    sealed = session.execute(select(ServiceKey.sealed)).scalar_one()
    assert "tax-office" not in sealed

    settings.use(secret_key=NEW_SECRET)
    assert services.values(session)["nts.key"] == ""
    settings.use(secret_key=NEW_SECRET, old_secret_keys=(SECRET,))
    assert services.values(session)["nts.key"] == "the-key-of-the-tax-office"
    services.reseal(session)
    session.flush()
    settings.use(secret_key=NEW_SECRET, old_secret_keys=())
    assert services.values(session)["nts.key"] == "the-key-of-the-tax-office"


def test_s56_what_is_sealed_for_one_place_opens_nowhere_else() -> None:
    sealed = secrets.seal("value", place="service:nts.key")
    with pytest.raises(NotAllowed):
        secrets.unseal(sealed, place="service:smtp.url")


def test_s57_no_var_that_a_browser_gets_looks_secret(shop: Shop) -> None:
    async def scene() -> str:
        tab = await shop.tab(shop.sign_in(BUYER), page="/account/security")
        await wire.settle(tab)
        return "".join(tab.packets)

    heard = shop.play(scene)
    names = {one.removesuffix("_rx_state_") for one in re.findall(r'"(\w+_rx_state_)"', heard)}
    assert len(names) > 100
    own = names - {"rx_router_session"}  # Reflex's: the token that the page made itself
    assert [one for one in own if SECRET_NAME.search(one) and not one.startswith("demo_")] == []
    assert PASSWORD not in heard
    assert "$2b$" not in heard


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"QNECTOR_ALLOWED_HOSTS": "*"}, "QNECTOR_ALLOWED_HOSTS"),
        ({"QNECTOR_ALLOWED_HOSTS": "*.example.kr"}, "QNECTOR_ALLOWED_HOSTS"),
        ({"QNECTOR_PUBLIC_URL": "https://*"}, "QNECTOR_PUBLIC_URL"),
        ({"QNECTOR_PUBLIC_URL": "https://shop.example.kr/path"}, "QNECTOR_PUBLIC_URL"),
        ({"REFLEX_CORS_ALLOWED_ORIGINS": "*"}, "REFLEX_CORS_ALLOWED_ORIGINS"),
        ({"REFLEX_STATE_MANAGER_MODE": "disk"}, "REFLEX_STATE_MANAGER_MODE"),
        ({"REFLEX_LOGLEVEL": "debug"}, "REFLEX_LOGLEVEL"),
        ({"PYTHONASYNCIODEBUG": "1"}, "PYTHONASYNCIODEBUG"),
        ({"REFLEX_ADD_ALL_ROUTES_ENDPOINT": "1"}, "REFLEX_ADD_ALL_ROUTES_ENDPOINT"),
        ({"QNECTOR_SECRET_KEY": ""}, "QNECTOR_SECRET_KEY"),
    ],
)
def test_s58_a_start_that_would_leave_a_door_open_is_refused(
    tmp_path: Path, monkeypatch, given: dict[str, str], said: str
) -> None:
    env = {
        "PORT": str(free_port()),
        "QNECTOR_DATA_DIR": str(tmp_path / "data"),
        "QNECTOR_SECRET_KEY": SECRET,
        **given,
    }
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    settings.use(settings.read(env))

    with pytest.raises(Misconfigured, match=re.escape(said)):
        serve(should_build=False)
    assert not (tmp_path / "data" / "qnector.db").exists()


def test_s58_a_folder_or_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    folder, key = tmp_path / "data", tmp_path / "key"
    folder.mkdir(mode=0o755)
    key.write_text(SECRET)
    key.chmod(0o644)
    with pytest.raises(Misconfigured, match="chmod 700"):
        hardening.check(Settings(data_dir=folder), {})
    folder.chmod(0o700)
    hardening.check(Settings(data_dir=folder), {})
    with pytest.raises(Misconfigured, match="chmod 400"):
        hardening.check(Settings(data_dir=folder), {"QNECTOR_SECRET_KEY_FILE": str(key)})
    key.chmod(0o400)
    hardening.check(
        Settings(data_dir=folder, public_url=ORIGIN, allowed_hosts=("a.example", "[::1]:80")),
        {"QNECTOR_SECRET_KEY_FILE": str(key), "REFLEX_LOGLEVEL": "warning"},
    )


def test_s58_it_is_said_in_one_sentence_by_the_command_itself(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    server = Server(tmp_path, env={"QNECTOR_DEMO": "0"})
    refused = server.run("serve")
    assert refused.returncode == 2
    assert "chmod 700" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    "path",
    ["/login", "/nowhere", "/auth/set-password?token=%00", "/files/99999999999/400", "/%ff",
     "/auth/social/x/callback?code=%00&state=%00", "/auth/nowhere", "/api/nowhere", "/.env",
     "/qnector/qnector.py", "/..%2fqnector.db", "/data/qnector.db", "/.git/config"],
)  # fmt: skip
def test_s59_no_answer_tells_of_the_inside(shop: Shop, path: str) -> None:
    for method in ("GET", "POST"):
        answer = shop.ask(method, path, headers={"Origin": ORIGIN}, content=b"")
        assert answer.status_code < 500
        if "text/html" not in answer.headers.get("content-type", "") or method == "POST":
            assert not LEAKS.search(answer.text)
        assert "SQLite format" not in answer.text


def test_s59_a_failing_event_tells_of_nothing(shop: Shop) -> None:
    name = next(name for name in payloads.handlers() if name.endswith("orders_state.open_order"))

    async def scene() -> str:
        tab = await shop.tab(shop.sign_in(BUYER), page="/orders")
        for number in ("20260213-000000", "x", "20260213-000000'"):
            tab.send(name, {"number": number})
        await wire.settle(tab)
        return "".join(tab.packets)

    assert not re.search(r"Traceback|sqlalchemy|site-packages", shop.play(scene))


def test_s60_a_failed_login_is_noted_with_who_and_why_and_without_what(shop: Shop) -> None:
    canary = "CANARY-PASSWORD-4714"
    shop.log_in(STRANGER, canary)
    key = shop.sign_in(STRANGER)

    async def scene() -> None:
        tab = await shop.tab(key)
        for name in (one for one in payloads.handlers() if "buyer___orders___state" in one):
            tab.send(name, {"reason": canary, "order_id": canary})
        tab.send(wire.named("operator___users___state____users_state.load"))
        await wire.settle(tab)

    shop.play(scene)
    log = shop.server.log
    assert canary not in log
    denied = [line for line in log.splitlines() if "refused" in line]
    assert denied, log[-3000:]
    assert any("user=" in line and "arguments" in line for line in denied)
    assert re.search(r"login failed: wrong user=\d+", log)
    assert re.search(r"denied \S+: \S+ user=[1-9]", log)
    assert STRANGER not in log


def test_s61_who_looked_at_whose_data_is_written_down(session: Session, world: World) -> None:
    company_id = world.buyer.company_id
    looker = Actor(
        world.operator.user_id, 0, world.operator.side, world.operator.role, is_operator=True
    )
    audit.looked(session, looker, "users", company_id)
    audit.settle(session)
    rows = session.execute(select(AuditEntry).where(AuditEntry.company_id == company_id)).scalars()
    assert [(one.user_id, one.at.date()) for one in rows][-1] == (
        looker.user_id,
        clock.now().date(),
    )


@pytest.mark.parametrize("what", ["delete", "change"])
def test_s61_a_deleted_or_changed_entry_is_found(session: Session, world: World, what) -> None:
    for number in range(5):
        audit.write(session, world.buyer, "login", f"user:{number}")
    audit.settle(session)
    chain = world.buyer.company_id
    assert verifying.verify(session, chain).is_whole
    victim = session.execute(
        select(AuditEntry).where(AuditEntry.company_id == chain).order_by(AuditEntry.id.desc())
    ).scalars().all()[2]  # fmt: skip
    if what == "delete":
        session.delete(victim)
    else:
        mine = update(AuditEntry).where(AuditEntry.id == victim.id)
        session.execute(mine.values(detail="it was somebody else"))
    session.flush()
    session.expire_all()
    assert not verifying.verify(session, chain).is_whole


def test_s62_every_dependency_is_pinned_with_its_hash_and_none_is_known_to_be_bad() -> None:
    text = (build.ROOT / "requirements.txt").read_text(encoding="utf-8")
    packages = {one["name"]: one for one in sbom.python_packages(text)}
    pins = re.findall(r"^[A-Za-z0-9]", text, re.MULTILINE)
    assert len(packages) == len(pins) > 40
    assert [name for name, one in packages.items() if not one["hashes"]] == []
    assert "index-url" not in text
    assert "find-links" not in text
    old = {
        name: packages[name]["version"]
        for name, floor in FLOORS.items()
        if Version(packages[name]["version"]) < Version(floor)
    }
    assert old == {}


def test_s62_the_bill_of_materials_names_everything_of_both_locks() -> None:
    made = sbom.bill()
    lock = json.loads((build.ROOT / "reflex.lock" / "package-lock.json").read_text())
    refs = {one["purl"] for one in made["components"]}
    assert made["bomFormat"] == "CycloneDX"
    assert "pkg:pypi/reflex@0.10.1" in refs
    assert {f"pkg:npm/react@{lock['packages']['node_modules/react']['version']}"} <= refs
    unpinned = [path for path, one in lock["packages"].items() if path and not one.get("integrity")]
    assert unpinned == []


INNER = (
    "127.0.0.1", "169.254.169.254", "::1", "10.1.2.3", "172.16.0.1", "192.168.1.1",
    "100.64.0.1",
    "0.0.0.0", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "fe80::1", "fc00::1",
    "224.0.0.1",
)  # fmt: skip


@pytest.mark.parametrize("address", INNER)
def test_s63_no_picture_is_read_from_inside_whatever_the_name(address: str) -> None:
    asked = []

    async def resolve(name: str) -> list[str]:
        """A name that is public at first and inside at the second look (rebinding)."""
        asked.append(name)
        return ["93.184.215.14", address] if len(asked) == 1 else [address]

    written = f"[{address}]" if ":" in address else address
    for url in ("https://pictures.example/x.png", f"https://{written}/x.png"):
        with pytest.raises(fetch.Refused):
            asyncio.run(fetch.picture(url, resolve=resolve))
    assert not fetch.is_public(address)


@pytest.mark.parametrize(
    "url", ["http://pictures.example/x", "file:///etc/passwd", "https://a@127.0.0.1/",
            "gopher://x",
            "https://pictures.example:22/", "https://pictures.example\\@127.0.0.1/",
            "//127.0.0.1/x"],
)  # fmt: skip
def test_s63_only_https_on_its_own_port_is_asked(url: str) -> None:
    async def resolve(_name: str) -> list[str]:
        return ["93.184.215.14"]

    with pytest.raises(fetch.Refused):
        asyncio.run(fetch.picture(url, resolve=resolve, transport=httpx.MockTransport(_never)))


def _never(_request: httpx.Request) -> httpx.Response:
    raise AssertionError("this should not be asked")


def test_s63_nothing_else_that_a_user_writes_is_an_address_that_we_fetch() -> None:
    """Besides pictures only services are asked whose address the operator set; no redirects."""
    fetching = re.compile(r"httpx\.|urlopen|aiohttp|requests\.get")
    where = {
        path.relative_to(build.ROOT / "qnector").parts[0]
        for path in (build.ROOT / "qnector").rglob("*.py")
        if fetching.search(path.read_text(encoding="utf-8"))
    }
    assert where <= {"outside", "fakes", "cli"}
    followed = [
        str(path)
        for path in (build.ROOT / "qnector" / "outside").rglob("*.py")
        if "follow_redirects=True" in path.read_text(encoding="utf-8")
    ]
    assert followed == []

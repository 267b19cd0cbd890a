"""연동 키 설정: kept by a plain form, never shown again, and really asked."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from qnector.core import clock, db, settings
from qnector.core.errors import QnectorError
from qnector.domain.accounts.models import LoginSession, User
from qnector.domain.audit.models import AuditEntry
from qnector.domain.services import rules
from qnector.domain.services import service as services
from qnector.domain.services.models import ServiceKey
from qnector.fakes import google, juso, kakao, nts
from qnector.outside import oauth
from qnector.screens.operator.outbox.state import OutboxState
from qnector.screens.operator.outbox.state import pace as tests_pace
from qnector.screens.operator.services.state import ServicesState
from qnector.screens.operator.services.state import pace as checks_pace
from qnector.web.guard import REAUTH
from qnector.web.operator import mailing, probes
from tests.support.fakes import running
from tests.support.mailbox import mailbox
from tests.web.conftest import play
from tests.web.rig import Rig
from tests.web.test_auth import HASH, Browser

SCREEN = "/operator/services"
OPERATOR = "operator@qnector.test"
SECRET = "a-key-nobody-may-read-again"


@pytest.fixture(autouse=True)
def _anew():
    oauth.forget()
    checks_pace.forget()
    tests_pace.forget()


@pytest.fixture
def people(market):
    db.write_now(lambda s: s.execute(update(User).values(password_hash=HASH)))
    return market


async def operating(folder) -> Browser:
    browser = Browser(folder)
    await browser.log_in(email=OPERATOR)
    return browser


def kept() -> dict[str, str]:
    return db.read_now(services.values)


def put(market, **values: str) -> None:
    for name, value in values.items():
        db.write_now(services.save, market.operator, name.replace("_", ".", 1), value)


def test_a_posted_key_is_kept_sealed(people, tmp_path) -> None:
    async def scene() -> None:
        browser = await operating(tmp_path)
        answer = await browser.post("/auth/services", **{"nts.key": f"  {SECRET} "})

        assert answer.headers["location"] == f"{SCREEN}?saved=nts"
        assert kept()["nts.key"] == SECRET
        sealed = db.read_now(lambda s: s.execute(select(ServiceKey.sealed)).scalar_one())
        assert SECRET not in sealed
        details = db.read_now(lambda s: s.execute(select(AuditEntry.detail)).scalars().all())
        assert SECRET not in str(details)

    play(scene)


@pytest.mark.parametrize("form", [{"nts.key": "  "}, {"smtp.url": ""}])
def test_a_form_without_any_value_says_so(people, tmp_path, form) -> None:
    async def scene() -> None:
        (name,) = form
        browser = await operating(tmp_path)
        answer = await browser.post("/auth/services", **form)

        assert answer.headers["location"] == f"{SCREEN}?at={name}&error=nothing"
        assert rules.PROBLEMS["nothing"] == "바꿀 값을 입력해 주세요."

    play(scene)


def test_an_empty_field_keeps_what_is_there(people, tmp_path) -> None:
    put(people, google_client_id="the-id", google_client_secret=SECRET)

    async def scene() -> None:
        browser = await operating(tmp_path)
        await browser.post(
            "/auth/services", **{"google.client_id": "another", "google.client_secret": ""}
        )
        assert kept()["google.client_id"] == "another"
        assert kept()["google.client_secret"] == SECRET

    play(scene)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("https://mail.test", "smtp_scheme"),
        ("smtp://", "smtp_host"),
        ("smtp://mail.test:0", "smtp_port"),
        ("smtp://mail.test:99999", "smtp_port"),
        ("smtp://mail.test:465", "smtp_tls"),
        ("smtp://mail.test:mail?from=no-reply@x.test", "smtp_port"),
        ("smtp://[::1", "smtp_host"),
        ("smtp://user:pa#ss@mail.test:587", "smtp_signs"),
        ("smtp://user:pa/ss@mail.test:587?from=no-reply@x.test", "smtp_signs"),
        ("smtp://user:pa?ss@mail.test:587?from=no-reply@x.test", "smtp_signs"),
        ("smtp://user:pa?a=b&c@mail.test:587", "smtp_signs"),
        ("smtp://user:12#ss@mail.test", "smtp_signs"),
        ("smtp://user@x.test:12/ss@mail.test", "smtp_signs"),
        ("smtps://user:pa[ss@mail.test", "smtp_signs"),
        ("smtp://user:비밀번호@mail.test:587", "smtp_ascii"),
        ("smtp://user:%ED%95%9C@mail.test:587", "smtp_ascii"),
        ("smtp://나%40x.test:secret@mail.test:587", "smtp_ascii"),
        ("smtp://user:%0D%0ARCPT@mail.test:587", "smtp_ascii"),
        ("smtp://user:%FF@mail.test:587", "smtp_ascii"),
        ("smtp://mail.test?from=nobody", "smtp_from"),
        ("smtp://mail.test?from=no..reply@x.test", "smtp_from"),
        ("smtp://mail.test/\r\nRCPT", "letters"),
        ("smtp://mail test", "space"),
        ("smtp://" + "a" * 1000, "long"),
    ],
)
def test_a_wrong_address_is_not_kept_and_not_repeated(people, tmp_path, value, why) -> None:
    async def scene() -> None:
        browser = await operating(tmp_path)
        answer = await browser.post("/auth/services", **{"smtp.url": value, "nts.key": SECRET})

        assert answer.headers["location"] == f"{SCREEN}?at=smtp.url&error={why}"
        assert kept()["smtp.url"] == kept()["nts.key"] == ""

    play(scene)
    assert why in rules.PROBLEMS


@pytest.mark.parametrize(
    "value",
    [
        "smtp://u%40x:p@mail.test:587?from=no-reply@x.test",
        "smtp://u@x.test:p%23%2F%3F%25@mail.test:587/?from=no-reply@x.test",
        "smtps://mail.test",
        "smtp://10.0.0.5:25",
        "smtp://mail_relay:25",
        "smtp://u:p%20w%7E@mail-relay_1.internal:2525",
    ],
)
def test_a_right_address_is_kept(value: str) -> None:
    assert rules.problem("smtp.url", value) == ""


def test_it_needs_a_password_that_was_just_given_and_an_operator(people, tmp_path) -> None:
    async def scene() -> None:
        nobody = await Browser(tmp_path).post("/auth/services", **{"nts.key": SECRET})
        buyer = Browser(tmp_path)
        await buyer.log_in(email="owner@hanbit.test")
        theirs = await buyer.post("/auth/services", **{"nts.key": SECRET})
        browser = await operating(tmp_path)
        long_ago = clock.now() - REAUTH - timedelta(seconds=5)
        db.write_now(lambda s: s.execute(update(LoginSession).values(reauthenticated_at=long_ago)))
        late = await browser.post("/auth/services", **{"nts.key": SECRET})

        assert nobody.headers["location"] == "/login"
        assert theirs.headers["location"] == "/dashboard"
        assert late.headers["location"].startswith("/reauth?next=")
        assert kept()["nts.key"] == ""

    play(scene)


async def act(rig: Rig, key: str, handler: Any, path: str = SCREEN) -> str:
    try:
        await rig.fire(handler, key=key, path=path)
    except QnectorError as refusal:
        return refusal.sentence
    return ""


def test_the_screen_says_what_is_set_and_never_what_it_is(market, app, keys) -> None:
    settings.use(juso_key="from-the-environment")
    put(market, nts_key=SECRET, google_client_id="shown-id", google_client_secret=SECRET)

    async def scene() -> None:
        async with Rig(app) as rig:
            await act(rig, keys.operator, ServicesState.load, f"{SCREEN}?saved=nts")
            slots = rig.seen("slots")[-1]
            assert (slots["nts.key"]["source"], slots["nts.key"]["is_set"]) == (
                "이 화면에서 등록", True,
            )  # fmt: skip
            assert slots["nts.key"]["note"].endswith("· 운영자")
            assert slots["juso.key"]["source"] == "환경 변수"
            assert not slots["kakao.client_id"]["is_set"]
            assert slots["google.client_id"]["shown"] == "shown-id"
            assert rig.seen("callbacks")[-1]["google"].endswith("/auth/social/google/callback")
            assert SECRET not in str(rig.deltas)
            assert "from-the-environment" not in str(rig.deltas)

    play(scene)


def test_what_an_older_secret_sealed_is_said(market, app, keys) -> None:
    put(market, nts_key=SECRET)
    settings.use(secret_key="another-secret-" + "y" * 40)
    operator = db.read_now(services.states, market.operator)
    assert [one.is_readable for one in operator if one.name == "nts.key"] == [False]


def test_keys_are_forgotten(market, app, keys) -> None:
    put(market, google_client_id="id", google_client_secret=SECRET, nts_key="stays")

    async def scene() -> None:
        async with Rig(app) as rig:
            await act(rig, keys.operator, ServicesState.load)
            await act(rig, keys.operator, ServicesState.forget("google"))
            assert not rig.seen("in_console")[-1]["google"]
            assert kept()["google.client_id"] == ""
            assert kept()["nts.key"] == "stays"

    play(scene)


@pytest.mark.parametrize("name", ["buyer", "seller", "stranger", ""])
def test_nobody_else_reaches_it(market, app, keys, name: str) -> None:
    put(market, nts_key=SECRET)
    key = getattr(keys, name) if name else ""

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(key, path=SCREEN)
            for handler in (
                ServicesState.load, ServicesState.edit("nts"), ServicesState.forget("nts"),
                ServicesState.check("nts"), OutboxState.load, OutboxState.send_failed,
                OutboxState.test, OutboxState.send_again(1),
            ):  # fmt: skip
                await act(rig, key, handler)
            assert rig.seen("slots")[1:] == []
            assert "callback" not in str([v for v in rig.seen("callbacks") if v.get("google")])

    play(scene)
    assert kept()["nts.key"] == SECRET


def test_without_a_key_nobody_is_asked(market) -> None:
    async def scene() -> None:
        for code in ("nts", "juso", "google", "kakao", "smtp"):
            outcome = await probes.ask(code)
            assert not outcome.is_fine
            assert "먼저 등록해 주세요" in outcome.sentence

    play(scene)


@pytest.mark.parametrize(
    ("code", "module", "base"), [("nts", nts, "nts_base_url"), ("juso", juso, "juso_base_url")]
)
def test_a_key_is_tried(market, code: str, module: Any, base: str) -> None:
    with running(module) as fake:
        settings.use(**{base: fake.url})

        async def scene() -> None:
            put(market, **{f"{code}_key": fake.key})
            assert (await probes.ask(code)).is_fine
            put(market, **{f"{code}_key": "wrong"})
            refused = await probes.ask(code)
            assert not refused.is_fine
            assert "받아들이지 않았어요" in refused.sentence
            fake.fail("503", "503", "503")
            assert "답이 없어요" in (await probes.ask(code)).sentence
            assert "wrong" not in refused.sentence

        play(scene)


@pytest.mark.parametrize(("code", "module"), [("google", google), ("kakao", kakao)])
def test_a_client_is_tried(market, code: str, module: Any) -> None:
    with running(module) as fake:
        settings.use(**{f"{code}_base_url": fake.url})

        async def scene() -> None:
            client_id = module.CLIENT_ID
            secret = module.SECRET
            put(market, **{f"{code}_client_id": client_id, f"{code}_client_secret": secret})
            assert (await probes.ask(code)).is_fine
            put(market, **{f"{code}_client_secret": "wrong"})
            assert "받아들이지 않았어요" in (await probes.ask(code)).sentence

        play(scene)


def test_the_mail_server_is_tried_and_a_test_mail_goes(market, app, keys) -> None:
    with mailbox(user="us", password="secret") as box:
        right = box.url.replace("smtp://", "smtp://us:secret@")

        async def scene() -> None:
            async with Rig(app) as rig:
                put(market, smtp_url=box.url.replace("smtp://", "smtp://us:wrong@"))
                wrong = await probes.ask("smtp")
                assert not wrong.is_fine
                assert "SMTP 아이디와 비밀번호" in wrong.sentence
                put(market, smtp_url=right)
                asked = await probes.ask("smtp")
                assert asked.is_fine
                assert asked.sentence == "연결하고 로그인했어요. 메일은 암호화하지 않고 보내요."
                assert box.mails == []
                await act(rig, keys.operator, OutboxState.load, "/operator/outbox")
                assert "secret" not in rig.seen("mails_go")[-1]
                await act(rig, keys.operator, OutboxState.test, "/operator/outbox")
                assert len(box.mails) == 1

        play(scene)


def test_without_a_server_the_test_mail_is_a_file(market, tmp_path) -> None:
    async def scene() -> None:
        outcome = await mailing.test("me@x.test")
        assert outcome.is_fine
        assert "파일로" in outcome.sentence
        assert len(list((tmp_path / "mail").glob("*.eml"))) == 1

    play(scene)


def test_where_mails_go_names_no_password() -> None:
    said = mailing.where_mails_go("smtp://user:pass-word@mail.test:2525")
    assert "mail.test:2525" in said
    assert "pass-word" not in said
    assert "user" not in said


@pytest.mark.parametrize(
    ("url", "how"),
    [
        ("smtps://mail.test", "mail.test:465 (TLS)"),
        ("smtp://user:pass@mail.test", "mail.test:587 (STARTTLS)"),
        ("smtp://mail.test:25", "mail.test:25 (지원할 때만 STARTTLS)"),
        ("smtp://user:pass@localhost:25", "localhost:25 (지원할 때만 STARTTLS)"),
    ],
)
def test_where_mails_go_says_whether_they_may_go_in_the_clear(url: str, how: str) -> None:
    assert how in mailing.where_mails_go(url)


def test_a_server_without_password_and_tls_is_told_as_it_is(market) -> None:
    async def scene() -> None:
        with mailbox() as box:
            put(market, smtp_url=box.url)
            asked = await probes.ask("smtp")
        assert asked.sentence == "연결했어요. 메일은 암호화하지 않고 보내요."

    play(scene)

"""GET and POST /auth/invite: looking uses nothing up, joining does."""

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import db, secrets
from qnector.core.actor import Role
from qnector.domain.accounts import team
from qnector.domain.accounts.models import User
from qnector.domain.messages.models import Kind, Message
from qnector.web.doors import passwords
from qnector.web.doors.turnstile import Guesses, Turnstile
from tests.web.browser import Browser
from tests.web.conftest import play

WORD = "여섯 마리 고래가 웃는다"
NEW = "new@hanbit.test"
GOOD = {"name": "새 직원", "password": WORD, "again": WORD, "agreed": "1"}


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch) -> None:
    monkeypatch.setattr(passwords, "turnstile", Turnstile())
    monkeypatch.setattr(passwords, "guesses", Guesses())
    dear = secrets.hash_password
    monkeypatch.setattr(secrets, "hash_password", lambda password: dear(password, cost=4))


@pytest.fixture
def token(market) -> str:
    db.write_now(team.invite, market.buyer, NEW, Role.STAFF)

    def sent(session: Session) -> str:
        values = session.execute(select(Message.values).where(Message.kind == Kind.INVITE))
        link = secrets.unseal(values.scalar_one()["link"], place="message:link")
        return str(link.partition("token=")[2])

    return db.read_now(sent)


def user() -> User:
    return db.read_now(lambda s: s.execute(select(User).where(User.email == NEW)).scalar_one())


def test_looking_shows_who_and_uses_nothing_up(token: str, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        for _ in range(2):
            answer = await browser.client.get(f"/auth/invite?token={token}")
            assert answer.status_code == 200
            assert "한빛상회에 초대받았어요" in answer.text
            assert NEW in answer.text
        assert answer.headers["cache-control"] == "no-store"

    play(scene)


def test_joining_leads_to_the_login_that_works(token: str, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        answer = await browser.post("/auth/invite", token=token, **GOOD)
        assert answer.headers["location"] == "/login?done=invited"
        assert user().name == "새 직원"

        answer = await browser.log_in(email=NEW, password=WORD)
        assert answer.headers["location"] == "/dashboard"
        assert (await browser.who()).actor.role is Role.STAFF

    play(scene)


def test_it_works_once(token: str, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.post("/auth/invite", token=token, **GOOD)
        again = await browser.post("/auth/invite", token=token, **{**GOOD, "name": "딴 사람"})
        assert again.status_code == 404
        assert user().name == "새 직원"
        assert (await browser.client.get(f"/auth/invite?token={token}")).status_code == 404

    play(scene)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "성명을"),
        ({"password": "짧다", "again": "짧다"}, "8자 이상"),
        ({"again": "다른 고래"}, "서로 달라요"),
        ({"agreed": ""}, "동의해 주세요"),
    ],
)
def test_what_is_wrong_is_said_and_the_name_kept(token: str, tmp_path, wrong, sentence) -> None:
    async def scene() -> None:
        form = {**GOOD, "name": '새 "직원" <b>', **wrong}
        answer = await Browser(tmp_path).post("/auth/invite", token=token, **form)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert "<b>" not in answer.text
        assert WORD not in answer.text
        if form["name"]:
            assert "새 &quot;직원&quot; &lt;b&gt;" in answer.text
        assert user().password_hash == ""

    play(scene)


@pytest.mark.parametrize("wrong", ["", "x", "x" * 43, "x" * 5000, "' OR 1=1 --"])
def test_a_link_that_is_none_is_dead(market, tmp_path, wrong: str) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        shown = await browser.client.get("/auth/invite", params={"token": wrong})
        assert shown.status_code == 404
        assert (await browser.post("/auth/invite", token=wrong, **GOOD)).status_code == 404

    play(scene)


def test_who_is_invited_cannot_sign_in_before(token: str, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        await browser.log_in(email=NEW, password="")
        await browser.log_in(email=NEW, password=WORD)
        assert await browser.who() is None

    play(scene)


def test_another_site_cannot_send_it(token: str, tmp_path) -> None:
    async def scene() -> None:
        browser = Browser(tmp_path)
        answer = await browser.client.post("/auth/invite", data={"token": token, **GOOD})
        assert answer.status_code == 403
        assert user().password_hash == ""

    play(scene)

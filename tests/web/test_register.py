"""회원가입 over plain HTTP: the visit, the password's way, the mail's link."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import func, select, update
from sqlmodel import Session

from qnector.core import clock, db, secrets, settings
from qnector.domain.accounts import registration
from qnector.domain.accounts.models import Company, OneTimeLink, User, Verification
from qnector.domain.messages.models import Message
from qnector.fakes import nts as pretended
from qnector.web import business_check, visits
from qnector.web.doors import passwords, recovery, register
from qnector.web.pace import Pace
from tests.domain.accounts.signup import (
    ACCOUNT,
    BUSINESS,
    CONFIRMED,
    EMAIL,
    HASH,
    mails,
    token_of,
)
from tests.support.fakes import Running, running
from tests.web.browser import Browser
from tests.web.conftest import play

PASSWORD = "sunny morning bakery"
FORM = {**ACCOUNT, "password": PASSWORD, "again": PASSWORD}
VISIT_COOKIE = "qnector_visit"
TAKEN = "owner@hanbit.test"


@pytest.fixture(autouse=True)
def _quick(monkeypatch) -> None:
    """bcrypt at its full cost and even answers are proven elsewhere."""

    async def hashed(password: str) -> str:
        return HASH

    monkeypatch.setattr(passwords, "hashed", hashed)
    monkeypatch.setattr(recovery, "EVEN_SECONDS", 0)
    monkeypatch.setattr(register, "pace", Pace(burst=20, rate=0))
    visits.beginning.forget()
    visits.typing.forget()
    business_check.pace.forget()
    business_check.together.forget()


@pytest.fixture
def office(market) -> Iterator[Running]:
    with running(pretended) as made:
        settings.use(nts_key=made.key, nts_base_url=made.url)
        yield made


class Newcomer(Browser):
    """A browser that has been at /register and typed 사업자 정보."""

    async def come(self, path: str = "/register") -> httpx.Response:
        return await self.client.get(path)

    @property
    def visit(self) -> str:
        return secrets.sha256_text(self.client.cookies.get(VISIT_COOKIE, ""))

    async def begin(self, **changes: str) -> "Newcomer":
        await self.come()
        await db.write(registration.keep, self.visit, {**BUSINESS, **changes})
        return self

    async def register(self, **changes: str) -> httpx.Response:
        return await self.post("/auth/register", **{**FORM, **changes})

    def draft(self) -> registration.Draft:
        return db.read_now(registration.look, self.visit)


def where(answer: httpx.Response) -> str:
    assert answer.status_code == 303
    return answer.headers["location"]


def count(kind: type) -> int:
    return db.read_now(lambda s: s.execute(select(func.count()).select_from(kind)).scalar_one())


def user(email: str = EMAIL) -> User | None:
    return db.read_now(lambda s: s.execute(select(User).where(User.email == email)).scalar())


def test_the_page_gives_a_visit_once(market, tmp_path) -> None:
    async def scene() -> None:
        browser = Newcomer(tmp_path)
        first = await browser.come()
        said = first.headers["set-cookie"].lower()
        assert said.startswith("qnector_visit=")
        assert "httponly" in said
        assert "samesite=lax" in said
        assert "domain" not in said
        assert first.headers["cache-control"] == "no-store"

        assert "set-cookie" not in (await browser.come("/register?step=2")).headers
        assert "set-cookie" not in (await Newcomer(tmp_path).come("/login")).headers

    play(scene)


def test_the_visit_is_secure_under_https(market, tmp_path) -> None:
    settings.use(public_url="https://qnector.test")

    async def scene() -> None:
        answer = await Newcomer(tmp_path, "https://qnector.test").come()
        said = answer.headers["set-cookie"]
        assert said.startswith("__Host-qnector_visit=")
        assert "Secure" in said

    play(scene)


def test_it_signs_up_and_proves_the_address(office, tmp_path) -> None:
    async def scene() -> None:
        browser = await Newcomer(tmp_path).begin()
        assert where(await browser.register()) == "/register?step=3"
        assert (user().password_hash, user().email_verified_at) == (HASH, None)
        assert browser.draft().sent_to == EMAIL

        token = db.read_now(token_of)
        page = await browser.client.get(f"/auth/verify?token={token}")
        assert page.status_code == 200
        assert "새싹마트" in page.text
        assert user().email_verified_at is None

        answer = await browser.post("/auth/verify", token=token)
        assert where(answer) == "/login?done=verified"
        assert user().email_verified_at is not None

    play(scene)


def test_the_company_is_checked_when_the_answer_is_not_there_yet(office, tmp_path) -> None:
    async def scene() -> None:
        await (await Newcomer(tmp_path).begin()).register()
        company = db.read_now(lambda s: s.get(Company, user().company_id))
        assert company.verification is Verification.VERIFIED
        assert len(office.fake.asked) == 1

    play(scene)


def test_an_answer_that_was_given_is_not_asked_for_again(office, tmp_path) -> None:
    async def scene() -> None:
        browser = await Newcomer(tmp_path).begin()
        await db.write(registration.keep_check, browser.visit, CONFIRMED)
        assert where(await browser.register()) == "/register?step=3"
        assert office.fake.asked == []

    play(scene)


@pytest.mark.parametrize("faults", [["500", "500"], ["html"], ["429"]])
def test_silence_of_the_tax_office_stops_nobody(office, tmp_path, faults) -> None:
    office.fail(*faults)

    async def scene() -> None:
        browser = await Newcomer(tmp_path).begin()
        assert where(await browser.register()) == "/register?step=3"
        company = db.read_now(lambda s: s.get(Company, user().company_id))
        assert (company.verification, company.checked_at) == (Verification.UNVERIFIED, None)

    play(scene)


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"business_number": "0008100085"}, "business_number", "휴업"),
        ({"business_number": "0008100090"}, "business_number", "폐업자 (2024-06-30)"),
        ({"representative_name": "김철수"}, "opened_on", "확인할 수 없습니다"),
    ],
)
def test_a_clear_no_leads_back_to_the_first_step(office, tmp_path, changes, field, word) -> None:
    async def scene() -> None:
        browser = await Newcomer(tmp_path).begin(**changes)
        assert where(await browser.register()) == "/register"
        assert browser.draft().problem[0] == field
        assert word in browser.draft().problem[1]
        assert user() is None

    play(scene)


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"email": "nobody"}, "email", "이메일 형식"),
        ({"password": "short", "again": "short"}, "password", "8자 이상"),
        ({"password": "1q2w3e4r!", "again": "1q2w3e4r!"}, "password", "흔한"),
        ({"password": EMAIL, "again": EMAIL}, "password", "흔한"),
        ({"password": "가" * 129, "again": "가" * 129}, "password", "128자"),
        ({"again": "something else"}, "again", "서로 달라요"),
        ({"person": ""}, "person", "이름을 입력"),
        ({"side": "operator"}, "side", "사용자 유형"),
        ({"terms": ""}, "terms", "이용약관"),
        ({"privacy": ""}, "privacy", "개인정보"),
    ],
)
def test_it_says_what_is_wrong_and_keeps_the_rest(market, tmp_path, changes, field, word) -> None:
    async def scene() -> None:
        browser = await Newcomer(tmp_path).begin()
        assert where(await browser.register(**changes)) == "/register?step=2"
        draft = browser.draft()
        assert draft.problem[0] == field
        assert word in draft.problem[1]
        typed = ACCOUNT | {k: v for k, v in changes.items() if k in ACCOUNT}
        assert draft.values == BUSINESS | typed
        assert user() is None

    play(scene)


def test_a_password_is_kept_nowhere(market, tmp_path) -> None:
    async def scene() -> None:
        browser = await Newcomer(tmp_path).begin()
        await browser.register(again="another one")
        await browser.register()
        kept = db.read_now(lambda s: str(s.connection().exec_driver_sql(
            "SELECT * FROM registrations").all()))  # fmt: skip
        assert PASSWORD not in kept
        assert HASH not in kept
        assert "another one" not in kept

    play(scene)


def test_a_taken_address_gets_the_same_answer(market, tmp_path) -> None:
    async def scene() -> None:
        free, taken = Newcomer(tmp_path), Newcomer(tmp_path)
        answers = [
            await (await free.begin()).register(),
            await (await taken.begin()).register(email=TAKEN),
        ]
        assert [where(one) for one in answers] == ["/register?step=3"] * 2
        assert answers[0].text == answers[1].text
        assert count(Company) == 5
        assert [one.kind for one in db.read_now(mails, TAKEN)] == ["email_taken"]

    play(scene)


def test_without_a_visit_it_begins_anew(market, tmp_path) -> None:
    async def scene() -> None:
        assert where(await Newcomer(tmp_path).register()) == "/register"
        assert user() is None

    play(scene)


def test_somebody_elses_form_is_refused(market, tmp_path) -> None:
    async def scene() -> None:
        browser = await Newcomer(tmp_path).begin()
        for origin in ("http://evil.test", "null", ""):
            answer = await browser.client.post(
                "/auth/register", data=FORM, headers={"origin": origin} if origin else {}
            )
            assert answer.status_code == 403
        assert user() is None

    play(scene)


def test_who_signs_up_on_and_on_is_told_to_wait(market, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(register, "pace", Pace(burst=2, rate=0))

    async def scene() -> None:
        for number in range(3):
            browser = await Newcomer(tmp_path).begin()
            await browser.register(email=f"owner{number}@sprout.test")
        assert browser.draft().problem == ("", register.TOO_OFTEN)
        assert count(Company) == 4 + 2

    play(scene)


def test_the_link_in_the_mail_never_trusts_the_host_of_a_request(market, tmp_path) -> None:
    settings.use(public_url="https://qnector.test", allowed_hosts=("localhost:3000",))

    async def scene() -> None:
        base = "https://localhost:3000"
        browser = Newcomer(tmp_path, base)
        await browser.come()
        key = browser.client.cookies.get(f"__Host-{VISIT_COOKIE}")
        await db.write(registration.keep, secrets.sha256_text(key), BUSINESS)
        await browser.register()
        mail = db.read_now(mails)[0]
        link = secrets.unseal(mail.values["link"], place="message:link")
        assert urlsplit(link)[:2] == ("https", "qnector.test")

    play(scene)


def test_a_used_link_says_that_it_is_done(market, tmp_path) -> None:
    async def scene() -> None:
        browser = await Newcomer(tmp_path).begin()
        await browser.register()
        token = db.read_now(token_of)
        await browser.post("/auth/verify", token=token)

        again = await browser.post("/auth/verify", token=token)
        assert "이미 인증한 이메일이에요" in again.text
        assert "이미 인증한" in (await browser.client.get(f"/auth/verify?token={token}")).text

    play(scene)


def test_a_dead_link_can_be_had_anew(market, tmp_path) -> None:
    async def scene() -> None:
        browser = await Newcomer(tmp_path).begin()
        await browser.register()
        token = db.read_now(token_of)
        db.write_now(_age_links)

        page = await browser.client.get(f"/auth/verify?token={token}")
        assert page.status_code == 404
        assert "다시 보내기" in page.text
        assert (await browser.post("/auth/verify", token=token)).status_code == 404
        assert (await browser.post("/auth/verify/again", token=token)).status_code == 429

        db.write_now(_age_mails)
        sent = await browser.post("/auth/verify/again", token=token)
        assert "인증 메일을 다시 보냈어요" in sent.text
        assert len(db.read_now(mails)) == 2
        fresh = await browser.post("/auth/verify", token=db.read_now(token_of))
        assert where(fresh) == "/login?done=verified"

    play(scene)


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "<script>alert(1)</script>"])
def test_a_made_up_link_tells_nothing(market, tmp_path, token) -> None:
    async def scene() -> None:
        browser = Newcomer(tmp_path)
        page = await browser.client.get("/auth/verify", params={"token": token})
        assert page.status_code == 404
        assert "<script>" not in page.text
        assert (await browser.post("/auth/verify", token=token)).status_code == 404
        assert (await browser.post("/auth/verify/again", token=token)).status_code == 404

    play(scene)


def test_what_somebody_called_themselves_cannot_write_the_page(market, tmp_path) -> None:
    async def scene() -> None:
        browser = await Newcomer(tmp_path).begin(name='<img src=x onerror="1">"')
        await browser.register()
        page = await browser.client.get(f"/auth/verify?token={db.read_now(token_of)}")
        assert "<img" not in page.text
        assert "&lt;img" in page.text

    play(scene)


def _age_links(session: Session) -> None:
    session.execute(update(OneTimeLink).values(expires_at=clock.now() - timedelta(hours=1)))


def _age_mails(session: Session) -> None:
    session.execute(update(Message).values(created_at=clock.now() - timedelta(minutes=2)))

"""회원가입 through the real guard: what is kept, asked, said; strangers and hostile values."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from qnector.core import db, secrets, settings
from qnector.domain.accounts import enrolling, registration, verifying
from qnector.domain.accounts.checking import Check, Standing
from qnector.domain.accounts.models import Registration
from qnector.fakes import nts as pretended
from qnector.screens.front.register import account_state, state
from qnector.screens.front.register.account_state import AccountState
from qnector.screens.front.register.state import SILENT, RegisterState
from qnector.web import business_check, sessions, visits
from qnector.web.doors import recovery
from qnector.web.pace import Pace
from qnector.web.toasts import Toasts
from tests.domain.accounts.signup import (
    BUSINESS,
    CONFIRMED,
    EMAIL,
    HASH,
    TYPED,
    VISIT,
    mails,
    token_of,
)
from tests.domain.accounts.signup import (
    SILENT as NO_ANSWER,
)
from tests.support.fakes import Running, running
from tests.web.conftest import play
from tests.web.rig import Rig

PATH, SECOND, THIRD = "/register", "/register?step=2", "/register?step=3"


@pytest.fixture(autouse=True)
def _free(monkeypatch) -> None:
    monkeypatch.setattr(recovery, "EVEN_SECONDS", 0)
    monkeypatch.setattr(account_state, "sending", Pace(burst=10, rate=0))
    monkeypatch.setattr(visits, "typing", Pace(burst=300, rate=0))
    monkeypatch.setattr(visits, "beginning", Pace(burst=60, rate=0))
    business_check.pace.forget()
    business_check.together.forget()


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running(pretended) as made:
        yield made


@pytest.fixture
def office(server: Running, market) -> Running:
    server.fake.reset()
    settings.use(nts_key=server.key, nts_base_url=server.url)
    return server


class Newcomer:
    """A browser with a visit at one of the steps."""

    def __init__(self, rig: Rig, visit: str = VISIT) -> None:
        self.rig = rig
        name = sessions.VISITOR
        self.cookie = f"{name}={sessions.refer(visit, name)}" if visit else ""

    async def open(self, path: str = PATH) -> None:
        await self.fire(RegisterState.load, path)
        await self.fire(AccountState.load, path)

    async def fire(self, handler: Any, path: str = PATH) -> None:
        await self.rig.fire(handler, cookie=self.cookie, path=path)

    def change(self, email: str) -> Any:
        """다른 이메일 쓰기, sent."""
        return AccountState.change({"new_email": email, "turn": self.rig.turn(AccountState)})

    def last(self, name: str) -> Any:
        found = self.rig.seen(name)
        return found[-1] if found else None

    def error(self, field: str) -> str:
        return (self.last("errors") or {}).get(field, "")


@pytest.fixture
def scene_of(app, market):
    """Play a scene of one newcomer, who has typed what is given."""

    def run(scene, typed: dict[str, str] | None = None, *, check: Check | None = None, **more):
        if typed is not None:
            db.write_now(registration.keep, VISIT, typed)
        if check is not None:
            db.write_now(registration.keep_check, VISIT, check)

        async def whole() -> None:
            async with Rig(app) as rig:
                newcomer = Newcomer(rig, **more)
                rig.connect()
                await scene(newcomer)

        play(whole)

    return run


def draft() -> registration.Draft:
    return db.read_now(registration.look, VISIT)


def sign_up() -> None:
    db.write_now(registration.keep, VISIT, TYPED)
    claim = registration.claim_of(TYPED)
    db.write_now(enrolling.register, VISIT, HASH, CONFIRMED, claim, address="")


def test_what_is_typed_is_kept(scene_of) -> None:
    async def scene(me: Newcomer) -> None:
        await me.open()
        await me.fire(RegisterState.keep("name", "새싹마트"))
        await me.fire(AccountState.leave("email", EMAIL))
        await me.fire(AccountState.agree("all", True))
        assert draft().values == {
            "name": "새싹마트", "email": EMAIL, "terms": "1", "privacy": "1", "news": "1",
        }  # fmt: skip

    scene_of(scene)


def test_what_was_kept_is_shown_again(scene_of) -> None:
    async def scene(me: Newcomer) -> None:
        await me.open()
        assert me.last("name") == "새싹마트"
        assert me.last("business_number") == "120-88-00767"
        assert me.last("email") == EMAIL
        assert me.last("side") == "both"
        assert me.last("terms") is True

    scene_of(scene, TYPED)


def test_another_visit_shows_nothing(scene_of) -> None:
    async def scene(me: Newcomer) -> None:
        await me.open()
        assert me.last("has_visit") is True
        assert "새싹" not in str(me.rig.deltas)

    scene_of(scene, TYPED, visit=secrets.sha256_text("somebody else"))


def test_without_a_visit_nothing_is_kept(scene_of) -> None:
    async def scene(me: Newcomer) -> None:
        await me.open()
        await me.fire(RegisterState.keep("name", "새싹마트"))
        await me.fire(RegisterState.go_on(BUSINESS))
        await me.fire(AccountState.send_again)
        assert not [one for one in me.rig.seen("has_visit") if one]
        assert db.read_now(lambda s: s.execute(select(Registration)).all()) == []

    scene_of(scene, visit="")


def test_a_forged_visit_is_none(scene_of) -> None:
    async def scene(me: Newcomer) -> None:
        me.cookie = f"{sessions.VISITOR}={VISIT}.forged"
        await me.open()
        assert "새싹" not in str(me.rig.deltas)

    scene_of(scene, TYPED)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1234567890", "사업자 상태: 확인불가. 번호를 다시 확인해 주세요."),
        ("123", "사업자등록번호 10자리를 입력해 주세요."),
        ("120-88-00767", ""),
        ("", ""),
    ],
)
def test_a_number_is_judged_when_its_field_is_left(scene_of, typed, said) -> None:
    async def scene(me: Newcomer) -> None:
        await me.open()
        await me.fire(RegisterState.keep("business_number", typed))
        assert me.error("business_number") == said

    scene_of(scene)


@pytest.mark.parametrize(
    ("number", "said", "error"),
    [
        ("1208800767", "사업자 상태: 계속사업자", ""),
        ("0008100085", "", "휴업 중인 사업자"),
        ("0008100090", "", "폐업자 (2024-06-30)"),
        ("1234567890", "", "확인불가"),
    ],
)
def test_the_tax_office_says_how_a_number_stands(scene_of, office, number, said, error) -> None:
    async def scene(me: Newcomer) -> None:
        await me.open()
        await me.fire(RegisterState.keep("business_number", number))
        await me.fire(RegisterState.check_status)
        assert (me.last("number_said") or "") == said
        assert error in me.error("business_number")
        assert me.last("is_asking") in ("", None)

    scene_of(scene)


@pytest.mark.parametrize(("key", "standing"), [("", "not_asked"), ("on", "unreachable")])
def test_silence_is_said_and_goes_on(scene_of, office, key, standing) -> None:
    settings.use(nts_key=key and office.key)
    office.fail("500", "500")

    async def scene(me: Newcomer) -> None:
        await me.open()
        await me.fire(RegisterState.check_status)
        assert me.last("number_said") == SILENT[Standing(standing)]
        await me.fire(RegisterState.go_on(BUSINESS))
        assert me.rig.led_to() == [SECOND]

    scene_of(scene, BUSINESS)


def test_what_is_true_is_confirmed(scene_of, office) -> None:
    async def scene(me: Newcomer) -> None:
        await me.open()
        await me.fire(RegisterState.verify_business)
        assert (me.last("claim_said"), me.last("is_confirmed")) == ("확인되었어요", True)
        assert draft().check == CONFIRMED
        await me.fire(RegisterState.go_on(BUSINESS))
        assert me.rig.led_to() == [SECOND]
        assert len(office.fake.asked) == 1

    scene_of(scene, BUSINESS)


def test_what_is_not_true_is_said_at_its_field(scene_of, office) -> None:
    wrong = BUSINESS | {"opened_on": "20210101"}

    async def scene(me: Newcomer) -> None:
        await me.open()
        await me.fire(RegisterState.verify_business)
        said = "확인할 수 없습니다. 사업자등록증과 같은지 확인해 주세요."
        assert me.error("opened_on") == said
        await me.fire(RegisterState.go_on(wrong))
        assert me.error("opened_on") == said
        assert me.rig.led_to() == []

    scene_of(scene, wrong)


def test_every_empty_field_is_named(scene_of, office) -> None:
    async def scene(me: Newcomer) -> None:
        await me.open()
        await me.fire(RegisterState.go_on({}))
        found = {name for name, said in me.last("errors").items() if said}
        assert found == set(registration.REQUIRED)
        assert office.fake.asked == []
        assert me.rig.led_to() == []

    scene_of(scene)


def test_who_asks_on_and_on_is_told_to_wait(scene_of, office, monkeypatch) -> None:
    monkeypatch.setattr(business_check, "pace", Pace(burst=1, rate=0))

    async def scene(me: Newcomer) -> None:
        await me.open()
        await me.fire(RegisterState.check_status)
        await me.fire(RegisterState.check_status)
        assert me.last("number_said") == state.WAIT
        assert len(office.fake.asked) == 1

    scene_of(scene, BUSINESS)


@pytest.mark.parametrize(
    ("handler", "word"),
    [
        (RegisterState.check_status, "status"),
        (RegisterState.verify_business, "claim"),
        (RegisterState.go_on(BUSINESS), "next"),
    ],
)
def test_a_button_comes_back_when_the_answer_cannot_be_kept(
    scene_of, office, monkeypatch, handler, word
) -> None:
    async def away(*_: object) -> None:
        raise RuntimeError("the database is away")

    monkeypatch.setattr(business_check, "status", away)
    monkeypatch.setattr(business_check, "verify", away)

    async def scene(me: Newcomer) -> None:
        await me.open()
        with pytest.raises(RuntimeError, match="away"):
            await me.fire(handler)
        await me.fire(Toasts.say("처리하지 못했어요."))  # as it is answered
        assert me.rig.seen("is_asking")[-2:] == [word, ""]

    scene_of(scene, TYPED)


def test_who_goes_on_and_on_asks_no_more_but_may_go_on(scene_of, office, monkeypatch) -> None:
    """Each company asks the tax office anew; beyond the pace it stays 미확인 for the job."""
    monkeypatch.setattr(business_check, "pace", Pace(burst=2, rate=0))

    async def scene(me: Newcomer) -> None:
        await me.open()
        for name in ("새싹마트", "둘째마트", "셋째마트", "넷째마트"):
            await me.fire(RegisterState.go_on({**BUSINESS, "name": name}))
            assert me.rig.led_to()[-1] == SECOND
        asked = [one for one in office.fake.asked if "validate" in one]
        assert len(asked) == 2
        assert draft().check == NO_ANSWER

    scene_of(scene, BUSINESS)


@pytest.mark.parametrize("path", [SECOND, THIRD])
@pytest.mark.parametrize("check", [None, Check(Standing.CLOSED, True, "폐업자")])
def test_nobody_skips_a_step(scene_of, path, check) -> None:
    async def scene(me: Newcomer) -> None:
        await me.open(path)
        assert me.rig.led_to()[:1] == [PATH]

    scene_of(scene, TYPED, check=check)


def test_a_refusal_is_said_at_the_step_it_belongs_to(scene_of) -> None:
    db.write_now(registration.keep_problem, VISIT, ("password", "너무 흔한 비밀번호예요."))

    async def scene(me: Newcomer) -> None:
        await me.open(SECOND)
        assert me.last("step") == 2
        assert me.last("problems")["password"] == "너무 흔한 비밀번호예요."

    scene_of(scene, TYPED, check=NO_ANSWER)


def test_the_mail_can_be_sent_again_and_elsewhere(scene_of) -> None:
    sign_up()

    async def scene(me: Newcomer) -> None:
        await me.open(THIRD)
        assert (me.last("step"), me.last("sent_to"), me.last("wait")) == (3, EMAIL, 60)
        await me.fire(AccountState.send_again, THIRD)
        assert "초 뒤에 다시" in me.last("mail_problem")

        await me.fire(AccountState.open_change, THIRD)
        await me.fire(me.change("nobody"), THIRD)
        assert "이메일 형식" in me.last("change_problem")
        await me.fire(me.change("new@sprout.test"), THIRD)
        assert me.last("sent_to") == "new@sprout.test"
        assert me.last("is_changing") is False
        assert len(db.read_now(mails, "new@sprout.test")) == 1

    scene_of(scene)


def test_once_proven_the_page_leads_to_the_login(scene_of) -> None:
    sign_up()
    db.write_now(verifying.verify_email, db.read_now(token_of), address="")

    async def scene(me: Newcomer) -> None:
        for path in (PATH, SECOND, THIRD):
            await me.open(path)
            assert (me.last("step"), me.last("is_verified")) == (3, True)
        await me.fire(AccountState.send_again, THIRD)
        assert "이미 인증했어요" in me.last("mail_problem")

    scene_of(scene)


def test_another_company_begins_with_an_empty_form(scene_of) -> None:
    sign_up()

    async def scene(me: Newcomer) -> None:
        await me.open(THIRD)
        await me.fire(AccountState.start_over, THIRD)
        assert draft().sent_to == EMAIL, "one under way stays"

        token = db.read_now(token_of)
        db.write_now(verifying.verify_email, token, address="")
        await me.fire(AccountState.start_over, THIRD)
        assert draft() == registration.Draft()
        assert me.rig.led_to()[-1] == PATH

    scene_of(scene)


def test_made_up_visits_have_an_end(scene_of, monkeypatch) -> None:
    monkeypatch.setattr(visits, "beginning", Pace(burst=2, rate=0))

    async def scene(me: Newcomer) -> None:
        for number in range(4):
            other = Newcomer(me.rig, secrets.sha256_text(f"made up {number}"))
            for _ in range(2):  # at a token of another visit the first event only clears it
                await other.fire(RegisterState.keep("name", "새싹마트"))
        rows = db.read_now(lambda s: s.execute(select(Registration.id)).all())
        assert len(rows) == 2

    scene_of(scene)


def test_a_stranger_changes_nothing_of_a_sign_up(scene_of) -> None:
    sign_up()

    async def scene(me: Newcomer) -> None:
        await me.fire(me.change("thief@evil.test"), THIRD)
        await me.fire(AccountState.send_again, THIRD)
        assert draft().sent_to == EMAIL
        assert len(db.read_now(mails)) == 1
        assert db.read_now(mails, "thief@evil.test") == []

    scene_of(scene, visit=secrets.sha256_text("somebody else"))


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("keep", {"field": "password", "text": "x"}),
        ("keep", {"field": "sealed", "text": "x"}),
        ("keep", {"field": "name\n", "text": "x"}),
        ("keep", {"field": "name", "text": 5}),
        ("keep", {"field": "name"}),
        ("go_on", {"form": {**BUSINESS, "check": "x"}}),
        ("go_on", {"form": "x"}),
        ("setvar", {"var_name": "step", "value": 3}),
    ],
)
def test_it_takes_nothing_else(scene_of, name, payload) -> None:
    async def scene(me: Newcomer) -> None:
        await me.open()
        me.rig.forget()
        full = f"{RegisterState.get_full_name()}.{name}"
        await me.rig.call(full, payload, cookie=me.cookie, path=PATH)
        assert draft().values == {}
        assert me.rig.deltas == []

    scene_of(scene)

"""Who may what, how long a session lives, what a password and a business number must be."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from qnector.core.actor import Actor, Role, Side
from qnector.core.errors import Invalid, NotAllowed

STAFF = frozenset(Role)
MANAGERS = frozenset({Role.OWNER, Role.MANAGER})
OWNER = frozenset({Role.OWNER})
BUYER = frozenset({Side.BUYER})
SELLER = frozenset({Side.SELLER})
BOTH = BUYER | SELLER
OPERATOR = frozenset({Side.OPERATOR})


@dataclass(frozen=True, slots=True)
class May:
    """Which roles, on which sides, may do something."""

    roles: frozenset[Role]
    sides: frozenset[Side]


# The whole table (decision 15): the guard, the verbs and the tests read it.
MAY: dict[str, May] = {
    "orders.read": May(STAFF, BOTH),
    "orders.place": May(STAFF, BUYER),
    "orders.request_cancel": May(STAFF, BUYER),
    "orders.accept": May(STAFF, SELLER),
    "orders.ship": May(STAFF, SELLER),
    "orders.complete": May(STAFF, SELLER),
    "orders.cancel": May(MANAGERS, SELLER),
    "orders.answer_cancel": May(MANAGERS, SELLER),
    "orders.release": May(MANAGERS, SELLER),
    "cart.write": May(STAFF, BUYER),
    "addresses.write": May(STAFF, BUYER),
    "products.read": May(STAFF, BOTH),
    "products.write": May(MANAGERS, SELLER),
    "stock.write": May(STAFF, SELLER),
    "connections.read": May(STAFF, BOTH),
    "connections.request": May(STAFF, BUYER),
    "connections.answer": May(MANAGERS, SELLER),
    "dashboard.read": May(STAFF, BOTH),
    "notices.read": May(STAFF, BOTH),
    "notices.write": May(MANAGERS, SELLER),
    "inquiries.read": May(STAFF, BOTH),
    "inquiries.ask": May(STAFF, BOTH),
    "inquiries.answer": May(STAFF, SELLER),
    "messages.read": May(STAFF, BOTH),
    "messages.switch": May(MANAGERS, BOTH),
    "imports.run": May(MANAGERS, SELLER),
    "search.read": May(STAFF, BOTH),
    "desk.read": May(OWNER, OPERATOR),
    "desk.write": May(OWNER, OPERATOR),
    "overview.read": May(OWNER, OPERATOR),
    "session.own": May(STAFF, frozenset(Side)),
    "account.own": May(STAFF, frozenset(Side)),
    "company.read": May(STAFF, BOTH),
    "company.write": May(OWNER, BOTH),
    "users.read": May(STAFF, BOTH),
    "users.write": May(OWNER, BOTH),
    "audit.read": May(OWNER, BOTH | OPERATOR),
    "exports.run": May(MANAGERS, BOTH),
    "receipts.write": May(MANAGERS, SELLER),
    "settlements.read": May(MANAGERS, BOTH),
    "keys.write": May(MANAGERS, BOTH),
    "plan.write": May(OWNER, BOTH),
    "integrations.write": May(OWNER, BOTH),
    "companies.read": May(OWNER, OPERATOR),
    "companies.write": May(OWNER, OPERATOR),
    "people.read": May(OWNER, OPERATOR),
    "people.write": May(OWNER, OPERATOR),
    "services.write": May(OWNER, OPERATOR),
    "outbox.read": May(OWNER, OPERATOR),
    "outbox.write": May(OWNER, OPERATOR),
}

HARMLESS = frozenset({name for name in MAY if name.endswith(".read")} | {"session.own"})
# What stays a person's own, whatever reason an operator gives for signing in as somebody.
PERSONAL = frozenset({"account.own", "users.write"})

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
ACTING_LONGEST = timedelta(minutes=30)
REMEMBERED_IDLE = timedelta(days=30)
REMEMBERED_LONGEST = timedelta(days=90)
FIRST_DAY = date(1880, 1, 1)  # no business that still trades here opened before
LEAST_PASSWORD = 8
MOST_PASSWORD = 128
WRONG_SIDE = "지금은 할 수 없는 일이에요. 구매자·판매자 화면을 확인해 주세요."
ONLY_LOOKING = "다른 사람으로 로그인한 동안에는 볼 수만 있어요."
# Who pressed twice reads this of the second press.
DEAD_LINK = (
    "링크를 이미 썼거나 시간이 지났어요. 비밀번호를 이미 정했다면 로그인하고, 아니면 새 링크를"
    " 받아 주세요."
)
# What a mail program makes a link of and no 상호 needs: 11번가.com is one, 11번가.com/x is not.
_ADDRESS = re.compile(r"://|\bwww\.|\w\.\w{2,}/", re.IGNORECASE)
STAYS_PERSONAL = "다른 사람으로 로그인한 동안에는 그 사람의 계정을 바꿀 수 없어요."


def may(actor: Actor, permission: str) -> bool:
    """Whether the actor's role and side allow it. An unknown permission is allowed to nobody."""
    try:
        require_may(actor, permission)
    except NotAllowed:
        return False
    return True


def require_may(actor: Actor, permission: str) -> None:
    """Raises NotAllowed unless the table allows it."""
    rule = MAY.get(permission)
    if rule is None or actor.role not in rule.roles:
        raise NotAllowed
    if actor.side not in rule.sides:
        raise NotAllowed(WRONG_SIDE)
    if actor.acting_operator_id is None or permission in HARMLESS:
        return
    # An operator who signed in as somebody looks, and changes things only with a reason
    # (decision 14), but never the person's own account.
    if permission in PERSONAL:
        raise NotAllowed(STAYS_PERSONAL)
    if not actor.acting_reason:
        raise NotAllowed(ONLY_LOOKING)


def is_alive(
    *,
    now: datetime,
    created_at: datetime,
    last_seen_at: datetime,
    is_remembered: bool,
    has_socket: bool,
    is_acting: bool = False,
) -> bool:
    """Whether a session still counts (decision 25). All moments aware.

    With an open socket it lives up to 12 h; without one 30 minutes. 로그인 유지: 30 days since
    the last use, at most 90. An operator acts as somebody else for 30 minutes, used or not.
    """
    if is_acting:
        return now - created_at <= ACTING_LONGEST
    if is_remembered:
        return now - last_seen_at <= REMEMBERED_IDLE and now - created_at <= REMEMBERED_LONGEST
    return now - created_at <= LONGEST and (has_socket or now - last_seen_at <= IDLE)


def check_password(password: str, *, email: str = "", name: str = "") -> None:
    """Raises Invalid when the password is too short, too long, common or one's own name."""
    if len(password) < LEAST_PASSWORD:
        raise Invalid("비밀번호를 8자 이상 입력해 주세요.", field="password")
    if len(password) > MOST_PASSWORD:
        raise Invalid(f"비밀번호는 {MOST_PASSWORD}자까지 쓸 수 있어요.", field="password")
    lowered = password.lower()
    own = {email.lower(), email.lower().partition("@")[0], name.lower()} - {""}
    if lowered in common_passwords() or lowered in own or len(set(lowered)) <= 2:
        raise Invalid("너무 흔한 비밀번호예요. 다른 비밀번호를 입력해 주세요.", field="password")


@cache
def common_passwords() -> frozenset[str]:
    """Passwords that are tried first, shipped with the code."""
    path = Path(__file__).with_name("common_passwords.txt")
    return frozenset(path.read_text(encoding="utf-8").split())


def is_business_number(digits: str) -> bool:
    """Whether ten digits carry a right check digit.

    Weights 1,3,7,1,3,7,1,3,5; the ninth digit's fives carry; source: 국세청 사업자등록번호 검증식.
    """
    if len(digits) != 10 or not digits.isdecimal() or not digits.isascii() or not int(digits):
        return False
    numbers = [int(digit) for digit in digits]
    weighed = sum(n * w for n, w in zip(numbers, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=False))
    return (10 - (weighed + numbers[8] * 5 // 10) % 10) % 10 == numbers[9]


def company_name_problem(name: str) -> str:
    """Why nobody may be called so, "" when one may: mails carry it to strangers, in our name."""
    return "상호에는 인터넷 주소를 쓸 수 없어요." if _ADDRESS.search(name) else ""


def one_line(text: str) -> str:
    """A text as one line: white space, and what cannot be printed, become single spaces."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def throttle_minutes(failures: int) -> int:
    """How long to wait after so many failures in a row: none for four, then 1, 2, 4, … 15."""
    return 0 if failures < 5 else min(15, int(2 ** (failures - 5)))

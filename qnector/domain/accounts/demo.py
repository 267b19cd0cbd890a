"""The logins of the demo market: printed, shown on the login page, refused in real use."""

from dataclasses import dataclass

DOMAIN = "@demo.qnector.test"
PASSWORD = "qnector-demo-1"


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """One login: its address and the Korean words for who that is."""

    email: str
    who: str


LOGINS = (
    DemoLogin("buyer@demo.qnector.test", "구매자"),
    DemoLogin("seller@demo.qnector.test", "판매자"),
    DemoLogin("both@demo.qnector.test", "구매자이면서 판매자"),
    DemoLogin("managed@demo.qnector.test", "전용 구매자"),
    DemoLogin("operator@demo.qnector.test", "운영자"),
)

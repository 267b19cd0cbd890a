"""An operator in a borrowed login without a reason: no route of the app changes anything."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Side
from qnector.domain import tables
from qnector.domain.accounts.models import User
from qnector.domain.catalog.models import Product
from tests.attack.conftest import Target
from tests.attack.http import ask, signed_in
from tests.attack.test_http_doors import FIELDS, POSTS, path_of
from tests.attack.test_sessions_and_links import looker
from tests.support.pictures import image

SELLER = "seller@demo.qnector.test"
# What is kept of doors and of who went where; the session that looks is over at some of them.
# Mails go out meanwhile, and jobs forget what has served its time.
NOTED = {
    "audit_entries", "audit_heads", "login_attempts", "sessions", "messages", "placements",
    "registrations", "social_errands",
}  # fmt: skip
ENDS = {"/auth/logout", "/auth/act-as/stop"}


def everything() -> dict[str, list[Any]]:
    """Every row of every table but those of NOTED."""
    assert tables

    def read(session: Session) -> dict[str, list[Any]]:
        run = session.connection().execute
        return {
            table.name: sorted(run(select(*_kept(table))).all(), key=str)
            for table in User.metadata.sorted_tables
            if table.name not in NOTED
        }

    return db.read_now(read)


def _kept(table: Any) -> list[Any]:
    """All but the key of a placement, which a job forgets after a month, whoever asks."""
    return [column for column in table.c if column.name != "placement_id"]


def given(target: Target, product_id: int) -> dict[str, str]:
    """A form that every door could read."""
    known = {
        "user": str(target.user_id), "product_id": str(product_id), "side": Side.SELLER.value,
        "email": "nobody@else.test", "purpose": "link", "next": "/",
        "password": "고래 여섯 마리가 웃는다", "again": "고래 여섯 마리가 웃는다",
        "current": "qnector-demo-1", "nts.key": "x", "smtp.url": "smtp://mail.example.com",
    }  # fmt: skip
    return dict.fromkeys(FIELDS, "1") | known


@pytest.mark.parametrize("email", ["buyer@demo.qnector.test", SELLER])
def test_no_route_changes_anything(target: Target, email: str) -> None:
    of_the_seller = select(Product.id).join(User, User.company_id == Product.seller_id)
    product_id = db.read_now(
        lambda s: s.execute(of_the_seller.where(User.email == SELLER)).scalars().first()
    )
    assert len(POSTS) > 15
    before, picture = everything(), image("PNG", (40, 30))
    for template in sorted(POSTS, key=lambda one: one in ENDS):
        path, form, key = path_of(template), given(target, product_id), looker(email=email)
        if path.startswith("/files"):
            sent = {"picture": ("a.png", picture, "image/png")}
            answer = ask(target, "POST", path, key=key, data={"product_id": product_id}, files=sent)
            assert answer.status_code == 403, path
        else:
            answer = ask(target, "POST", path, key=key, data=form)
            assert not signed_in(answer) or template in ENDS, path
        assert everything() == before, path

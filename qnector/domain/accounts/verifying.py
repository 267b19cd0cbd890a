"""이메일 인증: the mail that proves an address, sent, sent again and used up.

Who asks is never told whether an address has an account: a taken address gets a mail that says so.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlmodel import Session

from qnector.core import clock, secrets, settings
from qnector.core.db import changed_one
from qnector.core.errors import Conflict, NotFound, TooMany
from qnector.domain.accounts import access, proving, registration
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.holding import hold
from qnector.domain.accounts.models import (
    Company,
    LinkKind,
    OneTimeLink,
    Registration,
    User,
)
from qnector.domain.audit import service as audit
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind

MOST_MAILS = 5  # to one address in an hour, whoever asks
HOUR = timedelta(hours=1)
MAILS = (Kind.VERIFY_EMAIL, Kind.EMAIL_TAKEN)
LINK = "message:link"  # where the delivery opens what is sealed here
DEAD = (
    "링크를 이미 썼거나 시간이 지났어요. 이미 인증했다면 로그인하고, 아니면 인증 메일을 다시 받아"
    " 주세요."
)


@dataclass(frozen=True, slots=True)
class Pending:
    """What a verification link is for, as its page shows it before it is used."""

    email: str
    person: str
    company: str


class Wait(TooMany):
    """The last mail went a moment ago; `seconds` until the next may go."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"{seconds}초 뒤에 다시 보낼 수 있어요.")


def send_again(session: Session, key_hash: str) -> None:
    """다시 보내기. Raises Wait within a minute, TooMany after five mails an hour, NotFound."""
    row, _, mine = hold(session, key_hash)
    require_sent(row)
    if seconds := registration.look(session, key_hash).wait:
        raise Wait(seconds)
    send(session, row.values["sent_to"], mine)
    note_sent(session, row, row.values["sent_to"])


def send_again_to(session: Session, email: str) -> None:
    """다시 보내기 for who gives an address and no visit: from the login page or a dead link.

    Sends only to an account that waits to be proven. Raises Wait and TooMany whether there is
    such an account or not, so that nobody learns of it.
    """
    wanted = email.strip().lower()
    found = access.hold_people(session, User.__table__.c.email == wanted)
    last = messages.last_to_person(session, wanted, MAILS)
    if last is not None and (seconds := registration.seconds_left(last)):
        raise Wait(seconds)
    for user in found:
        if user.is_active and is_pending(session, user):
            send(session, wanted, user)


def look_at_link(session: Session, token: str) -> Pending:
    """What a verification link is for, without using it. Raises NotFound."""
    user = accounts.look_at_link(session, LinkKind.VERIFY_EMAIL, token)
    company = session.get(Company, user.company_id) if user.company_id else None
    return Pending(user.email, user.name, company.name if company else "")


def owner_of_link(session: Session, token: str) -> User | None:
    """Whose link it was, used or over: who holds it got it by mail. None when it never was."""
    statement = (
        select(User)
        .join(OneTimeLink, OneTimeLink.user_id == User.id)
        .where(
            OneTimeLink.token_hash == secrets.sha256_text(token),
            OneTimeLink.kind == LinkKind.VERIFY_EMAIL,
        )
    )
    found: User | None = session.execute(statement).scalar()
    return found


def verify_email(session: Session, token: str, *, address: str) -> str:
    """이메일 인증: use the link up; the account may sign in from now on. Returns its address.

    Raises NotFound for a link that was used, is over or never was.
    """
    asked = accounts.look_at_link(session, LinkKind.VERIFY_EMAIL, token)
    # Held before it is judged: a sign-up beside it would write over what is proven here.
    user = access.hold_user(session, asked.id)
    used = update(OneTimeLink).where(
        OneTimeLink.token_hash == secrets.sha256_text(token), OneTimeLink.used_at.is_(None)
    )
    if not changed_one(session, used.values(used_at=clock.now())):
        raise NotFound(DEAD)
    proving.prove(session, user)
    audit.write(
        session, None, "user.verify_email", f"user:{user.id}",
        company_id=user.company_id, address=address,
    )  # fmt: skip
    return user.email


def require_sent(row: Registration) -> None:
    """Raises NotFound or Conflict unless a sign-up waits for its mail to be read."""
    if row.values.get("is_verified"):
        raise Conflict("이미 인증했어요. 로그인해 주세요.")
    if not row.values.get("sent_to"):
        raise NotFound("보낸 메일이 없어요. 회원가입을 처음부터 다시 해 주세요.")


def is_pending(session: Session, user: User) -> bool:
    """Made by 회원가입, and its address not proven yet."""
    if user.is_operator or user.email_verified_at is not None:
        return False
    company = session.get(Company, user.company_id)
    return company is not None and not company.is_confirmed


def send(session: Session, email: str, user: User | None) -> None:
    """The verification, or to a taken address the word that it is taken."""
    since = clock.now() - HOUR
    if messages.count_to_person(session, email, MAILS, since) >= MOST_MAILS:
        raise TooMany("이 주소로 메일을 여러 번 보냈어요. 한 시간 뒤에 다시 시도해 주세요.")
    if user is None:
        messages.write_mail(session, email, Kind.EMAIL_TAKEN, "", {"email": email})
        return
    token = accounts.make_link(session, LinkKind.VERIFY_EMAIL, user.id or 0)
    link = secrets.seal(f"{settings.current().address}/auth/verify?token={token}", place=LINK)
    values = {"name": user.name, "link": link}
    messages.write_mail(session, email, Kind.VERIFY_EMAIL, f"user:{user.id}", values)


def note_sent(session: Session, row: Registration, email: str) -> None:
    """Remember where the mail of this sign-up went, and when."""
    sent = {"sent_to": email, "sent_at": clock.now().isoformat(), "problem": ["", ""]}
    registration.write(session, row, {**row.values, **sent})


def drop_links(session: Session, user: User) -> None:
    """Let no link of somebody lead anywhere any more, not even to a new link: what went to one
    address must not prove another, and a new password proves it too."""
    session.execute(
        delete(OneTimeLink)
        .where(OneTimeLink.user_id == user.id)
        .execution_options(synchronize_session=False)
    )

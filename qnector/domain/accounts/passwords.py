"""비밀번호 재설정: a link by mail to whoever asks, and the password it sets."""

from datetime import timedelta

from sqlalchemy import func, select, update
from sqlmodel import Session

from qnector.core import clock, secrets, settings
from qnector.core.db import changed_one
from qnector.core.devices import device_of
from qnector.core.errors import NotFound
from qnector.domain.accounts import access, proving, rules
from qnector.domain.accounts.models import LinkKind, OneTimeLink, User
from qnector.domain.accounts.sessions import end_sessions_of
from qnector.domain.audit import service as audit
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind

RESET_LIVES = timedelta(minutes=30)
ASKED_WITHIN = timedelta(hours=1)
MOST_ASKED = 3  # mails an account gets within the hour, whoever asks
KINDS = (LinkKind.SET_PASSWORD, LinkKind.RESET_PASSWORD)
LINK_PLACE = "message:link"


def ask_reset(session: Session, email: str, *, address: str = "") -> bool:
    """Mail a link that sets a new password; says whether it did, which is told to nobody.

    Nothing goes to an unknown address, to somebody switched off or invited and not come yet, or
    more than three times an hour. Links that were sent before stop working.
    """
    found = access.hold_people(session, User.__table__.c.email == email.strip().lower())
    user = found[0] if found else None
    if user is None or not user.is_active or access.is_invited(user):
        return False
    if _asked(session, user) >= MOST_ASKED:
        return False
    token = make_reset_link(session, user)
    link = f"{settings.current().address}/auth/set-password?token={token}"
    values = {"email": user.email, "link": secrets.seal(link, place=LINK_PLACE)}
    messages.write_mail(session, user.email, Kind.RESET_PASSWORD, f"user:{user.id}", values)
    audit.write(
        session,
        None,
        "user.ask_reset",
        f"user:{user.id}",
        company_id=user.company_id,
        address=address,
    )
    return True


def make_reset_link(session: Session, user: User) -> str:
    """A token for 30 minutes and one use; only its hash is kept."""
    now, token = clock.now(), secrets.new_key()
    use_up(session, user.id or 0)
    session.add(
        OneTimeLink(
            kind=LinkKind.RESET_PASSWORD,
            token_hash=secrets.sha256_text(token),
            user_id=user.id or 0,
            created_at=now,
            expires_at=now + RESET_LIVES,
        )
    )
    session.flush()
    return token


def look_at_password_link(session: Session, token: str) -> User:
    """Whose password a link may set, without using it.

    Raises NotFound when it was used, is over or was never made.
    """
    user, _kind = _linked(session, token)
    return user


def set_password(
    session: Session,
    token: str,
    password: str,
    password_hash: str,
    *,
    device: str = "",
    address: str = "",
) -> User:
    """Use a link that sets a password. `password_hash` is of `password`; hash it before: slow.

    Ends every session of the user and every other link of the kind, and tells the owner by mail.
    A link that came by mail also proves the address. Raises NotFound for a dead link, Invalid for
    a bad password.
    """
    linked, kind = _linked(session, token)
    user = access.hold_user(session, linked.id)
    rules.check_password(password, email=user.email, name=user.name)
    used = update(OneTimeLink).where(
        OneTimeLink.token_hash == secrets.sha256_text(token), OneTimeLink.used_at.is_(None)
    )
    if not changed_one(session, used.values(used_at=clock.now())):
        raise NotFound
    use_up(session, user.id or 0)
    is_change = bool(user.password_hash)
    user.password_hash = password_hash
    if kind is LinkKind.RESET_PASSWORD and user.email_verified_at is None:
        proving.prove(session, user)
    session.add(user)
    end_sessions_of(session, user.id or 0)
    action = "user.reset_password" if kind is LinkKind.RESET_PASSWORD else "user.set_password"
    audit.write(
        session, None, action, f"user:{user.id}", company_id=user.company_id, address=address
    )
    if is_change:
        tell_changed(session, user, device=device)
    return user


def tell_changed(session: Session, user: User, *, device: str = "") -> None:
    """The owner of an account learns that its password is another one now."""
    values = {
        "email": user.email,
        "at": clock.moment_text(clock.now()),
        "device": device_of(device).name,
    }
    messages.write_mail(session, user.email, Kind.PASSWORD_CHANGED, f"user:{user.id}", values)


def use_up(session: Session, user_id: int) -> None:
    """Links that set a password and were sent before open nothing any more."""
    session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.user_id == user_id,
            OneTimeLink.kind.in_(KINDS),
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def _linked(session: Session, token: str) -> tuple[User, LinkKind]:
    statement = (
        select(User, OneTimeLink.kind)
        .join(OneTimeLink, OneTimeLink.user_id == User.id)
        .where(
            OneTimeLink.token_hash == secrets.sha256_text(token),
            OneTimeLink.kind.in_(KINDS),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > clock.now(),
            User.is_active,
        )
    )
    found = session.execute(statement).first()
    if found is None:
        raise NotFound(rules.DEAD_LINK)
    return found[0], found[1]


def _asked(session: Session, user: User) -> int:
    statement = select(func.count(OneTimeLink.id)).where(
        OneTimeLink.user_id == user.id,
        OneTimeLink.kind == LinkKind.RESET_PASSWORD,
        OneTimeLink.created_at > clock.now() - ASKED_WITHIN,
    )
    return int(session.execute(statement).scalar_one())

"""Keys from one secret, hashed passwords, signed references, sealed values."""

import base64
import hashlib
import hmac
import secrets
from functools import lru_cache

import bcrypt
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from qnector.core import settings
from qnector.core.errors import NotAllowed

BCRYPT_COST = 12
LEAST_SECRET = 32  # characters; below this a key can be guessed


def new_key() -> str:
    """A fresh 256-bit key for a session or a link, safe in a URL. Store only its hash."""
    return secrets.token_urlsafe(32)


def sha256_text(value: str) -> str:
    """Hex digest; how keys are stored."""
    return hashlib.sha256(value.encode()).hexdigest()


def hash_password(password: str, *, cost: int = BCRYPT_COST) -> str:
    """bcrypt over base64(sha256(password)), so that nothing beyond 72 bytes is cut off. Slow."""
    return bcrypt.hashpw(_digest(password), bcrypt.gensalt(cost)).decode()


def password_matches(password: str, hashed: str) -> bool:
    """Compare in constant time. Slow on purpose: call it in a thread, never on the event loop."""
    return bcrypt.checkpw(_digest(password), hashed.encode())


def sign(purpose: str, value: str) -> str:
    """`value.signature`; `purpose` keeps signatures of one use from serving another."""
    mac = hmac.new(_derived(purpose, _secret()), value.encode(), hashlib.sha256).digest()
    return f"{value}.{_plain64(mac)}"


def verify(purpose: str, signed: str) -> str | None:
    """The value of a text made by `sign`, or None when it is not ours. Older keys still count."""
    value, _, signature = signed.rpartition(".")
    for secret in (_secret(), *settings.current().old_secret_keys):
        mac = hmac.new(_derived(purpose, secret), value.encode(), hashlib.sha256).digest()
        if hmac.compare_digest(_plain64(mac).encode(), signature.encode()):
            return value
    return None


def seal(value: str, *, place: str) -> str:
    """Encrypt a secret for the database. `place` ("company:field") must be given to open it."""
    return _sealer().encrypt(f"{place}\0{value}".encode()).decode()


def unseal(sealed: str, *, place: str) -> str:
    """Open what `seal` made. Raises NotAllowed when the key or the place is another."""
    try:
        found, _, value = _sealer().decrypt(sealed.encode()).decode().partition("\0")
    except InvalidToken:
        raise NotAllowed("저장된 키를 열 수 없어요. 다시 등록해 주세요.") from None
    if found != place:
        raise NotAllowed("저장된 키를 열 수 없어요. 다시 등록해 주세요.")
    return value


def _sealer() -> MultiFernet:
    every = (_secret(), *settings.current().old_secret_keys)
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(_derived("sealing", secret))) for secret in every]
    )


def _secret() -> str:
    secret = settings.current().secret_key
    if len(secret) < LEAST_SECRET:
        raise settings.Misconfigured(
            "QNECTOR_SECRET_KEY (or QNECTOR_SECRET_KEY_FILE) is needed:"
            f" at least {LEAST_SECRET} characters."
        )
    return secret


@lru_cache(maxsize=64)
def _derived(purpose: str, secret: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"qnector:{purpose}".encode()).derive(secret.encode())


def _digest(password: str) -> bytes:
    return base64.b64encode(hashlib.sha256(password.encode()).digest())


def _plain64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

"""The environment, read once into a frozen value."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

OUTSIDE = (
    "nts_key",
    "juso_key",
    "google_client_id",
    "google_client_secret",
    "kakao_client_id",
    "kakao_client_secret",
    "nts_base_url",
    "juso_base_url",
    "google_base_url",
    "kakao_base_url",
    "kakao_api_base_url",
)


class Misconfigured(Exception):
    """A setting that cannot work; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation is set up. Times in seconds, sizes in bytes."""

    host: str = "127.0.0.1"
    port: int = 3000
    data_dir: Path = Path("data")
    database_url: str = ""
    redis_url: str = ""
    workers: int = 1
    secret_key: str = ""
    old_secret_keys: tuple[str, ...] = ()
    public_url: str = ""
    allowed_hosts: tuple[str, ...] = ()
    trusted_proxy_hops: int = 0
    is_demo: bool = False
    has_billing: bool = True
    smtp_url: str = ""
    # Keys of outside services; what the operator types into the console comes first.
    nts_key: str = ""
    juso_key: str = ""
    google_client_id: str = ""
    google_client_secret: str = ""
    kakao_client_id: str = ""
    kakao_client_secret: str = ""
    nts_base_url: str = ""
    juso_base_url: str = ""
    google_base_url: str = ""
    kakao_base_url: str = ""
    kakao_api_base_url: str = ""
    geoip_file: str = ""
    company_name: str = ""
    company_number: str = ""
    company_note: str = ""
    contact_email: str = ""
    state_expiry: int = 900
    sockets_per_address: int = 200
    sockets_per_session: int = 20
    event_burst: int = 60
    events_per_second: int = 20
    frame_limit: int = 64 * 1024
    import_file_limit: int = 20_000_000
    import_row_limit: int = 50_000
    import_memory: int = 1_000_000_000
    import_seconds: int = 60

    @property
    def database(self) -> str:
        """The SQLAlchemy address: what was set, or the SQLite file in the data folder."""
        if self.database_url:
            return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", self.database_url)
        return f"sqlite:///{(self.data_dir / 'qnector.db').absolute()}"

    @property
    def is_sqlite(self) -> bool:
        return self.database.startswith("sqlite")

    @property
    def origins(self) -> tuple[str, ...]:
        """Origins whose pages may talk to us: the public address, loopback, the allowed hosts."""
        loopback = (f"http://{host}:{self.port}" for host in ("127.0.0.1", "localhost", "[::1]"))
        schemes = ("https",) if self.is_https else ("https", "http")
        allowed = (f"{scheme}://{host}" for host in self.allowed_hosts for scheme in schemes)
        public = (self.public_url,) if self.public_url else ()
        return (*public, *loopback, *allowed)

    @property
    def address(self) -> str:
        """Where users reach us, for links in mails: never from what a request says of itself."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def is_https(self) -> bool:
        """Whether users reach us under https (the public address says so)."""
        return urlsplit(self.public_url).scheme == "https"


def read(env: Mapping[str, str]) -> Settings:
    """Settings from an environment. Raises Misconfigured with a sentence for the operator."""
    return Settings(
        host=env.get("HOST", "127.0.0.1"),
        port=_number(env, "PORT", 3000),
        data_dir=Path(env.get("QNECTOR_DATA_DIR") or "data"),
        database_url=env.get("DATABASE_URL", ""),
        redis_url=env.get("REDIS_URL", ""),
        workers=_number(env, "QNECTOR_WORKERS", 1),
        secret_key=_secret(env),
        old_secret_keys=_listed(env, "QNECTOR_OLD_SECRET_KEYS"),
        public_url=env.get("QNECTOR_PUBLIC_URL", "").rstrip("/"),
        allowed_hosts=_listed(env, "QNECTOR_ALLOWED_HOSTS"),
        trusted_proxy_hops=_number(env, "QNECTOR_TRUSTED_PROXY_HOPS", 0),
        is_demo=env.get("QNECTOR_DEMO") == "1",
        has_billing=env.get("QNECTOR_BILLING", "on") != "off",
        smtp_url=env.get("SMTP_URL", ""),
        **{name: env.get(name.upper(), "").strip() for name in OUTSIDE},
        geoip_file=env.get("QNECTOR_GEOIP_FILE", ""),
        company_name=env.get("QNECTOR_COMPANY_NAME", "").strip(),
        company_number=_business_number(env),
        company_note=env.get("QNECTOR_COMPANY_NOTE", "").strip(),
        contact_email=_email(env, "QNECTOR_CONTACT_EMAIL"),
        state_expiry=_number(env, "QNECTOR_STATE_EXPIRY", 900),
        sockets_per_address=_number(env, "QNECTOR_SOCKETS_PER_ADDRESS", 200),
        sockets_per_session=_number(env, "QNECTOR_SOCKETS_PER_SESSION", 20),
        event_burst=_number(env, "QNECTOR_EVENT_BURST", 60),
        events_per_second=_number(env, "QNECTOR_EVENTS_PER_SECOND", 20),
        frame_limit=_number(env, "QNECTOR_FRAME_LIMIT", 64 * 1024),
        import_file_limit=_number(env, "QNECTOR_IMPORT_FILE_LIMIT", 20_000_000),
        import_row_limit=_number(env, "QNECTOR_IMPORT_ROW_LIMIT", 50_000),
        import_memory=_number(env, "QNECTOR_IMPORT_MEMORY", 1_000_000_000),
        import_seconds=_number(env, "QNECTOR_IMPORT_SECONDS", 60),
    )


def current() -> Settings:
    """The settings of this process."""
    global _current
    if _current is None:
        _current = read(os.environ)
    return _current


def use(settings: Settings | None = None, **changes: object) -> Settings:
    """Replace the settings of this process, or some of them (start-up and tests)."""
    global _current
    base = settings if settings is not None else current()
    _current = replace(base, **changes)  # type: ignore[arg-type]  # names are checked by replace
    return _current


_current: Settings | None = None


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    written = env.get(name, "").strip()
    if not written:
        return default
    if not written.isdecimal():
        raise Misconfigured(f"{name} must be a whole number, but is {written!r}.")
    return int(written)


def _listed(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in env.get(name, "").split(",") if part.strip())


def _business_number(env: Mapping[str, str]) -> str:
    """A 사업자등록번호 as people write it: 137-81-22741."""
    written = env.get("QNECTOR_COMPANY_NUMBER", "").strip()
    digits = written.replace("-", "")
    if written and not re.fullmatch(r"[0-9]{10}", digits):
        raise Misconfigured(f"QNECTOR_COMPANY_NUMBER must have 10 digits, but is {written!r}.")
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if digits else ""


def _email(env: Mapping[str, str], name: str) -> str:
    written = env.get(name, "").strip()
    if written and not re.fullmatch(r"[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+", written, re.ASCII):
        raise Misconfigured(f"{name} must be an e-mail address, but is {written!r}.")
    return written


def _secret(env: Mapping[str, str]) -> str:
    if path := env.get("QNECTOR_SECRET_KEY_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as failure:
            raise Misconfigured(
                f"QNECTOR_SECRET_KEY_FILE cannot be read: {failure.strerror}."
            ) from failure
    return env.get("QNECTOR_SECRET_KEY", "").strip()

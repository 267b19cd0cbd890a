import pytest

from qnector.core import secrets, settings
from qnector.core.errors import NotAllowed
from qnector.core.settings import Misconfigured, Settings


@pytest.fixture(autouse=True)
def _key():
    before = settings.current()
    settings.use(Settings(secret_key="k" * 40))
    yield
    settings.use(before)


def test_it_verifies_what_it_signed() -> None:
    assert secrets.verify("session", secrets.sign("session", "abc.def")) == "abc.def"


@pytest.mark.parametrize("forged", ["", ".", "abc", "abc.", "abc.x", "ä.ö", "abc." + "A" * 43])
def test_it_refuses_a_forged_signature(forged: str) -> None:
    assert secrets.verify("session", forged) is None


def test_it_refuses_a_signature_made_for_another_use() -> None:
    assert secrets.verify("link", secrets.sign("session", "abc")) is None


def test_it_still_verifies_after_the_key_was_rotated() -> None:
    signed = secrets.sign("session", "abc")

    settings.use(secret_key="n" * 40, old_secret_keys=("k" * 40,))

    assert secrets.verify("session", signed) == "abc"
    settings.use(old_secret_keys=())
    assert secrets.verify("session", signed) is None


def test_it_needs_a_key_of_some_length() -> None:
    settings.use(secret_key="short")
    with pytest.raises(Misconfigured):
        secrets.sign("session", "abc")


def test_it_hashes_beyond_what_bcrypt_reads() -> None:
    hashed = secrets.hash_password("긴" * 40 + "a", cost=4)

    assert secrets.password_matches("긴" * 40 + "a", hashed)
    assert not secrets.password_matches("긴" * 40 + "b", hashed)


def test_it_opens_a_seal_only_at_its_place() -> None:
    sealed = secrets.seal("api-key", place="7:ecount")

    assert secrets.unseal(sealed, place="7:ecount") == "api-key"
    with pytest.raises(NotAllowed):
        secrets.unseal(sealed, place="8:ecount")
    settings.use(secret_key="n" * 40)
    with pytest.raises(NotAllowed):
        secrets.unseal(sealed, place="7:ecount")

"""What every answer says about itself."""

from qnector.web import headers


def test_a_frame_of_ours_changes_nothing_but_who_may_frame() -> None:
    """A hash is any letters, the word DENY among them."""
    policy = b"script-src 'self' 'sha256-AmcDENYHM2Dpw='; frame-ancestors 'none'"
    given = [(b"content-security-policy", policy), (b"x-frame-options", b"DENY")]

    assert headers.framed_by_us(given) == [
        (b"content-security-policy", policy.replace(b"'none'", b"'self'")),
        (b"x-frame-options", b"SAMEORIGIN"),
    ]

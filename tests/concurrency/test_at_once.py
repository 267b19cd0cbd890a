"""What these tests stand on: whatever becomes of a thread is among the results."""

from tests.concurrency.buyers import at_once


def test_an_exception_is_a_result() -> None:
    failure = ValueError("of the second one")

    def fail() -> None:
        raise failure

    assert at_once([lambda: 1, fail, lambda: None]) == [1, failure, None]

"""How often one visitor may ask."""

from qnector.web.pace import Pace


def test_each_visitor_has_a_bucket() -> None:
    pace = Pace(burst=1, rate=0)
    assert [pace.allows(who) for who in ("7", "7", "8")] == [True, False, True]


def test_a_network_of_the_new_kind_is_one_visitor() -> None:
    pace = Pace(burst=1, rate=0)
    assert pace.allows("2001:db8:1:2::1")
    assert not pace.allows("2001:db8:1:2:ffff::2")
    assert pace.allows("2001:db8:1:3::1")

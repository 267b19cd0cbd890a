import pytest

from qnector.core.networks import network_of, plain


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("10.0.0.9", "10.0.0.9"),
        ("10.0.0.9:4711", "10.0.0.9"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:0DB8:0:0:0:0:0:1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:10.0.0.9", "10.0.0.9"),
        ("unknown", "unknown"),
        ("[odd]:1", "[odd]:1"),
        ("", ""),
    ],
)
def test_it_writes_an_address_one_way(written: str, address: str) -> None:
    assert plain(written) == address


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.0.0.9", "10.0.0.9"),
        ("::ffff:10.0.0.9", "10.0.0.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::1", "::1"),
        ("127.0.0.1", "127.0.0.1"),
        ("17", "17"),
        ("a:b", "a:b"),
        ("", ""),
    ],
)
def test_a_limit_counts_whole_networks_of_the_new_kind(address: str, network: str) -> None:
    assert network_of(address) == network

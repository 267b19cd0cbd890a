"""Network addresses: as they are written down, and by what limits count them."""

import ipaddress
import re
from functools import lru_cache

PREFIX = 64  # what one line is given: whoever has it may ask from any of its addresses
_WITH_PORT = re.compile(r"\[([^\]]+)\](?::\d+)?|([\d.]+):\d+")


def plain(written: str) -> str:
    """An address without brackets, port and zone; IPv4 inside IPv6 is IPv4. Others stay."""
    found = _WITH_PORT.fullmatch(written)
    bare = (found[1] or found[2]) if found else written
    try:
        address = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return written
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)


@lru_cache(maxsize=4096)
def network_of(address: str) -> str:
    """Whom a limit counts: an IPv4 address, or the network of an IPv6 one, `2001:db8:1:2::/64`.

    Whoever has IPv6 has more addresses than can be counted. What is no address stays as it is.
    """
    said = plain(address)
    try:
        found = ipaddress.ip_address(said)
    except ValueError:
        return address
    if found.version == 4 or found.is_loopback:
        return said
    return str(ipaddress.ip_network(f"{said}/{PREFIX}", strict=False))

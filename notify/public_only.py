"""Where a program that is told an address by others may connect to: the public Internet, and hosts that were named on purpose.

The check is made on the address that the socket is opened to, after the name was resolved: a name that resolves to something else a
moment later (DNS rebinding) finds the same door.
"""

import ipaddress
import socket
from typing import Any

from notify.errors import NotDelivered

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")
"""All that has ever been given out of IPv6 for hosts on the Internet."""

_INSIDE = (
    *(ipaddress.ip_network(each) for each in ("3fff::/20", "192.0.0.0/24", "192.88.99.0/24")),
    ipaddress.ip_network("168.63.129.16/32"),  # where Azure's platform answers its own guests
)
"""What older versions of Python take for global and is not, or should not be."""


class AddressRefused(NotDelivered):
    """The name leads to an address inside, where nothing may be sent."""


def is_public(address: str) -> bool:
    """Whether ``address`` (IPv4 or IPv6, as text) is on the public Internet, seen through every way of writing IPv4 in IPv6."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
        if found not in _UNICAST:
            return False
    inside = any(found in network for network in _INSIDE if network.version == found.version)
    return found.is_global and not found.is_multicast and not found.is_reserved and not inside


def allowed_hosts(setting: str) -> frozenset[str]:
    """``intranet.example.org, 10.0.0.7:8080`` as hosts, in small letters, with their port where one was written."""
    return frozenset(each.strip().lower() for each in setting.split(",") if each.strip())


class Door:
    """Opens sockets for one connection to ``host``; refuses where it leads inside, unless the host was ``named`` on purpose.

    It is an aiohttp socket factory: called with each address right before it is connected to. ``refused`` keeps what was.
    """

    def __init__(self, named: bool) -> None:
        self._named = named
        self.refused: list[str] = []

    def __call__(self, info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = info
        if not self._named and not is_public(str(address[0])):
            self.refused.append(str(address[0]))
            raise PermissionError(f"{address[0]} is not on the public Internet.")
        return socket.socket(family, kind, protocol)

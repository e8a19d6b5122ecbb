"""From where a request comes, as every limit counts it: an address, or the network of one connection."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Any

ONE_CONNECTION = 64
"""The bits of an IPv6 address that one connection keeps; behind them it has 2^64 addresses (RFC 6177)."""


def one_sender(inner: Any) -> Any:
    """Let the application see whoever sends as one sender, however many addresses he has."""

    def outer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        environ["REMOTE_ADDR"] = counted(environ.get("REMOTE_ADDR") or "")
        answer: Iterable[bytes] = inner(environ, start)
        return answer

    return outer


def counted(address: str) -> str:
    """The address; of IPv6 its network of one connection, of our own machine and no address itself."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4 or found.is_loopback:
        return address
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    network = ipaddress.ip_network((int(found), ONE_CONNECTION), strict=False)
    return str(network.network_address)

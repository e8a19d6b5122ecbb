"""Where a webhook may lead: hosts on the allow-list only, and never into our own network (R110)."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from commons import config
from commons.errors import Refusal
from commons.i18n import _l

TLS_PORT, PLAIN_PORT = 443, 80
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""Behind it stands an IPv4 address (RFC 6052, 2.1)."""
_NEVER = tuple(
    map(
        ipaddress.ip_network,
        (
            "::/96",  # IPv4-compatible, given up (RFC 4291, 2.5.5.1)
            "64:ff9b:1::/48",  # NAT64 of one's own network (RFC 8215)
            "fec0::/10",  # site-local, given up (RFC 3879)
            "5f00::/16",  # within one's own routers (RFC 9602)
            "3fff::/20",  # documentation (RFC 9637)
            "192.88.99.0/24",  # relays of 6to4, given up (RFC 7526)
        ),
    )
)
"""What Python's own word on global addresses lets through."""


class Forbidden(Exception):
    """The address leads where this house never calls; nothing was sent."""


@dataclass(frozen=True)
class Target:
    """A checked address: the very machine that is called, so that no second look-up can change it."""

    host: str
    port: int
    path: str
    is_tls: bool
    machine: str


def check(url: str) -> None:
    """Refuse an address that no webhook may have; in production https only."""
    try:
        target(url)
    except Forbidden:
        raise Refusal(
            "address-forbidden",
            _l("News can only be sent to addresses that this installation allows."),
            field="url",
        ) from None


def target(url: str) -> Target:
    """The machine behind an address, looked up once; raises Forbidden.

    The host must be on WEBHOOK_ALLOW ("example.org", "*.example.org"), and every address that its
    name has must be a public one. In a demonstration or test, "host:port" on the list lets exactly
    that one through even where it is our own machine.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or (TLS_PORT if parts.scheme == "https" else PLAIN_PORT)
    except ValueError:
        raise Forbidden from None
    host = (parts.hostname or "").lower().rstrip(".")
    settings = config.current()
    is_tls = parts.scheme == "https"
    if not host or parts.username or parts.password or parts.fragment:
        raise Forbidden
    if parts.scheme not in ("https", "http") or (settings.is_production and not is_tls):
        raise Forbidden
    own = not settings.is_production and f"{host}:{port}" in settings.webhook_allow
    if not own and not _is_allowed(host, settings.webhook_allow):
        raise Forbidden
    machines = _look_up(host, port)
    if not own and not all(_is_public(each) for each in machines):
        raise Forbidden
    path = parts.path or "/"
    whole = f"{path}?{parts.query}" if parts.query else path
    return Target(host, port, whole, is_tls, machines[0])


def _is_allowed(host: str, allowed: tuple[str, ...]) -> bool:
    return any(
        host == each or (each.startswith("*.") and host.endswith(each[1:])) for each in allowed
    )


def _look_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Forbidden from None
    return [str(each[4][0]) for each in found]


def _is_public(machine: str) -> bool:
    """Whether a machine is outside; the IPv4 address inside an IPv6 one has to be, too."""
    found = ipaddress.ip_address(machine.split("%", 1)[0])
    if any(found.version == net.version and found in net for net in _NEVER):
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    inner = mapped or getattr(found, "sixtofour", None) or found
    if found.version == _NAT64.version and found in _NAT64:
        inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return bool(found.is_global and inner.is_global and not inner.is_multicast)

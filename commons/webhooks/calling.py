"""One call outside, a webhook or a feed: to the machine that was checked, without redirects, with little patience."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping

from commons.webhooks.addresses import Target

PATIENCE = 10
ANSWERS_READ = 1024


class NoAnswer(Exception):
    """Nothing usable came back; the message is the fault in one word."""


class _Tls(http.client.HTTPSConnection):
    """TLS to the machine that was checked, with the certificate of the name that was asked."""

    def __init__(self, to: Target) -> None:
        self.context = ssl.create_default_context()
        super().__init__(to.host, to.port, timeout=PATIENCE, context=self.context)
        self.to = to

    def connect(self) -> None:
        plain = socket.create_connection((self.to.machine, self.to.port), PATIENCE)
        self.sock = self.context.wrap_socket(plain, server_hostname=self.to.host)


class _Plain(http.client.HTTPConnection):
    """A plain connection to the machine that was checked; never in production."""

    def __init__(self, to: Target) -> None:
        super().__init__(to.host, to.port, timeout=PATIENCE)
        self.to = to

    def connect(self) -> None:
        self.sock = socket.create_connection((self.to.machine, self.to.port), PATIENCE)


def post(to: Target, body: bytes, headers: Mapping[str, str]) -> str:
    """Send it; gives "" when it was accepted (2xx), else the fault in one word."""
    connection = _Tls(to) if to.is_tls else _Plain(to)
    try:
        connection.request("POST", to.path, body, {"User-Agent": "LexPopuli/1", **headers})
        answer = connection.getresponse()
        answer.read(ANSWERS_READ)
    except (OSError, ValueError, http.client.HTTPException) as fault:
        return type(fault).__name__
    finally:
        connection.close()
    return "" if 200 <= answer.status < 300 else f"status {answer.status}"


def get(to: Target, *, most: int) -> bytes:
    """Fetch what lies there, at most so many bytes; raises NoAnswer for everything but 200."""
    connection = _Tls(to) if to.is_tls else _Plain(to)
    try:
        connection.request("GET", to.path, headers={"User-Agent": "LexPopuli/1"})
        answer = connection.getresponse()
        body = answer.read(most + 1)
    except (OSError, ValueError, http.client.HTTPException) as fault:
        raise NoAnswer(type(fault).__name__) from fault
    finally:
        connection.close()
    if answer.status != http.HTTPStatus.OK:
        raise NoAnswer(f"status {answer.status}")
    if len(body) > most:
        raise NoAnswer("too long")
    return body

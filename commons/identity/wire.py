"""How we talk to providers: short patience, no redirects, and the way to the development one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import requests
import structlog
from requests.adapters import BaseAdapter

from commons import config
from commons.errors import Refusal
from commons.i18n import _l

PATIENCE = (3.05, 5)
log = structlog.get_logger("identity")


class _Ways:
    """Adapters for addresses that are not reached through the network (tests, demonstration)."""

    adapters: dict[str, BaseAdapter] = {}


def lead(prefix: str, adapter: BaseAdapter | None) -> None:
    """Let every address that begins with `prefix` be reached through `adapter`."""
    _Ways.adapters.pop(prefix, None)
    if adapter is not None:
        _Ways.adapters[prefix] = adapter


def adapters() -> dict[str, BaseAdapter]:
    """The ways that do not lead through the network."""
    return dict(_Ways.adapters)


def get_json(address: str) -> dict[str, Any]:
    """A JSON object from a provider; refuses with "provider-down" when none comes."""
    with requests.Session() as session:
        prepare(session)
        try:
            answer = session.get(address, timeout=PATIENCE, allow_redirects=False)
            said = answer.json() if answer.status_code == 200 else None
        except (requests.RequestException, ValueError) as error:
            raise down(address, type(error).__name__) from None
    if not isinstance(said, dict):
        raise down(address, str(answer.status_code))
    return said


def prepare(session: requests.Session) -> None:
    """Teach a session our ways; proxies and secrets of the machine's user are not asked."""
    session.trust_env = not config.current().has_aids
    for prefix, adapter in _Ways.adapters.items():
        session.mount(prefix, adapter)


def down(address: str, reason: str) -> Refusal:
    """The refusal of a provider that does not answer as it should; the log keeps its host only."""
    log.warning("provider_down", host=urlsplit(address).netloc, reason=reason)
    return Refusal(
        "provider-down",
        _l(
            "The identity provider does not answer at the moment. Nothing has been done in your name."
        ),
        retry_after=30,
    )

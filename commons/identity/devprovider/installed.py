"""The development provider of this installation, and the ways on which it is reached."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from werkzeug.test import Client

from commons.config import Mode, Settings
from commons.identity import profiles, wire
from commons.identity.devprovider.app import SLOW_HEADER, Provider
from commons.identity.devprovider.store import Store

PATHS = ("/sign-in/return", "/signing/return")


def provider(settings: Settings, folder: Path, *, pause: float = 0) -> Provider:
    """The provider for our clients there and our ways back."""
    profile = profiles.read({"profile": "dev"}, settings)
    return Provider(
        issuer=profile.issuer,
        clients={client.id: client.secret for client in profile.clients.values()},
        redirects=frozenset(settings.base_url + path for path in PATHS),
        store=Store(folder),
        pause=pause,
    )


def install(settings: Settings) -> None:
    """Lead the provider's addresses to its process; in tests into this one."""
    issuer = profiles.read({"profile": "dev"}, settings).issuer
    if settings.mode is Mode.TEST:
        folder = settings.instance_dir / "provider"
        wire.lead(issuer, InProcess(provider(settings, folder), issuer))
    else:
        wire.lead(issuer, Behind(issuer, settings.idp_url))


@contextmanager
def at_hand(settings: Settings) -> Iterator[Store]:
    """Have the provider in this process, with the keys of its own; for filling a demonstration."""
    issuer = profiles.read({"profile": "dev"}, settings).issuer
    former = wire.adapters().get(issuer)
    inner = provider(settings, settings.instance_dir / "provider")
    wire.lead(issuer, InProcess(inner, issuer))
    try:
        yield inner.store
    finally:
        wire.lead(issuer, former)


class Behind(HTTPAdapter):
    """Leads the public address of the provider to the process behind the web process."""

    def __init__(self, public: str, inner: str) -> None:
        super().__init__()
        self._public = public
        self._inner = inner.rstrip("/")

    def send(self, request: requests.PreparedRequest, *args: Any, **more: Any) -> Any:
        """Send to the inner address what was meant for the public one."""
        address = request.url or ""
        request.url = self._inner + (address[len(self._public) :] or "/")
        return super().send(request, *args, **more)


class InProcess(BaseAdapter):
    """Asks the provider without a socket; what it would do slowly is a time-out at once."""

    def __init__(self, app: Provider, public: str) -> None:
        super().__init__()
        self._client = Client(app, use_cookies=False)
        self._public = public

    def send(self, request: requests.PreparedRequest, *_args: Any, **_more: Any) -> Any:
        """One request and its answer."""
        address = (request.url or "")[len(self._public) :] or "/"
        said = self._client.open(
            path=address,
            method=request.method or "GET",
            headers=list(request.headers.items()),
            data=request.body or b"",
        )
        if SLOW_HEADER in said.headers:
            raise requests.ReadTimeout("slow")
        answer = requests.Response()
        answer.status_code = said.status_code
        answer.headers.update(said.headers)
        answer.raw = BytesIO(said.data)
        answer.url = request.url or ""
        answer.request = request
        return answer

    def close(self) -> None:
        """Nothing is held open."""

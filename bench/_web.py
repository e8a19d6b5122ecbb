"""What the web server of a benchmark loads: our application; only the eID provider is a stub."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

import requests
from requests.adapters import BaseAdapter

from commons import config
from commons.identity import profiles, wire
from wsgi import app as app


class Stub(BaseAdapter):
    """A provider whose codes are the tokens themselves; its keys and addresses are the real ones."""

    def __init__(self, keys: BaseAdapter, token: str) -> None:
        super().__init__()
        self._keys, self._token = keys, token

    def send(self, request: requests.PreparedRequest, *args: Any, **more: Any) -> Any:
        """The token for a code; everything else is asked of the development provider."""
        if request.url != self._token:
            return self._keys.send(request, *args, **more)
        code = parse_qs(str(request.body))["code"][0]
        answer = requests.Response()
        answer.status_code = 200
        answer.headers["Content-Type"] = "application/json"
        said = {"access_token": "none", "token_type": "Bearer", "id_token": code}
        answer.raw = BytesIO(json.dumps(said).encode())
        answer.url, answer.request = request.url or "", request
        return answer

    def close(self) -> None:
        """Nothing is held open."""


def lead() -> None:
    """Put the stub in the provider's place."""
    issuer = profiles.read({"profile": "dev"}, config.current()).issuer
    wire.lead(issuer, Stub(wire.adapters()[issuer], f"{issuer}/token"))


lead()

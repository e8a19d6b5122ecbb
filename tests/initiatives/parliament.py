"""The example system of a parliament: what a real one has to do to speak with this platform.

It knows its own key and the words of docs/parliament.md, and nothing of this code but how bytes are signed.
"""

from __future__ import annotations

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from flask.testing import FlaskClient

from commons import clock, db, jobs
from initiatives import services
from initiatives.mirror import pulling, queries
from tests import people
from tests.initiatives.road import START, Road
from tests.initiatives.test_passage import DAY, Travel, verified

PUSH = "/parliament/messages"
MESSAGE, FEED = b"lex populi parliament message v1\n", b"lex populi parliament feed v1\n"
MATTER = {
    "reference": "P 12/2026",
    "title": "A petition on paper",
    "words": "Brought by hand.",
    "address": "https://parliament.example/p-12",
    "on": "2026-10-02",
    "state": "before the committee",
}


def canonical(facts: Any) -> bytes:
    """Canonical JSON, as the document says it: keys sorted, no spaces, UTF-8."""
    said = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return said.encode("utf-8")


class Counterpart:
    """A parliament's own system with its key; each message gets a number of its own."""

    def __init__(self, sender: str = "parliament") -> None:
        self.key = Ed25519PrivateKey.generate()
        self.sender, self.number = sender, 0

    @property
    def public(self) -> str:
        raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
        return self.key.public_key().public_bytes(*raw).hex()

    def message(self, slug: str, **changed: Any) -> bytes:
        """An entry for the book."""
        said = {"title": "A letter to the ministry", "words": "We ask for figures.", "address": ""}
        return self._signed(slug, "letter-out", "2026-10-10", said, changed)

    def receipt(self, slug: str, **changed: Any) -> bytes:
        """Entered into the register."""
        said = {"registry_number": "7/2026", "term": "26"}
        return self._signed(slug, "receipt", "2026-10-09", said, changed)

    def decision(self, slug: str, **changed: Any) -> bytes:
        """Decided by the committee."""
        said = {"outcome": "adopt-in-part", "clause": "Rules of procedure, section 152"}
        said["reason"] = "Section 2 is law already."
        return self._signed(slug, "decision", "2026-10-09", said, changed)

    def extension(self, slug: str, **changed: Any) -> bytes:
        """More time for the answer."""
        said = {"reason": "The ministry has not sent its figures."}
        return self._signed(slug, "extension", "2026-10-09", said, changed)

    def feed(self, messages: list[bytes], **changed: Any) -> bytes:
        """All that it has to say, laid out to be fetched under one signature."""
        facts = {
            "v": 1,
            "at": clock.now().isoformat(),
            "sender": self.sender,
            "messages": [json.loads(one) for one in messages],
            "matters": [MATTER],
            **changed,
        }
        signature = self.key.sign(FEED + canonical(facts)).hex()
        return json.dumps({"feed": facts, "signature": signature}).encode()

    def _signed(
        self, slug: str, kind: str, on: str, said: dict[str, str], changed: dict[str, Any]
    ) -> bytes:
        self.number += 1
        facts = {
            "v": 1,
            "number": f"m-{self.number}",
            "at": clock.now().isoformat(),
            "sender": self.sender,
            "initiative": slug,
            "kind": kind,
            "on": on,
            **said,
            **changed,
        }
        signature = self.key.sign(MESSAGE + canonical(facts)).hex()
        return json.dumps({"message": facts, "signature": signature}).encode()


def is_own(said: dict[str, Any], public: str) -> bool:
    """Whether a published message bears the signature of this key; raises where it does not."""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
    key.verify(bytes.fromhex(said["signature"]), MESSAGE + canonical(said["message"]))
    return bool(said["key"] == public)


def digest_of(message: bytes) -> str:
    """The digest under which the public record names a message."""
    return hashlib.sha256(MESSAGE + canonical(json.loads(message)["message"])).hexdigest()


def connect(client: FlaskClient, house: Counterpart, feed_url: str = "") -> None:
    """Let the clerk enter the key at the desk."""
    people.sign_in(client, "clerk")
    with client.application.app_context():
        body = people.agency(house.sender).id
    said = {"agency": str(body), "public_key": house.public, "feed_url": feed_url}
    assert client.post("/desk/initiatives/mirror", data=said).status_code == 303


def forwarded(folder: Path, travel: Travel) -> Road:
    """An initiative that was handed over and not yet registered, on the ninth day."""
    road = Road(folder)
    verified(road, travel, without=0)
    travel(START + 8 * DAY)
    road.advance()
    with db.transaction():
        services.forward(road.x, people.actor("initiator-1"))
    travel(START + 9 * DAY)
    return road


def asked() -> str:
    """Let the worker fetch; gives the fault that the desk sees."""
    with db.transaction():
        pulling.ask()
        (peer,) = queries.with_feeds()
        number = peer.id
    with db.transaction():
        jobs.HANDLERS["initiatives.mirror.pull"]({"peer": number})
    with db.transaction():
        (peer,) = queries.with_feeds()
        return peer.fault or ""


class Website:
    """Where the example system lays its feed, on this machine."""

    def __init__(self) -> None:
        self.body, self.status = b"", 200
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(outer.status)
                self.end_headers()
                self.wfile.write(outer.body)

            def log_message(self, *_said: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

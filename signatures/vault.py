"""The vault as a process and user of its own: `python -m signatures.vault`, behind a Unix socket.

It alone reads the keyring and the master key. It believes no bare number: for the key of a person
it wants the provider's signed token and checks it itself (architecture, decisions 3 and 4).
"""

from __future__ import annotations

import json
import os
import pwd
import socket
import socketserver
import struct
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog

from commons import clock, config
from commons.config import BadSettings
from commons.errors import Refusal
from commons.identity import claims as identity
from commons.identity.claims import Attestation
from commons.identity.devprovider import installed
from signatures import _calls, _keyring, _proving, _vault, _vaultwire
from signatures._containers import BadContainer
from signatures._sheetkeys import Purpose, SheetKeys
from signatures._vaultwire import LONGEST

YOUNGEST = timedelta(hours=2)
"""No sign-in that was asked for longer ago names a person here, whatever the web process says."""
DERIVED = frozenset(_vault.COUNTED) - {Purpose.PERSON}
_CREDENTIALS = struct.Struct("3i")
log = structlog.get_logger("vault")


@lru_cache(maxsize=1000)
def _keys(digest: str) -> SheetKeys:
    return SheetKeys(digest, _keyring.secret_of(digest))


def _open(said: dict[str, Any]) -> bytes:
    if _keyring.is_destroyed(said["sheet"]):
        _keys.cache_clear()
        raise _keyring.shredded()
    _keys(said["sheet"])
    return b""


def _person(said: dict[str, Any]) -> bytes:
    """A key for each asked number that the token names, one behind the other, in the order asked.

    Refuses a token that is false, foreign or old.
    """
    asked = datetime.fromisoformat(said["requested_at"])
    if clock.machine_now() - asked > YOUNGEST:
        raise Refusal("sign-in-stale", "this sign-in was asked for too long ago")
    shown = Attestation(said["provider"], said["token"], said["nonce"], asked)
    found = identity.verify(shown, audience_client="signing").identifiers
    kinds = [kind for kind in said["kinds"] if kind in found]
    if not kinds:
        raise Refusal("identifier-missing", "the token does not give the number that is asked for")
    _calls.note("person")
    keys = _keys(said["sheet"])
    return b"".join(keys.person_key(kind, found[kind]) for kind in kinds)


def _paper_person(said: dict[str, Any]) -> bytes:
    """The key of whom a row of paper names, which bears no token; counted apart, in public."""
    _calls.note("paper-person")
    return _keys(said["sheet"]).person_key(said["kind"], said["number"])


def _container(said: dict[str, Any]) -> bytes:
    """The key of whose card signed a declaration for this sheet; refuses what does not prove it."""
    names = ("certificate", "signed_info", "signature", "declaration")
    proof = _proving.Proof(
        between=tuple(bytes.fromhex(one) for one in said["between"]),
        method=said["method"],
        before=tuple(_vaultwire.unpacked(one) for one in said.get("before", ())),
        **{name: bytes.fromhex(said[name]) for name in names},
    )
    try:
        found = _proving.person(proof, said["sheet"])
    except BadContainer as bad:
        raise Refusal(bad.code, "this container proves nobody") from None
    _calls.note("container")
    return _keys(said["sheet"]).person_key(found.kind, found.number)


def _derive(said: dict[str, Any]) -> bytes:
    purpose = Purpose(said["purpose"])
    if purpose not in DERIVED:
        raise Refusal("not-permitted", "this is never derived for anybody outside")
    _calls.note(_vault.COUNTED[purpose])
    return _keys(said["sheet"]).derive(purpose, bytes.fromhex(said["said"]))


def _wrap(said: dict[str, Any]) -> bytes:
    keys, key = _keys(said["sheet"]), bytes.fromhex(said["person_key"])
    return keys.wrap(bytes.fromhex(said["body"]), person_key=key)


def _unwrap(said: dict[str, Any]) -> bytes:
    _calls.note("envelope-unwrapped")
    keys, key = _keys(said["sheet"]), bytes.fromhex(said["person_key"])
    return keys.unwrap(bytes.fromhex(said["body"]), person_key=key)


def _make(said: dict[str, Any]) -> bytes:
    _keyring.make(said["sheet"])
    _calls.note("sheet-made")
    return b""


def _exists(said: dict[str, Any]) -> bytes:
    return b"1" if _keyring.exists(said["sheet"]) else b"0"


def _destroy(said: dict[str, Any]) -> bytes:
    _keyring.destroy(said["sheet"])
    _keys.cache_clear()
    _calls.note("sheet-destroyed")
    return b""


CALLS: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "container": _container,
    "derive": _derive,
    "destroy": _destroy,
    "exists": _exists,
    "make": _make,
    "open": _open,
    "paper-person": _paper_person,
    "person": _person,
    "unwrap": _unwrap,
    "wrap": _wrap,
}


def answer(line: bytes) -> dict[str, Any]:
    """The answer to one line; every refusal by its word, and never a reason why."""
    try:
        said = json.loads(line)
        if said["call"] == "counts":
            return {"value": _calls.counts()}
        return {"value": CALLS[said["call"]](said).hex()}
    except Refusal as refusal:
        return {"refused": refusal.code}
    except (KeyError, TypeError, ValueError, AttributeError):
        return {"refused": "not-understood"}


class Handler(socketserver.StreamRequestHandler):
    """One connection of a permitted peer, as long as it lasts."""

    def handle(self) -> None:
        """Answer line by line; a peer of another user is not heard at all."""
        if _peer(self.request) not in self.server.peers:  # type: ignore[attr-defined]
            log.warning("vault_peer_refused", uid=_peer(self.request))
            return
        while line := self.rfile.readline(LONGEST):
            self.wfile.write(json.dumps(answer(line)).encode() + b"\n")


class Server(socketserver.ThreadingUnixStreamServer):
    """The socket; only the users in `peers` are heard."""

    daemon_threads = True

    def __init__(self, path: Path, peers: frozenset[int]) -> None:
        path.unlink(missing_ok=True)
        self.peers = peers
        super().__init__(str(path), Handler)
        path.chmod(0o660)


def _peer(line: socket.socket) -> int:
    raw = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return int(_CREDENTIALS.unpack(raw)[1])


def _uids(names: tuple[str, ...]) -> frozenset[int]:
    return frozenset({os.getuid(), *(pwd.getpwnam(name).pw_uid for name in names)})


def main() -> int:
    """Serve until told to stop; refuses to start without socket, keyring and a strong master key."""
    try:
        settings = config.load_vault(os.environ)
        config.use(settings)
        clock.follow(settings.clock_file)
        if settings.oidc_providers is None:
            installed.install(settings)
        server = Server(settings.vault_socket or Path("vault.sock"), _uids(settings.vault_peers))
    except (BadSettings, KeyError, OSError) as error:
        sys.stderr.write(f"The vault does not open: {error}\n")
        return 2
    log.info("vault_open", socket=str(settings.vault_socket))
    with server:
        server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The way to the vault: one JSON object a line over a Unix socket, a connection a thread."""

from __future__ import annotations

import json
import socket
import threading
import zlib
from typing import Any

from commons import config
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _keyring

PATIENCE = 10.0
LONGEST = 4_000_000
LONGEST_UNPACKED = 16_000_000


class _Lines(threading.local):
    """The open connection of each thread."""

    stream: Any = None
    path: str = ""


_lines = _Lines()


def ask(call: str, **said: Any) -> bytes:
    """One call and its answer; refuses what the vault refuses, "vault-down" where none answers."""
    return bytes.fromhex(str(_answer({"call": call, **said})["value"]))


def packed(said: bytes) -> str:
    """Long words for one line: a manifest bears the whole text that is signed."""
    return zlib.compress(said).hex()


def unpacked(said: str) -> bytes:
    """What was packed; raises ValueError for what is longer than any manifest may be."""
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(bytes.fromhex(said), LONGEST_UNPACKED)
    except zlib.error:
        raise ValueError("not packed") from None
    if not reader.eof:
        raise ValueError("too long, or cut short")
    return found


def counts() -> dict[str, int]:
    """The vault's own counts of its calls."""
    return dict(_answer({"call": "counts"})["value"])


def _answer(said: dict[str, Any]) -> dict[str, Any]:
    line = json.dumps(said).encode() + b"\n"
    for attempt in (1, 2):
        try:
            return _checked(_exchange(line))
        except (OSError, ValueError):
            _hang_up()  # the vault was started anew since this thread asked last
            if attempt == 2:
                raise _down() from None
    raise _down()


def _exchange(line: bytes) -> dict[str, Any]:
    stream = _stream()
    stream.write(line)
    stream.flush()
    answer = stream.readline(LONGEST)
    if not answer.endswith(b"\n"):
        raise OSError("the vault has hung up")
    return dict(json.loads(answer))


def _stream() -> Any:
    path = str(config.current().vault_socket)
    if _lines.stream is None or _lines.path != path:
        _hang_up()
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        line.connect(path)
        _lines.stream, _lines.path = line.makefile("rwb"), path
        line.close()  # the stream keeps it open
    return _lines.stream


def _hang_up() -> None:
    stream, _lines.stream = _lines.stream, None
    if stream is not None:
        try:
            stream.close()
        except OSError:
            return


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    code = answer.get("refused")
    if code is None:
        return answer
    if code == "sheet-shredded":
        raise _keyring.shredded()
    if code == "keyring-unsafe":
        raise _keyring.unsafe()
    if code == "sheet-damaged":
        raise Refusal(code, _l("An envelope on this sheet was altered."))
    raise Refusal("vault-refused", _l("The strong room does not do this."), of=code)


def _down() -> Refusal:
    return Refusal(
        "vault-down", _l("The strong room does not answer at the moment. Nothing was changed.")
    )

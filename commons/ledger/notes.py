"""Signed heads as notes of text: a checkpoint any witness can read and cosign (C2SP), pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519, COSIGNATURE = b"\x01", b"\x04"
_TIME = "time "
_LAST_MOMENT = 253_402_300_799
"""The last second of the year 9999, in seconds since 1970: no calendar here goes further."""
_DASH = "\u2014 "


class BadNote(ValueError):
    """The text is not a checkpoint, or its signature is not the named key's."""


@dataclass(frozen=True)
class Checkpoint:
    """What a head says: whose log, how many leaves, which root, when."""

    origin: str
    size: int
    root: bytes
    at: datetime

    def body(self) -> str:
        """The text that is signed."""
        root = base64.b64encode(self.root).decode()
        at = self.at.astimezone(UTC).isoformat(timespec="seconds")
        return f"{self.origin}\n{self.size}\n{root}\n{_TIME}{at}\n"


@dataclass(frozen=True)
class SignatureLine:
    """One signature under a note: the key's name, its short hash, and the signature."""

    name: str
    key_hash: bytes
    signature: bytes

    def text(self) -> str:
        """The line as it stands under the note."""
        return f"{_DASH}{self.name} {base64.b64encode(self.key_hash + self.signature).decode()}\n"


def key_hash(name: str, public: bytes, kind: bytes = ED25519) -> bytes:
    """The four bytes by which a note names a key."""
    return hashlib.sha256(name.encode() + b"\n" + kind + public).digest()[:4]


def signed(checkpoint: Checkpoint, *, public: bytes, signature: bytes) -> str:
    """The note: body, empty line, the log's own signature."""
    line = SignatureLine(checkpoint.origin, key_hash(checkpoint.origin, public), signature)
    return checkpoint.body() + "\n" + line.text()


def parse(note: str) -> tuple[Checkpoint, list[SignatureLine]]:
    """What a note says and who signed it; raises BadNote where it is not one."""
    body, gap, below = note.partition("\n\n")
    lines = body.split("\n")
    try:
        origin, size, root, at = lines[0], lines[1], lines[2], lines[3]
        checkpoint = Checkpoint(
            origin=origin,
            size=_whole(size),
            root=base64.b64decode(root, validate=True),
            at=datetime.fromisoformat(at.removeprefix(_TIME)),
        )
        signatures = [_line(line) for line in below.splitlines()]
    except (IndexError, ValueError, binascii.Error) as error:
        raise BadNote("this is not a checkpoint") from error
    if not gap or len(lines) != 4 or len(checkpoint.root) != 32 or checkpoint.body() != body + "\n":
        raise BadNote("this is not a checkpoint in its canonical form")
    return checkpoint, signatures


def verify(note: str, *, public: bytes) -> Checkpoint:
    """The checkpoint, if the log's own key signed it; raises BadNote otherwise."""
    checkpoint, signatures = parse(note)
    wanted = key_hash(checkpoint.origin, public)
    for line in signatures:
        if line.name == checkpoint.origin and line.key_hash == wanted:
            _check(public, line.signature, checkpoint.body().encode())
            return checkpoint
    raise BadNote("the log's own key has not signed this head")


def cosign(note: str, *, name: str, key: Ed25519PrivateKey, at: datetime) -> SignatureLine:
    """A witness's cosignature (cosignature/v1) under a head that it has checked."""
    checkpoint, _signatures = parse(note)
    moment = int(at.timestamp())
    signature = key.sign(_cosigned(checkpoint, moment))
    hashed = key_hash(name, key.public_key().public_bytes_raw(), COSIGNATURE)
    return SignatureLine(name, hashed, moment.to_bytes(8, "big") + signature)


def verifier_key(name: str, public: bytes) -> str:
    """A witness's key as others write it down: name, short hash, kind and key (C2SP signed-note)."""
    coded = base64.b64encode(COSIGNATURE + public).decode()
    return f"{name}+{key_hash(name, public, COSIGNATURE).hex()}+{coded}"


def is_cosigned(note: str, *, name: str, public: bytes) -> bool:
    """Whether the witness of this name and key has cosigned the head."""
    return cosignature(note, name=name, public=public) is not None


def cosignature(note: str, *, name: str, public: bytes) -> tuple[SignatureLine, datetime] | None:
    """The witness's own line under the head and when it was written; lines that are false are passed over."""
    checkpoint, signatures = parse(note)
    wanted = key_hash(name, public, COSIGNATURE)
    for line in signatures:
        if line.name == name and line.key_hash == wanted and len(line.signature) == 72:
            moment = int.from_bytes(line.signature[:8], "big")
            try:
                _check(public, line.signature[8:], _cosigned(checkpoint, moment))
            except BadNote:
                continue
            if moment <= _LAST_MOMENT:
                return line, datetime.fromtimestamp(moment, UTC)
    return None


def _cosigned(checkpoint: Checkpoint, moment: int) -> bytes:
    return f"cosignature/v1\ntime {moment}\n{checkpoint.body()}".encode()


def _check(public: bytes, signature: bytes, message: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise BadNote("the signature under this head is false") from error


def _line(line: str) -> SignatureLine:
    if not line.startswith(_DASH):
        raise ValueError("a signature begins with a dash")
    name, coded = line.removeprefix(_DASH).rsplit(" ", 1)
    raw = base64.b64decode(coded, validate=True)
    return SignatureLine(name, raw[:4], raw[4:])


def _whole(said: str) -> int:
    if not (said.isascii() and said.isdigit()):
        raise ValueError("a size is a whole number")
    return int(said)

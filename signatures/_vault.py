"""The vault: the only reader of the keyring, and the only place where a person becomes a key.

Each sheet has one random secret. It lies in two live copies outside the database, wrapped by the
master key; from it come the person keys, the salts of leaves, the marks on rows and the outer wrap
of envelopes. Without it every copy of the rows, in every backup, is noise.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from commons import config
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import canonical

_NONCE = 12
_PARTS = b"\x1f"


@dataclass(frozen=True, repr=False)
class SheetKeys:
    """What one sheet's secret can do; lives for one act and is never kept."""

    digest: str
    _secret: bytes = field(repr=False)

    def person_key(self, identifier_kind: str, identifier: str) -> bytes:
        """The one key of this person on this sheet; on every other sheet it is another."""
        if not identifier_kind or not identifier:
            raise ValueError("a person key needs an identifier")
        said = identifier_kind.encode() + _PARTS + identifier.encode()
        return self._of(b"person", said)

    def commitment(self, person_key: bytes, envelope_digest: bytes) -> bytes:
        """What a signature's leaf commits to, salted so that nobody can try out persons."""
        salt = self.signature_salt(person_key, envelope_digest)
        return hashlib.sha256(salt + person_key + envelope_digest).digest()

    def signature_salt(self, person_key: bytes, envelope_digest: bytes) -> bytes:
        """The salt of a signature's leaf."""
        return self._of(b"salt of a signature", person_key + envelope_digest)

    def ending(self, leaf: bytes) -> bytes:
        """What a withdrawal's leaf commits to: the leaf that it ends."""
        return hashlib.sha256(self.ending_salt(leaf) + leaf).digest()

    def ending_salt(self, leaf: bytes) -> bytes:
        """The salt of the withdrawal that ends `leaf`."""
        return self._of(b"salt of a withdrawal", leaf)

    def mark(self, facts: dict[str, object]) -> bytes:
        """The room's mark under a row; a row that was altered or slipped in lacks it."""
        return self._of(b"mark", canonical.encode(facts))

    def receipt_secret(self, leaf: bytes) -> str:
        """The secret half of a receipt."""
        return self._of(b"receipt", leaf)[:16].hex()

    def undo_proof(self, said: str) -> str:
        """The proof in the undo button of the page that answers a signing."""
        return self._of(b"undo", said.encode())[:16].hex()

    def wrap(self, envelope: bytes, *, person_key: bytes) -> bytes:
        """The outer wrap of an envelope, bound to its sheet and row."""
        nonce = secrets.token_bytes(_NONCE)
        aad = self.digest.encode() + person_key
        return nonce + AESGCM(self._of(b"outer", b"")).encrypt(nonce, envelope, aad)

    def unwrap(self, wrapped: bytes, *, person_key: bytes) -> bytes:
        """The sealed envelope, still closed to everybody but the authority."""
        aad = self.digest.encode() + person_key
        outer = AESGCM(self._of(b"outer", b""))
        try:
            return outer.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], aad)
        except InvalidTag:
            raise Refusal("sheet-damaged", _l("An envelope on this sheet was altered.")) from None

    def _of(self, purpose: bytes, said: bytes) -> bytes:
        key = hmac.new(self._secret, b"lex populi sheet: " + purpose, hashlib.sha256).digest()
        return hmac.new(key, said, hashlib.sha256).digest()


def make(digest: str) -> None:
    """Make the sheet's secret in two live copies and read both back; safe to call again.

    Refuses ("sheet-shredded") where the secret of this sheet was destroyed.
    """
    if any(_grave(folder, digest).exists() for folder in _folders()):
        raise _shredded()
    standing = [_read(folder, digest) for folder in _folders()]
    secret = next((s for s in standing if s is not None), None) or secrets.token_bytes(32)
    for folder, found in zip(_folders(), standing, strict=True):
        if found is None and not _file(folder, digest).exists():
            _write(folder, digest, secret)
    if any(_read(folder, digest) != secret for folder in _folders()):
        raise Refusal("keyring-unsafe", _l("The two copies of the keyring are not alike."))


def open_keys(digest: str) -> SheetKeys:
    """The keys of a sheet, from whichever copy of the keyring can be read.

    Refuses: "sheet-shredded" where they were destroyed, "keyring-unsafe" where no copy opens.
    """
    for folder in _folders():
        if _grave(folder, digest).exists():
            raise _shredded()
    for folder in _folders():
        secret = _read(folder, digest)
        if secret is not None:
            return SheetKeys(digest, secret)
    raise Refusal("keyring-unsafe", _l("The keys of this sheet cannot be opened here."))


def exists(digest: str) -> bool:
    """Whether any copy of this sheet's secret can be opened here."""
    return any(_read(folder, digest) is not None for folder in _folders())


def destroy(digest: str) -> None:
    """Overwrite and delete every copy of the secret, and leave a grave that forbids its return."""
    for folder in _folders():
        folder.mkdir(parents=True, exist_ok=True)
        _grave(folder, digest).touch()
        file = _file(folder, digest)
        if file.exists():
            with file.open("r+b") as out:
                out.write(secrets.token_bytes(file.stat().st_size))
                out.flush()
                os.fsync(out.fileno())
            file.unlink()
        _sync(folder)


def _folders() -> tuple[Path, Path]:
    """Two places, best on two disks: `KEYRING_DIR=/first:/second`, or two folders below the one."""
    said = str(config.current().keyring_dir).split(os.pathsep)
    if len(said) > 1:
        return Path(said[0]), Path(said[1])
    return Path(said[0]) / "first", Path(said[0]) / "second"


def _file(folder: Path, digest: str) -> Path:
    return folder / f"{digest}.key"


def _grave(folder: Path, digest: str) -> Path:
    return folder / f"{digest}.destroyed"


def _wrapping() -> AESGCM:
    master = config.current().master_key.encode("utf-8")
    return AESGCM(HKDF(SHA256(), 32, b"lex populi keyring", b"wrap v1").derive(master))


def _read(folder: Path, digest: str) -> bytes | None:
    try:
        said = json.loads(_file(folder, digest).read_bytes())
        wrapped = bytes.fromhex(said["wrapped"])
        return _wrapping().decrypt(wrapped[:_NONCE], wrapped[_NONCE:], digest.encode())
    except (OSError, ValueError, KeyError, InvalidTag):
        return None


def _write(folder: Path, digest: str, secret: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    nonce = secrets.token_bytes(_NONCE)
    wrapped = nonce + _wrapping().encrypt(nonce, secret, digest.encode())
    said = json.dumps({"sheet": digest, "v": 1, "wrapped": wrapped.hex()}).encode()
    try:
        place = os.open(_file(folder, digest), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return  # another process makes the same sheet; whoever reads both back decides
    with os.fdopen(place, "wb") as out:
        out.write(said)
        out.flush()
        os.fsync(out.fileno())
    _sync(folder)


def _sync(folder: Path) -> None:
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


def _shredded() -> Refusal:
    return Refusal("sheet-shredded", _l("The keys of this sheet have been destroyed."))

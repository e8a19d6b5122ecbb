"""The keyring: each sheet's secret in two live copies outside the database, wrapped by the master key.

Only the vault reads it, in production a process and user of its own. Without a sheet's secret
every copy of its rows, in every backup, is noise.
"""

from __future__ import annotations

import json
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from commons import config
from commons.errors import Refusal
from commons.i18n import _l

_NONCE = 12


def make(digest: str) -> None:
    """Make the sheet's secret in two live copies and read both back; safe to call again.

    Refuses ("sheet-shredded") where the secret of this sheet was destroyed.
    """
    if is_destroyed(digest):
        raise shredded()
    standing = [_read(folder, digest) for folder in folders()]
    secret = next((s for s in standing if s is not None), None) or secrets.token_bytes(32)
    for folder, found in zip(folders(), standing, strict=True):
        if found is None and not _file(folder, digest).exists():
            _write(folder, digest, secret)
    if any(_read(folder, digest) != secret for folder in folders()):
        raise Refusal("keyring-unsafe", _l("The two copies of the keyring are not alike."))


def secret_of(digest: str) -> bytes:
    """The secret of a sheet, from whichever copy of the keyring can be read.

    Refuses: "sheet-shredded" where they were destroyed, "keyring-unsafe" where no copy opens.
    """
    if is_destroyed(digest):
        raise shredded()
    for folder in folders():
        secret = _read(folder, digest)
        if secret is not None:
            return secret
    raise unsafe()


def is_destroyed(digest: str) -> bool:
    """Whether this sheet's secret was destroyed here, for ever."""
    return any(_grave(folder, digest).exists() for folder in folders())


def exists(digest: str) -> bool:
    """Whether any copy of this sheet's secret can be opened here."""
    return any(_read(folder, digest) is not None for folder in folders())


def destroy(digest: str) -> None:
    """Overwrite and delete every copy of the secret, and leave a grave that forbids its return."""
    for folder in folders():
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


def folders() -> tuple[Path, Path]:
    """Two places, best on two disks: `KEYRING_DIR=/first:/second`, or two folders below the one."""
    return _folders(str(config.current().keyring_dir))


@lru_cache(maxsize=16)
def _folders(keyring_dir: str) -> tuple[Path, Path]:
    said = keyring_dir.split(os.pathsep)
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


def shredded() -> Refusal:
    """The refusal of a sheet whose secret is gone."""
    return Refusal("sheet-shredded", _l("The keys of this sheet have been destroyed."))


def unsafe() -> Refusal:
    """The refusal of a sheet of whose secret no copy opens."""
    return Refusal("keyring-unsafe", _l("The keys of this sheet cannot be opened here."))

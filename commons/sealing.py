"""Sealing words to a desk: each desk has a random key outside the database, which can be destroyed.

The keys lie in the instance's folder `desk-keys`, wrapped by a key made from ACCOUNT_KEY: neither a
copy of the database nor the folder alone opens anything, and once a key is destroyed no backup of the
rows does. The master key has no part in it: in production only the vault knows that one.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from commons import config
from commons.errors import Refusal
from commons.i18n import _l

SEALED_FIELDS = frozenset({"confidential", "pseudonym"})
"""Fields of forms whose words lie sealed wherever a form is kept before it is sent."""
_DRAFTS = "drafts"
_MARK = "sealed:"
_NONCE = 12
_KEY = 32


def seal(desk: str, words: str, *, bound_to: str) -> bytes:
    """Close words so that only this desk opens them, and only as what they are bound to.

    `desk` is a word of letters, digits and hyphens. Refuses ("key-destroyed") once its key is gone.
    """
    nonce = secrets.token_bytes(_NONCE)
    key = AESGCM(_read(desk) or _make(desk))
    return nonce + key.encrypt(nonce, words.encode("utf-8"), _context(desk, bound_to))


def unseal(desk: str, sealed: bytes, *, bound_to: str) -> str:
    """The words again; refuses "key-destroyed" without the key, "seal-broken" for altered bytes."""
    key = _read(desk)
    if key is None:
        raise _gone()
    try:
        plain = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _context(desk, bound_to))
    except InvalidTag:
        raise Refusal("seal-broken", _l("What is sealed here was altered.")) from None
    return plain.decode("utf-8")


def seal_fields(fields: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """A half-written form as it may be kept: what is for the agency alone is closed in it."""
    kept = {name: list(words) for name, words in fields.items()}
    for name in SEALED_FIELDS & kept.keys():
        kept[name] = [
            _MARK + seal(_DRAFTS, word, bound_to=name).hex() if word else "" for word in kept[name]
        ]
    return kept


def unseal_fields(fields: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The form again as its author filled it in."""
    found = {name: list(words) for name, words in fields.items()}
    for name in SEALED_FIELDS & found.keys():
        found[name] = [_opened(name, word) for word in found[name]]
    return found


def destroy(desk: str) -> None:
    """Overwrite and delete the key of a desk, for ever; safe to call again."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    _grave(desk).touch()
    file = _file(desk)
    if file.exists():
        with file.open("r+b") as out:
            out.write(secrets.token_bytes(file.stat().st_size))
            out.flush()
            os.fsync(out.fileno())
        file.unlink()


def is_destroyed(desk: str) -> bool:
    """Whether what was sealed to this desk can never be read again."""
    return _grave(desk).exists()


def _opened(name: str, word: str) -> str:
    if not word.startswith(_MARK):
        return word
    return unseal(_DRAFTS, bytes.fromhex(word.removeprefix(_MARK)), bound_to=name)


def _make(desk: str) -> bytes:
    if is_destroyed(desk):
        raise _gone()
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    nonce = secrets.token_bytes(_NONCE)
    draft = _draft(
        desk, nonce + _wrapping().encrypt(nonce, secrets.token_bytes(_KEY), desk.encode())
    )
    try:
        # A link appears whole or not at all, and never in the place of another process's key.
        os.link(draft, _file(desk))
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    made = _read(desk)
    if made is None:
        raise Refusal("keyring-unsafe", _l("The keys of this desk cannot be opened here."))
    return made


def _draft(desk: str, wrapped: bytes) -> Path:
    """A wrapped key beside its place, safely on the disk."""
    draft = _folder() / f".{desk}.{secrets.token_hex(8)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(wrapped)
        out.flush()
        os.fsync(out.fileno())
    return draft


def _read(desk: str) -> bytes | None:
    try:
        wrapped = _file(desk).read_bytes()
    except FileNotFoundError:
        return None
    key = _opened_by(_wrapping(), wrapped, desk)
    if key is None:
        key = _opened_by(_former_wrapping(), wrapped, desk)
        if key is None:
            raise Refusal("keyring-unsafe", _l("The keys of this desk cannot be opened here."))
        _replace(desk, key)
    return key


def _opened_by(wrapping: AESGCM, wrapped: bytes, desk: str) -> bytes | None:
    try:
        return wrapping.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], desk.encode())
    except InvalidTag:
        return None


def _replace(desk: str, key: bytes) -> None:
    """Wrap a key anew that an earlier version had wrapped by the master key."""
    nonce = secrets.token_bytes(_NONCE)
    draft = _draft(desk, nonce + _wrapping().encrypt(nonce, key, desk.encode()))
    draft.replace(_file(desk))


def _wrapping() -> AESGCM:
    secret = config.current().account_key.encode("utf-8")
    return AESGCM(HKDF(SHA256(), _KEY, b"lex populi desks", b"wrap v2").derive(secret))


def _former_wrapping() -> AESGCM:
    """How earlier versions wrapped; a web process beside a vault had no master key at all."""
    master = config.current().master_key.encode("utf-8")
    return AESGCM(HKDF(SHA256(), _KEY, b"lex populi desks", b"wrap v1").derive(master))


def _context(desk: str, bound_to: str) -> bytes:
    return f"lex populi desk v1|{desk}|{bound_to}".encode()


def _folder() -> Path:
    return config.current().instance_dir / "desk-keys"


def _file(desk: str) -> Path:
    if not re.fullmatch(r"[a-z0-9-]{1,80}", desk):
        raise ValueError("a desk is named by letters, digits and hyphens")
    return _folder() / f"{desk}.key"


def _grave(desk: str) -> Path:
    return _file(desk).with_suffix(".destroyed")


def _gone() -> Refusal:
    return Refusal(
        "key-destroyed", _l("What was sealed here can no longer be opened; its key is destroyed.")
    )

"""Verifying authorities and their keys: made off the server, registered here, proved by a test envelope."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _envelope, _escrow
from signatures._manifest import AuthorityKey
from signatures._papers import AuthorityRow
from signatures._words import AuthorityView

_LONGEST = 4000


def new_key(name: str, *, escrow: str = "") -> tuple[dict[str, str], dict[str, str]]:
    """A fresh pair of keys, private and public; the private one never comes near a server.

    `escrow` is the fingerprint of the key to which a second copy of the private one is sealed.
    """
    encryption, signing = X25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    public = {
        "encryption": encryption.public_key().public_bytes_raw().hex(),
        "name": name,
        "signing": signing.public_key().public_bytes_raw().hex(),
        "v": "1",
        **({"escrow": escrow} if escrow else {}),
    }
    private = {
        **public,
        "private_encryption": encryption.private_bytes_raw().hex(),
        "private_signing": signing.private_bytes_raw().hex(),
    }
    return private, public


def read_public(text: str) -> AuthorityKey:
    """A public key file as `flask signatures keygen` writes it; refuses ("bad-key") anything else.

    A private key that is uploaded by mistake is refused by name, because it is now worthless.
    """
    try:
        said = dict(json.loads(text[:_LONGEST]))
        key = AuthorityKey(
            name=str(said["name"]).strip()[:200],
            encryption=bytes.fromhex(said["encryption"]).hex(),
            signing=bytes.fromhex(said["signing"]).hex(),
        )
        X25519PublicKey.from_public_bytes(bytes.fromhex(key.encryption))
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.signing))
    except (ValueError, TypeError, KeyError):
        raise Refusal("bad-key", _l("This is not the public key file of an authority.")) from None
    if "private_encryption" in said or not key.name:
        raise Refusal(
            "bad-key",
            _l("This is the private key file. It must never leave the authority: make a new one."),
        )
    return key


def register_authority(
    agency_id: int, public: Mapping[str, str] | str, *, actor: Actor | None = None
) -> AuthorityView:
    """Take an authority's public keys; they can be used once its test envelope was opened."""
    text = public if isinstance(public, str) else json.dumps(dict(public))
    key = read_public(text)
    word = secrets.token_hex(16)
    envelope = _envelope.seal(
        {"test": word, "v": 1}, sheet_digest=key.fingerprint, to=key.encryption
    )
    row = {
        "agency_id": agency_id,
        "escrow": _escrow.named_in(text),
        "name": key.name,
        "encryption": key.encryption,
        "signing": key.signing,
        "fingerprint": key.fingerprint,
        "registered_at": clock.now(),
        "test_digest": _digest(word),
        "test_envelope": envelope,
    }
    if db.insert_once(AuthorityRow, row, conflict=["fingerprint"]) is None:
        raise Refusal("key-known", _l("This key has been registered before."))
    record.note(
        "authority:key:registered",
        "/ledger/authorities/" + key.fingerprint,
        actor=actor,
        agency_id=agency_id,
        facts={"escrow": row["escrow"], "fingerprint": key.fingerprint, "name": key.name},
    )
    return _view(_by_fingerprint(key.fingerprint))


def confirm_authority(fingerprint: str, word: str, *, actor: Actor | None = None) -> AuthorityView:
    """Believe that the authority can open what is sealed to it, by the word from its test envelope."""
    row = _by_fingerprint(fingerprint)
    if not hmac.compare_digest(row.test_digest, _digest(word.strip())):
        raise Refusal("wrong-word", _l("This is not the word in the test envelope."), field="word")
    if row.confirmed_at is None:
        row.confirmed_at = clock.now()
        db.session().flush()
        record.note(
            "authority:key:confirmed",
            "/ledger/authorities/" + fingerprint,
            actor=actor,
            agency_id=row.agency_id,
            facts={"fingerprint": fingerprint},
        )
    return _view(row)


def second_authority(
    fingerprint: str, compared: str, *, actor: Actor | None = None
) -> AuthorityView:
    """Admit a key as the second person, who has read its fingerprint on the authority's own site.

    Refuses a key that has not opened its test envelope ("key-unproved"), other letters than those
    of the fingerprint ("wrong-fingerprint"), and the person who confirmed it ("two-persons-needed").
    """
    row = _by_fingerprint(fingerprint)
    if row.confirmed_at is None:
        raise Refusal("key-unproved", _l("The test envelope of this key has not been opened yet."))
    said = "".join(compared.split()).lower()
    if not hmac.compare_digest(said.encode(), fingerprint.encode()):
        raise Refusal(
            "wrong-fingerprint",
            _l("This is not the fingerprint of the key. Do not admit it before both are the same."),
            field="compared",
        )
    if actor is not None and actor.is_one_of(_first(fingerprint)):
        raise Refusal(
            "two-persons-needed",
            _l("Whoever opened the test envelope cannot be the second person as well."),
        )
    if row.seconded_at is None:
        row.seconded_at = clock.now()
        db.session().flush()
        record.note(
            "authority:key:admitted",
            "/ledger/authorities/" + fingerprint,
            actor=actor,
            agency_id=row.agency_id,
            facts={"fingerprint": fingerprint},
        )
    return _view(row)


def _first(fingerprint: str) -> int | None:
    """The account of whoever opened the test envelope, from the record; the room keeps none."""
    for entry in record.history("/ledger/authorities/" + fingerprint):
        if entry.kind == "authority:key:confirmed":
            said = record.private_facts(entry)
            return int(said["account"]) if said and "account" in said else None
    return None


def authority_of(agency_id: int) -> AuthorityKey | None:
    """The newest key of an agency that two persons have admitted; None where there is none.

    A new key is for new sheets: those that are open keep theirs. The record must say so too: a key
    that was slipped into the database is passed over.
    """
    wanted = sa.select(AuthorityRow).where(
        AuthorityRow.agency_id == agency_id,
        AuthorityRow.confirmed_at.is_not(None),
        AuthorityRow.seconded_at.is_not(None),
    )
    for row in db.session().scalars(wanted.order_by(AuthorityRow.id.desc())):
        key = AuthorityKey(row.name, row.encryption, row.signing)
        if _is_on_record(key, agency_id):
            return key
    return None


def _is_on_record(key: AuthorityKey, agency_id: int) -> bool:
    entries = record.history("/ledger/authorities/" + key.fingerprint)
    own = {e.kind for e in entries if e.agency_id == agency_id and record.is_own(e)}
    return {"authority:key:admitted", "authority:key:confirmed"} <= own


def authority(fingerprint: str) -> AuthorityView:
    """A registered key, in public; refuses an unknown one."""
    return _view(_by_fingerprint(fingerprint))


def all_authorities() -> list[AuthorityView]:
    """Every registered key of every authority, the newest first."""
    wanted = sa.select(AuthorityRow).order_by(AuthorityRow.agency_id, AuthorityRow.id.desc())
    return [_view(row) for row in db.session().scalars(wanted)]


def authorities(agency_ids: frozenset[int]) -> list[AuthorityView]:
    """The registered keys of these agencies, newest first."""
    wanted = sa.select(AuthorityRow).where(AuthorityRow.agency_id.in_(agency_ids))
    return [_view(row) for row in db.session().scalars(wanted.order_by(AuthorityRow.id.desc()))]


def open_test(private: Mapping[str, str], envelope: bytes) -> str:
    """The word in a test envelope; off the server, with the private key."""
    key = X25519PrivateKey.from_private_bytes(bytes.fromhex(private["private_encryption"]))
    public = AuthorityKey(private["name"], private["encryption"], private["signing"])
    contents = _envelope.open_with(key, envelope, sheet_digest=public.fingerprint)
    return str(contents["test"])


def _by_fingerprint(fingerprint: str) -> AuthorityRow:
    wanted = sa.select(AuthorityRow).where(AuthorityRow.fingerprint == fingerprint)
    row = db.session().scalar(wanted)
    if row is None:
        raise Refusal("not-found", _l("There is no such key."))
    return row


def _view(row: AuthorityRow) -> AuthorityView:
    return AuthorityView(
        agency_id=row.agency_id,
        name=row.name,
        fingerprint=row.fingerprint,
        registered_at=row.registered_at,
        confirmed_at=row.confirmed_at,
        test_envelope=row.test_envelope,
        seconded_at=row.seconded_at,
        escrow=row.escrow or "",
    )


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8")).hexdigest()

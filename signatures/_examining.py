"""The authority's examination of a package, off the server: leaves, envelopes, origins, persons; pure."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from commons.ledger import merkle, notes
from commons.ledger.statements import BadStatement
from signatures import _envelope, _extending, _package, _sampling, _trust
from signatures._examination import Examination, Outcome
from signatures._manifest import AuthorityKey
from signatures._origin import Origins, OriginUnproved, only_known
from signatures._package import BadPackage, Reader
from signatures._register import Register
from signatures._results import VALID
from signatures._sampling import Sample
from signatures._trust import TrustList


def examine(
    path: Path,
    private: Mapping[str, str],
    register: Register,
    *,
    operator_key: str | None = None,
    issuer_keys: Sequence[Mapping[str, Any]] | None = None,
    travelled: bool = False,
    trust_lists: Path | None = None,
) -> Examination:
    """Open a package with the authority's private key and decide each standing signature.

    Raises BadPackage where the package does not hold together: another key's, altered, or with
    leaves that are not exactly those of the closing head. `issuer_keys` are the keys that the
    identity providers publish; without them the package's own are believed. `trust_lists` is the authority's
    own folder; without it no container is believed. `travelled` accepts a demonstration's clock.
    """
    reader = Reader(path)
    own = AuthorityKey(private["name"], private["encryption"], private["signing"])
    manifest = _manifest(reader, own)
    leaves = _leaves(reader, operator_key)
    withdrawn = _check_withdrawals(reader, manifest.digest, leaves)
    issuers = reader.cover["issuers"]
    if issuer_keys is not None:
        issuers = only_known(issuers, issuer_keys)
    desk = _Desk(
        key=X25519PrivateKey.from_private_bytes(bytes.fromhex(private["private_encryption"])),
        manifest=manifest,
        origins=Origins(
            manifest.facts,
            issuers,
            travelled=travelled,
            trust=_trusted(manifest, trust_lists),
            closes_at=_extended(reader, manifest, operator_key),
        ),
        register=register,
    )
    standing = _standing(reader, desk, leaves, withdrawn)
    sample, chosen = _sample(reader, standing)
    closing = reader.cover["closing"]
    return Examination(
        sheet=manifest.digest,
        package=reader.digest,
        title=str(manifest.facts["title"]),
        closing_size=int(closing["size"]),
        closing_root=str(closing["root"]),
        authority=own.fingerprint,
        outcomes=_outcomes(reader, desk, chosen),
        sample=sample,
    )


@dataclass(frozen=True)
class _Manifest:
    digest: str
    facts: dict[str, Any]


@dataclass(frozen=True, repr=False)
class _Desk:
    key: X25519PrivateKey
    manifest: _Manifest
    origins: Origins
    register: Register


@dataclass
class _Leaves:
    """The leaves of the closing head, each of which must be accounted for once."""

    data: list[bytes]
    used: set[int] = field(default_factory=set)

    def take(self, position: object, wanted: bytes) -> bytes:
        """The hash of the leaf at `position`, which must be exactly `wanted` and unused."""
        if not isinstance(position, int) or not 0 <= position < len(self.data):
            raise BadPackage("a row names a leaf that is not there")
        if position in self.used or self.data[position] != wanted:
            raise BadPackage(f"leaf {position} is not what its row says")
        self.used.add(position)
        return merkle.leaf_hash(wanted)


def _trusted(manifest: _Manifest, folder: Path | None) -> TrustList | None:
    return _trust.load(folder, str(manifest.facts["rule_set"]).partition("@")[0])


def _extended(reader: Reader, manifest: _Manifest, operator_key: str | None) -> datetime:
    """The end of collecting, with the time that was given back if the operator has signed that."""
    key = operator_key or str(reader.cover["operator_key"])
    try:
        said = reader.cover.get("extension")
        return _extending.end_of(manifest.facts, manifest.digest, said, key)
    except BadStatement as error:
        raise BadPackage("the operator has not signed the later end") from error


def _manifest(reader: Reader, own: AuthorityKey) -> _Manifest:
    raw = reader.manifest()
    digest = hashlib.sha256(raw).hexdigest()
    facts = json.loads(raw)
    if digest != reader.cover.get("sheet"):
        raise BadPackage("the manifest is not that of the sheet")
    if (facts.get("authority") or {}).get("fingerprint") != own.fingerprint:
        raise BadPackage("the sheet names another authority's key")
    return _Manifest(digest, facts)


def _leaves(reader: Reader, operator_key: str | None) -> _Leaves:
    data = list(reader.lines(_package.LEAVES))
    closing = reader.cover["closing"]
    root = merkle.root_of(merkle.leaf_hash(words) for words in data)
    if len(data) != closing["size"] or root.hex() != closing["root"]:
        raise BadPackage("the leaves do not give the closing head")
    key = operator_key or reader.cover["operator_key"]
    if data:
        try:
            head = notes.verify(reader.cover["head"], public=bytes.fromhex(key))
        except ValueError as error:
            raise BadPackage("the operator has not signed the closing head") from error
        if (head.size, head.root) != (len(data), root):
            raise BadPackage("the signed head is not the closing head")
    return _Leaves(data)


def _check_withdrawals(reader: Reader, digest: str, leaves: _Leaves) -> set[str]:
    ended: set[str] = set()
    for row in reader.rows(_package.WITHDRAWALS):
        salt, ends = bytes.fromhex(row["salt"]), bytes.fromhex(row["ends"])
        commitment = hashlib.sha256(salt + ends).digest()
        leaves.take(row["position"], _envelope.leaf_data("withdrawal", digest, commitment))
        if row["ends"] in ended:
            raise BadPackage("a signature was withdrawn twice")
        ended.add(row["ends"])
    return ended


def _standing(reader: Reader, desk: _Desk, leaves: _Leaves, withdrawn: set[str]) -> list[str]:
    """The leaves that stand, in their order, once every leaf is accounted for."""
    standing: list[str] = []
    keys: set[str] = set()
    left = set(withdrawn)
    for row in reader.rows(_package.SIGNATURES):
        leaf = _check_leaf(row, desk.manifest.digest, leaves).hex()
        if leaf in withdrawn:
            left.discard(leaf)
            continue
        if row["person_key"] in keys:
            raise BadPackage("one person key stands twice")
        keys.add(row["person_key"])
        standing.append(leaf)
    if left:
        raise BadPackage("a withdrawal ends a signature that is not there")
    if len(leaves.used) != len(leaves.data):
        raise BadPackage("a leaf of the ledger is not in the package")
    return standing


def _sample(reader: Reader, standing: list[str]) -> tuple[Sample | None, frozenset[str]]:
    """What is examined: all, or the sample that the closing head itself draws."""
    many = reader.cover.get("sample")
    if many is None:
        return None, frozenset(standing)
    closing = reader.cover["closing"]
    seed = _sampling.seed(str(closing["root"]), int(closing["size"]))
    return Sample(seed, len(standing)), _sampling.choose(standing, seed, int(many))


def _outcomes(reader: Reader, desk: _Desk, chosen: frozenset[str]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for row in reader.rows(_package.SIGNATURES):
        leaf = merkle.leaf_hash(_leaf_data(row, desk.manifest.digest)).hex()
        if leaf in chosen:
            outcomes.append(Outcome(leaf, _decide(row, desk), secrets.token_hex(16)))
    return outcomes


def _check_leaf(row: Mapping[str, Any], digest: str, leaves: _Leaves) -> bytes:
    return leaves.take(row["position"], _leaf_data(row, digest))


def _leaf_data(row: Mapping[str, Any], digest: str) -> bytes:
    said = bytes.fromhex(row["salt"] + row["person_key"] + row["envelope_digest"])
    return _envelope.leaf_data("signature", digest, hashlib.sha256(said).digest())


def _decide(row: Mapping[str, Any], desk: _Desk) -> str:
    """One word for one signature: valid, or why it does not count."""
    sealed = base64.b64decode(row["envelope"] or "")
    if hashlib.sha256(sealed).hexdigest() != row["envelope_digest"]:
        raise BadPackage("an envelope is not the one of its leaf")
    try:
        contents = _envelope.open_with(desk.key, sealed, sheet_digest=desk.manifest.digest)
        person = desk.origins.prove(contents)
    except _envelope.NotOurs:
        return "envelope-unreadable"
    except OriginUnproved as unproved:
        return unproved.reason
    return desk.register.decide(person, desk.manifest.facts["eligibility"], row["day"]) or VALID

"""Witnesses outside the house: who they are, what they have cosigned, what waits for them."""

from __future__ import annotations

import base64
import binascii
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa

from commons import clock, config, db
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import keys, notes, trees
from commons.ledger.models import Cosignature, Entry, Head, Leaf
from commons.ledger.notes import BadNote, SignatureLine

FILE = "witnesses.toml"
_LOOKED_AT = 20
"""So many of the newest cosigned heads are looked at for the one whose quorum holds today."""
_LONGEST = 20_000


@dataclass(frozen=True)
class Witness:
    """One witness: the name in its cosignatures, its key, and who stands behind it."""

    name: str
    public: bytes
    about: str = ""


@dataclass(frozen=True)
class Policy:
    """The witnesses in whom this installation trusts, and how many of them make a head count."""

    witnesses: tuple[Witness, ...] = ()
    quorum: int = 0

    def named(self, name: str) -> Witness | None:
        """The witness of this name."""
        return next((one for one in self.witnesses if one.name == name), None)


@dataclass(frozen=True)
class Seen:
    """A witness, and the newest head that it has cosigned."""

    witness: Witness
    size: int | None
    at: datetime | None


def policy() -> Policy:
    """The policy of `WITNESS_DIR/witnesses.toml`; without one there is no witness.

    The file holds `quorum = 1` and a table `[[witness]]` with `key` (a verifier key as in C2SP
    signed-note, `name+hash+key`) and `about`. Raises ValueError where a key is malformed, where
    two witnesses have one name or one key, or where the quorum is not between 1 and their number.
    """
    folder = config.current().witness_dir
    file = folder / FILE if folder is not None else None
    if file is None or not file.exists():
        return Policy()
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> Policy:
    said = tomllib.loads(file.read_text("utf-8"))
    made = tuple(
        read_key(one["key"], about=one.get("about", "")) for one in said.get("witness", ())
    )
    if len({one.name for one in made}) != len(made):
        raise ValueError(f"{file.name}: two witnesses have one name")
    if len({one.public for one in made}) != len(made):
        raise ValueError(f"{file.name}: two witnesses have one key")
    quorum = int(said.get("quorum", 1 if made else 0))
    if made and not 1 <= quorum <= len(made):
        raise ValueError(f"{file.name}: a quorum of {quorum} among {len(made)} witnesses")
    return Policy(made, quorum)


def read_key(verifier_key: str, *, about: str = "") -> Witness:
    """The witness of a verifier key; raises ValueError where it is malformed or of another kind."""
    name, _gap, rest = verifier_key.strip().partition("+")
    hashed, _gap, coded = rest.partition("+")
    try:
        raw = base64.b64decode(coded, validate=True)
    except binascii.Error:
        raw = b""
    kind, public = raw[:1], raw[1:]
    if kind != notes.COSIGNATURE or len(public) != 32:
        raise ValueError(f"the key of {name or 'a witness'} is not one for cosignatures")
    if notes.key_hash(name, public, notes.COSIGNATURE).hex() != hashed:
        raise ValueError(f"the key of {name} does not fit its name")
    return Witness(name, public, about)


def accept(text: str) -> list[str]:
    """Keep the cosignatures under one of our heads; the names of the witnesses that it bears.

    Refuses what is not a note ("bad-note"), a head that this log has never signed
    ("ledger-no-such-head"), and a note that none of the known witnesses has cosigned
    ("witness-unknown"). Known cosignatures are no fault: sending twice changes nothing.
    """
    note = _checked(text)
    main = trees.find(trees.MAIN)
    said, _lines = notes.parse(note)
    head = trees.head(main, size=said.size) if main is not None else None
    if head is None or head.root != said.root:
        raise Refusal("ledger-no-such-head", _l("The log had no tree of this size."))
    found = {one.name: _cosignature(note, one) for one in policy().witnesses}
    known = {name: line for name, line in found.items() if line is not None}
    if not known:
        raise Refusal("witness-unknown", _l("No witness of this record has cosigned this head."))
    for name, (line, at) in known.items():
        values = {"head_id": head.id, "witness": name, "line": line.text(), "at": at}
        db.insert_once(Cosignature, values, conflict=["head_id", "witness"])
    _settle(head)
    return list(known)


def under(heads: Sequence[Head]) -> dict[int, list[Cosignature]]:
    """The cosignatures that came for these heads, by the head's id."""
    found: dict[int, list[Cosignature]] = {head.id: [] for head in heads}
    wanted = sa.select(Cosignature).where(Cosignature.head_id.in_(found))
    for one in db.session().scalars(wanted.order_by(Cosignature.id)):
        found[one.head_id].append(one)
    return found


def note_of(head: Head, lines: Sequence[Cosignature]) -> str:
    """A head as text, with the cosignatures that came for it."""
    return head.note + "".join(one.line for one in lines)


def seen() -> list[Seen]:
    """Each witness with the newest head that it has cosigned."""
    return [_seen(one) for one in policy().witnesses]


def settled_size() -> int | None:
    """How many entries of the main log stand under a head with its quorum; None without witnesses.

    The quorum is counted anew by today's policy: neither a witness who is trusted no more nor a
    word in the database makes a head count.
    """
    if not policy().witnesses:
        return None
    main = trees.find(trees.MAIN)
    if main is None:
        return 0
    wanted = sa.select(Head).where(Head.tree_id == main.id, Head.cosigned_at.is_not(None))
    wanted = wanted.order_by(Head.size.desc()).limit(_LOOKED_AT)
    return next((head.size for head in db.session().scalars(wanted).all() if _stands(head)), 0)


def is_settled(kind: str, subject: str) -> bool:
    """Whether the newest act of this kind on record stands under a cosigned head.

    True without witnesses: then the history is the operator's word, as the pages say. Opening,
    threshold, closing and destruction of a sheet count only once this is true.
    """
    size = settled_size()
    if size is None:
        return True
    wanted = (
        sa.select(Leaf.position)
        .join(Entry, Entry.id == Leaf.entry_id)
        .where(Entry.subject == subject, Entry.kind == kind)
        .order_by(Entry.id.desc())
        .limit(1)
    )
    position = db.session().scalar(wanted)
    return position is not None and position < size


def _checked(text: str) -> str:
    if len(text) > _LONGEST:
        raise _bad()
    try:
        notes.verify(text, public=keys.public_key())
    except BadNote:
        raise _bad() from None
    return text


def _cosignature(note: str, one: Witness) -> tuple[SignatureLine, datetime] | None:
    return notes.cosignature(note, name=one.name, public=one.public)


def _stands(head: Head) -> bool:
    """Whether today's witnesses have cosigned this very head, as many as today's policy asks for."""
    note = note_of(head, under([head])[head.id])
    return _cosigned_size(note, policy()) == head.size


@lru_cache(maxsize=64)
def _cosigned_size(note: str, trusted: Policy) -> int | None:
    """The size of a head that has its quorum; None for any other note."""
    try:
        said, _lines = notes.parse(note)
    except BadNote:
        return None
    many = sum(_cosignature(note, one) is not None for one in trusted.witnesses)
    return said.size if many >= trusted.quorum else None


def _settle(head: Head) -> None:
    if head.cosigned_at is None and _stands(head):
        head.cosigned_at = clock.now()
        db.session().flush()


def _seen(one: Witness) -> Seen:
    wanted = (
        sa.select(Head.size, Cosignature.at)
        .join(Head, Head.id == Cosignature.head_id)
        .where(Cosignature.witness == one.name)
        .order_by(Cosignature.id.desc())
        .limit(1)
    )
    row = db.session().execute(wanted).one_or_none()
    return Seen(one, row[0] if row else None, row[1] if row else None)


def _bad() -> Refusal:
    return Refusal("bad-note", _l("This is not a head that this record has signed."))

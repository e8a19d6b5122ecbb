"""What happened, by whom: every public act is an entry, written in the act's own transaction."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from commons import clock, db
from commons.access import Actor
from commons.ledger import canonical, keys
from commons.ledger.models import Entry, PrivateFact
from commons.ledger.sequencing import leaf_of

__all__ = [
    "Entry",
    "about",
    "erase",
    "forget",
    "forget_within",
    "history",
    "is_committed",
    "is_own",
    "leaf_of",
    "note",
    "private_facts",
]

LARGEST_PAGE = 500
_NUMBERED = ("number", "version", "theme", "digest")
"""The facts by which a part of a subject is named, the first that is there."""


def note(
    kind: str,
    subject: str,
    *,
    actor: Actor | None = None,
    agency_id: int | None = None,
    facts: Mapping[str, Any] | None = None,
    private: Mapping[str, Any] | None = None,
) -> Entry:
    """Write one act into the record; it stands if and only if the act itself does.

    `kind` is `source:subject:action`, `subject` the public path of what it is about. `facts` are
    public for ever: no personal data, no words that people wrote. `private` and the actor's
    account enter only as a salted commitment, whose salt lies in a row that can be erased.
    """
    hidden = dict(private or {})
    account_id = actor.account_id if actor is not None else None
    if account_id is not None:
        hidden["account"] = account_id
    salt = secrets.token_bytes(32)
    entry = Entry(
        number=secrets.token_hex(16),
        kind=kind,
        subject=subject,
        at=clock.now(),
        agency_id=agency_id,
        facts=dict(facts or {}),
        commitment=_commit(salt, hidden) if hidden else None,
        of=_part(kind, facts or {}),
    )
    entry.mac = keys.entry_mac(leaf_of(entry))
    session = db.session()
    session.add(entry)
    session.flush()
    if hidden:
        session.add(PrivateFact(entry_id=entry.id, account_id=account_id, salt=salt, facts=hidden))
        session.flush()
    return entry


def history(
    subject: str,
    *,
    limit: int = 50,
    after: int | None = None,
    kinds: Collection[str] | None = None,
) -> list[Entry]:
    """What is on record about `subject`, newest first, of these `kinds` only where they are named.

    `after` is the id of the last one seen.
    """
    wanted = sa.select(Entry).where(Entry.subject == subject)
    if kinds is not None:
        wanted = wanted.where(Entry.kind.in_(sorted(kinds)))
    if after is not None:
        wanted = wanted.where(Entry.id < after)
    wanted = wanted.order_by(Entry.id.desc()).limit(min(limit, LARGEST_PAGE))
    return list(db.session().scalars(wanted))


def about(subject: str, of: str, *, limit: int = 50) -> list[Entry]:
    """What is on record about one part of a subject, such as `comment/81`, the oldest first."""
    wanted = sa.select(Entry).where(Entry.subject == subject, Entry.of == of)
    return list(db.session().scalars(wanted.order_by(Entry.id).limit(limit)))


def private_facts(entry: Entry) -> Mapping[str, Any] | None:
    """What the entry commits to, or None once it is erased; for auditors and the persons themselves."""
    row = db.session().scalar(sa.select(PrivateFact).where(PrivateFact.entry_id == entry.id))
    return None if row is None else row.facts


def is_own(entry: Entry) -> bool:
    """Whether this house wrote the entry, and nobody has changed it since."""
    return hmac.compare_digest(entry.mac, keys.entry_mac(leaf_of(entry)))


def is_committed(entry: Entry, salt: bytes, facts: Mapping[str, Any]) -> bool:
    """Whether these are the private facts to which the entry committed."""
    return hmac.compare_digest(_commit(salt, facts), entry.commitment or "")


def erase(entry: Entry) -> None:
    """Delete the salt and the private facts of one entry; its commitment then says nothing."""
    db.session().execute(sa.delete(PrivateFact).where(PrivateFact.entry_id == entry.id))


def forget(account_id: int) -> None:
    """Cut every link between the record and an account (erasure, GDPR art. 17)."""
    db.session().execute(sa.delete(PrivateFact).where(PrivateFact.account_id == account_id))


def forget_within(subject: str, kinds: Collection[str]) -> None:
    """Cut every link between accounts and the entries of these kinds on `subject`."""
    wanted = sa.select(Entry.id).where(Entry.subject == subject, Entry.kind.in_(sorted(kinds)))
    db.session().execute(sa.delete(PrivateFact).where(PrivateFact.entry_id.in_(wanted)))


def _part(kind: str, facts: Mapping[str, Any]) -> str | None:
    """`hearing:comment:accepted` with number 81 is about `comment/81`."""
    what = kind.split(":")[1] if kind.count(":") == 2 else kind
    found = next((facts[name] for name in _NUMBERED if name in facts), None)
    return f"{what}/{found}"[:80] if isinstance(found, int | str) else None


def _commit(salt: bytes, facts: Mapping[str, Any]) -> str:
    return hashlib.sha256(salt + canonical.encode(facts)).hexdigest()

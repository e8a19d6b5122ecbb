"""The sequencer of the main log: takes the entries that have no leaf, signs and publishes the head."""

from __future__ import annotations

import hmac
from datetime import datetime

import sqlalchemy as sa
import structlog

from commons import db, locks
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import canonical, keys, notes, published, trees
from commons.ledger.models import Entry, Head, Leaf, Tree

log = structlog.get_logger("ledger")
BATCH = 2000


def leaf_of(entry: Entry) -> bytes:
    """The bytes of an entry that go into the log, and that anybody may hash again."""
    return canonical.encode(
        {
            "agency": entry.agency_id,
            "at": entry.at.isoformat(timespec="microseconds"),
            "facts": entry.facts,
            "kind": entry.kind,
            "number": entry.number,
            "private": entry.commitment,
            "subject": entry.subject,
            "v": 1,
        }
    )


def sequence() -> Head | None:
    """Take every pending entry into the main log; the new head, or None where nothing was pending.

    Refuses ("ledger-behind", "ledger-damaged") when the database is older than its own published
    head, or holds an entry that this house has not written. One sequencer works at a time.
    """
    if not locks.try_hold(locks.Lock.LEDGER):
        return None
    main = trees.tree(trees.MAIN)
    said = published.last()
    check_published(main.id, said)
    new: Head | None = None
    while batch := _pending():
        for entry in batch:
            _check_entry(entry)
        new = trees.append(main, [trees.NewLeaf(leaf_of(e), entry_id=e.id) for e in batch])
        log.info("ledger_sequenced", size=new.size, entries=len(batch))
        if len(batch) < BATCH:
            break
    _publish_after_commit(main.id, since=said.size if said else 0)
    return new


def pending_since() -> datetime | None:
    """When the oldest entry was written that is not yet in the log; None where all are."""
    return db.session().scalar(
        sa.select(sa.func.min(Entry.at))
        .outerjoin(Leaf, Leaf.entry_id == Entry.id)
        .where(Leaf.id.is_(None))
    )


def faults() -> list[str]:
    """What keeps the log from growing, in plain words for /readyz; empty when all is well."""
    main = trees.find(trees.MAIN)
    try:
        check_published(main.id if main else None, published.last())
    except Refusal as refusal:
        return [refusal.code]
    return []


def check_published(main_id: int | None, said: notes.Checkpoint | None) -> None:
    """Refuse when this database does not contain its own last published head."""
    if said is None or said.size == 0:
        return
    main = db.session().get(Tree, main_id) if main_id is not None else None
    newest = trees.head(main) if main is not None else None
    if main is None or newest is None or newest.size < said.size:
        raise Refusal(
            "ledger-behind", _l("The database is older than the last head it has published.")
        )
    if trees.root(main, said.size) != said.root:
        raise Refusal(
            "ledger-behind", _l("The database has another history than the head it has published.")
        )


def _pending() -> list[Entry]:
    wanted = (
        sa.select(Entry)
        .outerjoin(Leaf, Leaf.entry_id == Entry.id)
        .where(Leaf.id.is_(None))
        .order_by(Entry.id)
        .limit(BATCH)
    )
    return list(db.session().scalars(wanted))


def _check_entry(entry: Entry) -> None:
    if not hmac.compare_digest(entry.mac, keys.entry_mac(leaf_of(entry))):
        log.error("ledger_foreign_entry", id=entry.id)
        raise Refusal("ledger-damaged", _l("The record holds an entry that was not written here."))


def _publish_after_commit(main_id: int, *, since: int) -> None:
    wanted = sa.select(Head.note).where(Head.tree_id == main_id, Head.size > since)
    heads = list(db.session().scalars(wanted.order_by(Head.size)))
    if heads:
        db.after_commit(lambda: published.append(heads))


def audit() -> list[str]:
    """Recompute the main log from its leaves and entries; every fault found, in plain words."""
    main = trees.find(trees.MAIN)
    if main is None:
        return []
    found = trees.audit(main)
    wanted = (
        sa.select(Entry, Leaf.position, Leaf.data)
        .outerjoin(Leaf, Leaf.entry_id == Entry.id)
        .order_by(Entry.id)
        .execution_options(yield_per=1000)
    )
    for entry, position, data in db.session().execute(wanted):
        said = leaf_of(entry)
        if not hmac.compare_digest(entry.mac, keys.entry_mac(said)) and position is None:
            found.append(f"main: entry {entry.id} was not written here")
        elif position is not None and said.decode("utf-8") != data:
            found.append(f"main: entry {entry.id} differs from leaf {position}")
    return found

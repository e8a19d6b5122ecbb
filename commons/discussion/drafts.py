"""Forms left half-written: kept on the server for their author, offered again, forgotten in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa

from commons import clock, db, sealing
from commons.discussion.additions import Draft
from commons.errors import Refusal
from commons.i18n import _l

LIFE = timedelta(days=90)
"""The platform's term: a draft that was not touched for so long is forgotten."""
MANY = "*"
"""The place of a draft that speaks of many sections at once."""
QUESTIONS = "?"
"""The place of a half-filled answer sheet."""
LARGEST = 400_000
MOST = 200
"""So many drafts one account may have."""
_LEFT_OUT = frozenset({"csrf_token", "act", "file"})


@dataclass(frozen=True)
class Kept:
    """A draft: where it belongs, what was filled in, and when it was saved."""

    kind: str
    key: str
    place: str
    fields: dict[str, list[str]] = field(repr=False)
    saved_at: datetime

    @property
    def opening(self) -> str:
        """The first words of it, for a list."""
        words = next((w for w in self.fields.get("words", []) if w.strip()), "")
        return " ".join(words.split())[:80]


def save(
    account_id: int, kind: str, key: str, place: str, form: Mapping[str, Sequence[str]]
) -> datetime:
    """Keep what was filled in, in place of what was kept there; gives the instant.

    Refuses what is larger than any of our forms, and one draft more than MOST.
    """
    fields = {name: list(said) for name, said in form.items() if name not in _LEFT_OUT}
    if sum(len(word) for said in fields.values() for word in said) > LARGEST:
        raise Refusal("too-large-draft", _l("This is too long to be kept as a draft."))
    now = clock.now()
    fields = sealing.seal_fields(fields)
    held = _held(account_id, kind, key, place)
    if held is not None:
        held.fields, held.saved_at = fields, now
        db.session().flush()
        return now
    if len(of(account_id, limit=MOST)) >= MOST:
        raise Refusal("too-many-drafts", _l("You have too many drafts. Discard one of them."))
    values = {
        "account_id": account_id,
        "kind": kind,
        "key": key,
        "place": place,
        "fields": fields,
        "saved_at": now,
    }
    db.insert_once(Draft, values, conflict=["account_id", "kind", "key", "place"])
    return now


def kept(account_id: int | None, kind: str, key: str, place: str) -> Kept | None:
    """The draft that an account left here, if any."""
    row = None if account_id is None else _held(account_id, kind, key, place)
    return None if row is None else _kept(row)


def of(account_id: int, *, limit: int = 20) -> list[Kept]:
    """The drafts of an account, latest first."""
    wanted = (
        sa.select(Draft)
        .where(Draft.account_id == account_id)
        .order_by(Draft.saved_at.desc(), Draft.id.desc())
        .limit(limit)
    )
    return [_kept(row) for row in db.session().scalars(wanted)]


def drop(account_id: int, kind: str, key: str, place: str) -> None:
    """Forget the draft of one place: it was sent, or its author wants it gone."""
    db.session().execute(
        sa.delete(Draft).where(
            Draft.account_id == account_id,
            Draft.kind == kind,
            Draft.key == key,
            Draft.place == place,
        )
    )


def forget(account_id: int) -> None:
    """Forget every draft of an account."""
    db.session().execute(sa.delete(Draft).where(Draft.account_id == account_id))


def forget_old() -> int:
    """Forget the drafts whose term is over; gives how many."""
    gone = db.session().execute(sa.delete(Draft).where(Draft.saved_at < clock.now() - LIFE))
    return int(getattr(gone, "rowcount", 0))


def _held(account_id: int, kind: str, key: str, place: str) -> Draft | None:
    return db.session().scalar(
        sa.select(Draft).where(
            Draft.account_id == account_id,
            Draft.kind == kind,
            Draft.key == key,
            Draft.place == place,
        )
    )


def _kept(row: Draft) -> Kept:
    return Kept(row.kind, row.key, row.place, sealing.unseal_fields(row.fields), row.saved_at)

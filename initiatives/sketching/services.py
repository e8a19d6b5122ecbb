"""Keeping what is private: the form while it is written, a version with each saving."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from commons import clock, db
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.models import Initiative
from initiatives.sketching import queries
from initiatives.sketching.models import PrivateVersion, Sketch

LIFE = timedelta(days=90)
"""The platform's term: a sketch that was not touched for so long is forgotten."""
LARGEST = 1_000_000
"""So many characters one form may hold; the longest law that a rule set allows has 200,000."""
MOST = 20
"""So many sketches one account may have."""
VERSIONS = 100
"""So many saved versions are kept of one draft; the oldest go first."""
_LEFT_OUT = frozenset({"csrf_token", "act"})


def keep(account_id: int, place: str, form: Mapping[str, str]) -> datetime:
    """Keep what is in the form, in place of what was kept here; gives the instant.

    Refuses more than any of our forms holds, and one sketch more than MOST.
    """
    fields = {name: said for name, said in form.items() if name not in _LEFT_OUT}
    if sum(len(said) for said in fields.values()) > LARGEST:
        raise Refusal("too-large-draft", _l("This is too long to be kept as a draft."))
    now, held = clock.now(), queries.sketch(account_id, place)
    if held is not None:
        held.fields, held.saved_at = fields, now
        db.session().flush()
        return now
    if len(queries.sketches(account_id)) >= MOST:
        raise Refusal("too-many-drafts", _l("You have too many drafts. Discard one of them."))
    values = {"account_id": account_id, "place": place, "fields": fields, "saved_at": now}
    db.insert_once(Sketch, values, conflict=["account_id", "place"])
    return now


def drop(account_id: int | None, place: str) -> None:
    """Forget what was kept here: it was saved, or is not wanted."""
    db.session().execute(
        sa.delete(Sketch).where(Sketch.account_id == account_id, Sketch.place == place)
    )


def forget(account_id: int) -> None:
    """Forget every sketch of an account."""
    db.session().execute(sa.delete(Sketch).where(Sketch.account_id == account_id))


def forget_old() -> int:
    """Forget the sketches whose term is over; gives how many."""
    gone = db.session().execute(sa.delete(Sketch).where(Sketch.saved_at < clock.now() - LIFE))
    return int(getattr(gone, "rowcount", 0))


def remember(initiative: Initiative) -> None:
    """Keep the present words as the next private version, unless the last one says the same."""
    former = queries.last(initiative.id)
    words = (initiative.title, initiative.summary, initiative.language, initiative.parts)
    if former and (former.title, former.summary, former.language, former.parts) == words:
        return
    number = former.number + 1 if former else 1
    kept = PrivateVersion(
        initiative_id=initiative.id,
        number=number,
        title=initiative.title,
        summary=initiative.summary,
        language=initiative.language,
        parts=dict(initiative.parts),
        saved_at=clock.now(),
    )
    db.session().add(kept)
    db.session().flush()
    too_old = PrivateVersion.number <= number - VERSIONS
    whose = PrivateVersion.initiative_id == initiative.id
    db.session().execute(sa.delete(PrivateVersion).where(whose, too_old))


def forget_draft(initiative_id: int) -> None:
    """Forget everything private of a draft that is thrown away."""
    db.session().execute(
        sa.delete(PrivateVersion).where(PrivateVersion.initiative_id == initiative_id)
    )
    db.session().execute(sa.delete(Sketch).where(Sketch.place == queries.place_of(initiative_id)))

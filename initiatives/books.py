"""The initiatives as the books must find them: comments and frozen texts as they went on record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import sqlalchemy as sa

from commons import db
from commons.discussion import books as comments
from commons.record import Entry
from commons.texts import queries as texts
from commons.texts.models import Version
from initiatives.acts.discussing import THREAD
from initiatives.models import Initiative, Wording

SAID = "initiative:comment:accepted"


def faults() -> Iterator[str]:
    """Every published thing of an initiative that is not what it was when it was published."""
    wanted = sa.select(Initiative).where(Initiative.published_at.is_not(None))
    for initiative in db.session().scalars(wanted.order_by(Initiative.id)).all():
        yield from _comments(initiative)
        yield from _wordings(initiative)


def _comments(initiative: Initiative) -> Iterator[str]:
    for batch in comments.batches(THREAD, str(initiative.id)):
        numbers = [f"comment/{one.number}" for one in batch]
        wanted = sa.select(Entry.facts).where(
            Entry.subject == initiative.path, Entry.of.in_(numbers), Entry.kind == SAID
        )
        rows = db.session().scalars(wanted.order_by(Entry.id))
        said = {facts["number"]: facts["digest"] for facts in rows if "digest" in facts}
        for one in batch:
            if not one.is_sound:
                yield f"{initiative.path}: comment {one.number} was altered"
            elif one.number in said and said[one.number] != one.digest:
                yield f"{initiative.path}: comment {one.number} is not what went on record"


def _wordings(initiative: Initiative) -> Iterator[str]:
    wanted = sa.select(Wording.number, Version.id, Version.digest).join(
        Version, Version.id == Wording.version_id
    )
    rows = db.session().execute(wanted.where(Wording.initiative_id == initiative.id))
    for number, version_id, digest in rows.all():
        if hashlib.sha256(texts.digest_bytes(version_id)).hexdigest() != digest:
            yield f"{initiative.path}: version {number} was altered"

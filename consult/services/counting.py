"""Counting ahead what a page may not count while somebody waits: coverage and spread of a hearing."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from commons import clock, db
from consult.answering import KeptCount, Theme
from consult.models import Hearing
from consult.queries import progress
from consult.queries.progress import ALL, SECTION, THEME, Coverage


def count(hearing: Hearing) -> None:
    """Count a hearing anew and keep it; safe to run at any time."""
    by_section = progress.count_sections(hearing)
    kept = {f"{SECTION}{place}": found for place, found in by_section.items()}
    whole = sum(found.all for found in by_section.values())
    kept[ALL] = Coverage(whole, sum(found.handled for found in by_section.values()))
    ids = list(db.session().scalars(sa.select(Theme.id).where(Theme.hearing_id == hearing.id)))
    themes = progress.count_themes(ids)
    kept |= {f"{THEME}{each}": Coverage(n, n) for each in ids for n in [themes.get(each, 0)]}
    keep(hearing, {**kept, **progress.count_spread(hearing)})


def keep(hearing: Hearing, counts: Mapping[str, Coverage]) -> None:
    """Keep these counts of a hearing under their names."""
    insert = pg_insert if db.is_postgres() else sqlite_insert
    now = clock.now()
    for name, found in counts.items():
        statement = insert(KeptCount).values(
            hearing_id=hearing.id, name=name, times=found.handled, of=found.all, counted_at=now
        )
        row = statement.excluded
        db.session().execute(
            statement.on_conflict_do_update(
                index_elements=["hearing_id", "name"],
                set_={"times": row.times, "of": row.of, "counted_at": row.counted_at},
            )
        )


def owed() -> sa.Select[tuple[Hearing]]:
    """Hearings whose answers are being worked on."""
    return (
        sa.select(Hearing)
        .where(
            Hearing.summary_due_at.is_not(None),
            Hearing.summarised_at.is_(None),
            Hearing.opens_at <= clock.now(),
        )
        .order_by(Hearing.id)
    )

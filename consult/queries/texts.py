"""The text of a hearing for its pages: which version, which section, where an old address leads."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import queries as texts
from commons.texts.models import Version
from consult.models import CarryOver, Hearing


def newest(hearing: Hearing) -> Version:
    """The newest version of the draft; refuses where none is published."""
    if hearing.text_id is None:
        raise Refusal("version-not-found", _l("This hearing has no text yet."))
    return texts.latest(hearing.text_id)


def version(hearing: Hearing, number: int) -> Version:
    """One version of the draft by its number; refuses where there is none."""
    if hearing.text_id is None:
        raise Refusal("version-not-found", _l("This hearing has no text yet."))
    return texts.version(hearing.text_id, number)


def versions(hearing: Hearing) -> Sequence[Version]:
    """Every published version, oldest first."""
    return [] if hearing.text_id is None else texts.published(hearing.text_id)


def heir(hearing: Hearing, eid: str) -> str | None:
    """Where a section that the newest version no longer has under this name went, if anywhere.

    It is followed from version to version, from the last one that had a section of this name.
    """
    rows = db.session().execute(
        sa.select(CarryOver.version, CarryOver.eid, CarryOver.to_eid)
        .where(CarryOver.hearing_id == hearing.id)
        .order_by(CarryOver.version)
    )
    ways: dict[int, dict[str, str | None]] = {}
    for number, old, new in rows.tuples():
        ways.setdefault(number, {})[old] = new
    had = [number for number, way in ways.items() if eid in way]
    here: str | None = eid if had else None
    for number in sorted(ways):
        if had and number >= had[-1] and here is not None:
            here = ways[number].get(here)
    return here


def last_version_with(hearing: Hearing, eid: str) -> int | None:
    """The last version that had a section of this name."""
    return db.session().scalar(
        sa.select(sa.func.max(CarryOver.version)).where(
            CarryOver.hearing_id == hearing.id, CarryOver.eid == eid
        )
    )

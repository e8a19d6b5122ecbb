"""Translations go along with a new version: to be looked over, with what changed since marked."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from commons import clock
from commons.db import session
from commons.texts import queries, translations
from commons.texts.matching import Change, Fate, match
from commons.texts.models import Translation, Version
from commons.texts.tree import Tree, sections, walk


def carry(version: Version) -> int:
    """Stage each reviewed translation of the version before for this one; gives how many.

    Nobody but the desk sees it until a second person has looked it over, as with any translation.
    """
    before = session().scalar(
        sa.select(Version)
        .where(Version.text_id == version.text_id, Version.number < version.number)
        .order_by(Version.number.desc())
        .limit(1)
    )
    rows = {} if before is None else translations.published(before.id)
    if before is None or not rows:
        return 0
    old, new = queries.whole(before.id), queries.whole(version.id)
    fates = match(sections(old), sections(new)).old
    for row in rows.values():
        session().add(_carried(row, before, version, (old, new), fates))
    session().flush()
    return len(rows)


def _carried(
    row: Translation,
    before: Version,
    version: Version,
    trees: tuple[Tree, Tree],
    fates: tuple[Fate, ...],
) -> Translation:
    old, new = trees
    nodes = _nodes(row, old, new, fates)
    found = translations.missing(new, nodes)
    changed = [f.to for f in fates if f.to in nodes and f.change is Change.WORDS]
    report = {
        "missing": found,
        "surplus": [],
        "parts": [],
        "carried_from": before.number,
        "changed": changed,
    }
    return Translation(
        version_id=version.id,
        language=row.language,
        title=row.title,
        nodes=nodes,
        report=report,
        digest=translations.digest(row.title, nodes),
        prepared_by=row.prepared_by,
        staged_at=clock.now(),
    )


def _nodes(
    row: Translation, old: Tree, new: Tree, fates: tuple[Fate, ...]
) -> dict[str, dict[str, str]]:
    """The translated words under the eIds of the new version; a number that changed is left to it."""
    heirs = {fate.eid: fate.to for fate in fates}
    numbers = {step.node.eid: step.node.number for step in walk(old.nodes)}
    there = {step.node.eid: step.node.number for step in walk(new.nodes)}
    made: dict[str, dict[str, Any]] = {}
    for eid, said in row.nodes.items():
        section, line, rest = eid.partition("__")
        heir = heirs.get(section, section)
        place = f"{heir}{line}{rest}"
        if heir is not None and place in there:
            same = numbers.get(eid) == there[place]
            made[place] = said if same else {**said, "number": ""}
    return made

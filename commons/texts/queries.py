"""Reading texts: versions, the outline, one section, the whole tree again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import sqlalchemy as sa

from commons.db import session
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import canonical, tree
from commons.texts.models import Node, Text, Version
from commons.texts.pages import Entry as Entry
from commons.texts.pages import SectionView as SectionView
from commons.texts.report import Report, from_fact
from commons.texts.tree import DIVISIONS, WITH_PAGE, Kind, Tree

_IN_OUTLINE = DIVISIONS | WITH_PAGE | {Kind.SCHEDULE, Kind.CONCLUSIONS}


def text(text_id: int) -> Text:
    """A text by its id; refused when there is none (text-not-found)."""
    found = session().get(Text, text_id)
    if found is None:
        raise Refusal("text-not-found", _l("There is no such text."))
    return found


def latest(text_id: int) -> Version:
    """The newest published version; refused when none is published (version-not-found)."""
    newest = (
        sa.select(Version)
        .where(Version.text_id == text_id, Version.number.is_not(None))
        .order_by(Version.number.desc())
        .limit(1)
    )
    return _one(session().scalar(newest))


def version(text_id: int, number: int) -> Version:
    """A published version by its number; refused when there is none (version-not-found)."""
    number = number if 0 < number < 2**31 else 0
    wanted = sa.select(Version).where(Version.text_id == text_id, Version.number == number)
    return _one(session().scalar(wanted))


def published(text_id: int) -> Sequence[Version]:
    """All published versions, oldest first."""
    return (
        session()
        .scalars(
            sa.select(Version)
            .where(Version.text_id == text_id, Version.number.is_not(None))
            .order_by(Version.number)
        )
        .all()
    )


def staged(text_id: int) -> Sequence[Version]:
    """The previews of a text that are neither published nor discarded, oldest first."""
    return (
        session()
        .scalars(
            sa.select(Version)
            .where(Version.text_id == text_id, Version.number.is_(None))
            .order_by(Version.id)
        )
        .all()
    )


def by_id(version_id: int) -> Version:
    """A version, published or preview; refused when there is none (version-not-found)."""
    return _one(session().get(Version, version_id))


def report(version_id: int) -> Report:
    """What the import of this version found and repaired."""
    return from_fact(by_id(version_id).report)


def outline(version_id: int) -> list[Entry]:
    """Divisions, sections, preamble, recitals and schedules in the order of print."""
    return list(_kept_outline(version_id, by_id(version_id).digest))


def sections(version_id: int) -> list[Entry]:
    """The basic units only: what takes a stance."""
    return [entry for entry in outline(version_id) if entry.is_section]


def section(version_id: int, eid: str) -> SectionView:
    """A section, recital or preamble by its eId; refused when there is none (section-not-found)."""
    rows = (
        session()
        .scalars(
            sa.select(Node)
            .where(Node.version_id == version_id, Node.within == eid)
            .order_by(Node.position)
        )
        .all()
    )
    if not rows:
        raise Refusal("section-not-found", _l("This version has no such section."), eid=eid)
    entries = outline(version_id)
    pages = [entry for entry in entries if entry.has_page]
    here = next(place for place, entry in enumerate(pages) if entry.eid == eid)
    return SectionView(
        version_id=version_id,
        language=by_id(version_id).language,
        node=_assemble(rows)[0],
        crumbs=_crumbs(entries, eid),
        previous=pages[here - 1] if here else None,
        following=pages[here + 1] if here + 1 < len(pages) else None,
    )


def whole(version_id: int) -> Tree:
    """The tree of a version, as it was staged."""
    head = by_id(version_id)
    rows = (
        session()
        .scalars(
            sa.select(Node)
            .where(Node.version_id == version_id)
            .order_by(Node.position)
            .execution_options(populate_existing=True)
        )
        .all()
    )
    return Tree(title=head.title, language=head.language, nodes=_assemble(rows))


def digest_bytes(version_id: int) -> bytes:
    """The canonical bytes of a version: their SHA-256 is its digest."""
    return canonical.as_bytes(whole(version_id))


def _one(found: Version | None) -> Version:
    if found is None:
        raise Refusal("version-not-found", _l("There is no such version of this text."))
    return found


@lru_cache(maxsize=512)
def _kept_outline(version_id: int, _digest: str) -> tuple[Entry, ...]:
    """Words are written once: what was read under a digest is true for ever."""
    columns = (Node.eid, Node.kind, Node.number, Node.heading, Node.depth, Node.position)
    listed = sa.or_(Node.is_section.is_(True), Node.kind.in_(_IN_OUTLINE))
    rows = session().execute(
        sa.select(*columns, Node.is_section)
        .where(Node.version_id == version_id, Node.quoted.is_(False), listed)
        .order_by(Node.position)
    )
    return tuple(Entry(**row._mapping) for row in rows)


def _crumbs(entries: Sequence[Entry], eid: str) -> tuple[Entry, ...]:
    path: list[Entry] = []
    for entry in entries:
        path = [above for above in path if above.depth < entry.depth]
        if entry.eid == eid:
            return tuple(path)
        path.append(entry)
    return ()


def _assemble(rows: Sequence[Node]) -> tuple[tree.Node, ...]:
    """Nodes in the order of print, each put back below its parent."""
    known = {row.position for row in rows}
    below: dict[int | None, list[Node]] = {}
    for row in rows:
        below.setdefault(row.parent if row.parent in known else None, []).append(row)

    def build(row: Node) -> tree.Node:
        children = tuple(build(child) for child in below.get(row.position, ()))
        return tree.Node(
            kind=row.kind,
            number=row.number,
            heading=row.heading,
            words=row.words,
            children=children,
            eid=row.eid,
            is_section=row.is_section,
            wid=row.wid or "",
        )

    return tuple(build(row) for row in below.get(None, ()))

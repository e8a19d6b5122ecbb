"""A version in other languages: paired with the official text by eId, reviewed, never official."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from commons import clock
from commons.access import Actor
from commons.db import session
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import queries
from commons.texts.importing import Parsed
from commons.texts.models import Translation, Version
from commons.texts.tree import BASIC, Kind, Node, Tree, walk

_PAGES = BASIC | {Kind.RECITAL, Kind.PREAMBLE, Kind.SCHEDULE}


@dataclass(frozen=True)
class Pairing:
    """How a translation fits: sections it lacks, sections it has too many, parts that lie otherwise."""

    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    other_parts: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """True when each section has its counterpart."""
        return not self.missing and not self.surplus


def pair(official: Tree, other: Tree) -> Pairing:
    """Compare two trees by the eIds of their sections, and of what lies in each."""
    ours, theirs = _pages(official), _pages(other)
    return Pairing(
        missing=tuple(eid for eid in ours if eid not in theirs),
        surplus=tuple(eid for eid in theirs if eid not in ours),
        other_parts=tuple(
            eid for eid, parts in ours.items() if eid in theirs and parts != theirs[eid]
        ),
    )


def stage(actor: Actor, version: Version, parsed: Parsed) -> Translation:
    """Keep a translation of a published version until another person has reviewed it.

    Refuses the version's own language (own-language) and one that shares no section (no-pair).
    """
    if not version.is_published:
        raise Refusal("not-published", _l("Publish the official text first."))
    if parsed.language == version.language:
        raise Refusal(
            "own-language", _l("This is the language of the official text."), field="file"
        )
    official = queries.whole(version.id)
    found = pair(official, parsed.tree)
    if len(found.missing) == len(_pages(official)):
        sentence = _l("No section of this file has a counterpart in the official text.")
        raise Refusal("no-pair", sentence, field="file")
    for older in waiting(version.id):
        if older.language == parsed.language:
            session().delete(older)
    nodes = {s.node.eid: _words(s.node) for s in walk(parsed.tree.nodes)}
    row = Translation(
        version_id=version.id,
        language=parsed.language,
        title=parsed.title,
        nodes=nodes,
        report={"missing": found.missing, "surplus": found.surplus, "parts": found.other_parts},
        digest=digest(parsed.title, nodes),
        prepared_by=actor.account_id,
        staged_at=clock.now(),
    )
    session().add(row)
    session().flush()
    return row


def publish(actor: Actor, row: Translation) -> None:
    """A second person has reviewed it: readers may switch to it. Refuses whoever prepared it."""
    if row.published_at is not None:
        raise Refusal("version-published", _l("This translation is published already."))
    if row.prepared_by == actor.account_id:
        raise Refusal("two-persons-needed", _l("Another person reviews a translation."))
    row.reviewed_by, row.published_at = actor.account_id, clock.now()
    session().flush()


def discard(row: Translation) -> None:
    """Throw an unpublished translation away."""
    if row.published_at is not None:
        raise Refusal("version-published", _l("This translation is published already."))
    session().delete(row)
    session().flush()


def by_id(number: int) -> Translation:
    """A translation, published or not; refuses where there is none (version-not-found)."""
    row = session().get(Translation, number)
    if row is None:
        raise Refusal("version-not-found", _l("There is no such translation."))
    return row


def waiting(version_id: int) -> Sequence[Translation]:
    """Translations of a version that wait for their review."""
    wanted = sa.select(Translation).where(
        Translation.version_id == version_id, Translation.published_at.is_(None)
    )
    return session().scalars(wanted.order_by(Translation.id)).all()


def published(version_id: int) -> dict[str, Translation]:
    """The newest reviewed translation of a version in each language."""
    wanted = sa.select(Translation).where(
        Translation.version_id == version_id, Translation.published_at.is_not(None)
    )
    return {row.language: row for row in session().scalars(wanted.order_by(Translation.id))}


def read(official: Tree, row: Translation) -> Tree:
    """The official tree in the words of a translation; what it lacks stays in the official words."""
    return replace(
        official,
        title=row.title,
        language=row.language,
        nodes=tuple(read_node(node, row) for node in official.nodes),
    )


def read_node(node: Node, row: Translation) -> Node:
    """One node, with all that lies in it, in the words of a translation."""
    said = row.nodes.get(node.eid)
    children = tuple(read_node(child, row) for child in node.children)
    if said is None:
        return replace(node, children=children)
    return replace(
        node,
        number=said["number"] or node.number,
        heading=said["heading"],
        words=said["words"],
        children=children,
    )


def _words(node: Node) -> dict[str, str]:
    return {"number": node.number, "heading": node.heading, "words": node.words}


def _pages(tree: Tree) -> dict[str, list[str]]:
    return {
        s.node.eid: [below.node.eid for below in walk(s.node.children)]
        for s in walk(tree.nodes)
        if not s.quoted and (s.node.is_section or s.node.kind in _PAGES)
    }


def missing(official: Tree, nodes: Mapping[str, Any]) -> list[str]:
    """The sections of a text that have no words among these."""
    return [eid for eid in _pages(official) if eid not in nodes]


def digest(title: str, nodes: Mapping[str, Any]) -> str:
    """SHA-256 of a translation's title and words, in hex."""
    facts = json.dumps([title, nodes], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(facts.encode()).hexdigest()

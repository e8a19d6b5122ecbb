"""The versions of a draft: each for ever, and two side by side as a redline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint

from commons.access import Permission, requires
from commons.discussion import statistics
from commons.texts import matching, redline, tree
from commons.texts import queries as text_queries
from commons.texts.models import Version
from consult.models import DISCUSSION
from consult.pages import page, public
from consult.queries import cards, texts

blueprint = Blueprint("hearing_versions", __name__)


@dataclass(frozen=True)
class Compared:
    """One section in two versions: its labels, what changed, and what was said of the first."""

    eid: str
    label: str
    to_label: str
    fate: matching.Fate | None
    pieces: Sequence[redline.Piece]


@blueprint.get("/hearings/<slug>/versions/<int:number>")
@requires(Permission.ANYONE)
def one_version(slug: str, number: int) -> str:
    """A version, for ever, with the counts of what was said of it."""
    hearing = public(slug)
    version = texts.version(hearing, number)
    return page(
        "version.html",
        hearing=hearing,
        card=cards.card(hearing),
        version=version,
        versions=texts.versions(hearing),
        tree=text_queries.whole(version.id),
        newest=texts.newest(hearing),
    )


@blueprint.get("/hearings/<slug>/compare/<int:a>/<int:b>")
@requires(Permission.ANYONE)
def compare(slug: str, a: int, b: int) -> str:
    """Two versions, section by section, as a redline."""
    hearing = public(slug)
    old, new = texts.version(hearing, a), texts.version(hearing, b)
    return page(
        "compare.html",
        hearing=hearing,
        old=old,
        new=new,
        compared=_compared(old, new),
        counts=statistics.of(DISCUSSION, hearing.key),
    )


def _compared(old: Version, new: Version) -> list[Compared]:
    before = {node.eid: node for node in tree.sections(text_queries.whole(old.id))}
    after = {node.eid: node for node in tree.sections(text_queries.whole(new.id))}
    matches = matching.match(list(before.values()), list(after.values()))
    lines: list[Compared] = []
    for fate in matches.old:
        node, heir = before[fate.eid], after.get(fate.to or "")
        words_after = tree.plain(heir) if heir else ""
        pieces = redline.compare(tree.plain(node), words_after, old.language)
        lines.append(Compared(fate.eid, node.label, heir.label if heir else "", fate, pieces))
    for eid in matches.new:
        pieces = redline.compare("", tree.plain(after[eid]), new.language)
        lines.append(Compared(eid, "", after[eid].label, None, pieces))
    return lines

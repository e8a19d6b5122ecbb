"""The versions of a draft: each for ever, and two side by side as a redline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint

from commons.access import Permission, requires
from commons.texts import matching, redline, tree
from commons.texts import queries as text_queries
from commons.texts.models import Version
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
    """A version, for ever."""
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
    )


def _compared(old: Version, new: Version) -> list[Compared]:
    before = {node.eid: node for node in tree.sections(text_queries.whole(old.id))}
    after = {node.eid: node for node in tree.sections(text_queries.whole(new.id))}
    matches = matching.match(list(before.values()), list(after.values()))
    heirs = {fate.to: fate for fate in matches.old if fate.to is not None}
    lines = {
        eid: _line(old, before.get(heirs[eid].eid) if eid in heirs else None, node, heirs.get(eid))
        for eid, node in after.items()
    }
    gone = [fate for fate in matches.old if fate.to is None]
    return [*lines.values(), *(_line(old, before[fate.eid], None, fate) for fate in gone)]


def _line(
    old: Version, node: tree.Node | None, heir: tree.Node | None, fate: matching.Fate | None
) -> Compared:
    first, second = (tree.plain(each) if each else "" for each in (node, heir))
    return Compared(
        eid=node.eid if node else f"new-{heir.eid if heir else ''}",
        label=node.label if node else "",
        to_label=heir.label if heir else "",
        fate=fate,
        pieces=redline.compare(first, second, old.language),
    )

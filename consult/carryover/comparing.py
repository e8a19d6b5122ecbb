"""Two versions section by section: what changed, what moved, and what was said of the first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from commons.discussion import overlay
from commons.discussion.overlay import Laid
from commons.texts import matching, redline, tree
from commons.texts import queries as text_queries
from commons.texts.matching import Fate, State
from commons.texts.models import Version
from consult.carryover import queries
from consult.models import DISCUSSION, Hearing

NOTHING = Laid(0, ())


@dataclass(frozen=True)
class Compared:
    """One section in two versions: its labels, what changed, and what was said of the first."""

    eid: str
    label: str
    to: str
    to_label: str
    fate: Fate | None
    pieces: Sequence[redline.Piece]
    before: str
    after: str
    laid: Laid
    is_decided: bool = False
    has_moved: bool = False


def lines(hearing: Hearing, old: Version, new: Version) -> list[Compared]:
    """Every section of the new version in its order, then those that are gone."""
    before, after = _sections(old), _sections(new)
    fates, decided = _fates(hearing, old, new)
    said = overlay.on_version(DISCUSSION, hearing.key, old.number or 0)
    heirs: dict[str, list[Fate]] = {}
    for fate in fates:
        heirs.setdefault(fate.to or "", []).append(fate)
    found: list[Compared] = []
    for eid, node in after.items():
        came = heirs.get(eid, [])
        found += [_line(before[fate.eid], node, fate, said) for fate in came]
        if not came:
            found.append(_line(None, node, None, said))
    found += [_line(before[fate.eid], None, fate, said) for fate in heirs.get("", [])]
    marked = [replace(one, is_decided=one.eid in decided) for one in found]
    return _moved(marked, list(before))


def _fates(hearing: Hearing, old: Version, new: Version) -> tuple[list[Fate], set[str]]:
    """What the words say, and where an officer has decided otherwise, that."""
    before, after = _sections(old), _sections(new)
    found = list(matching.match(list(before.values()), list(after.values())).old)
    if (new.number or 0) != (old.number or 0) + 1:
        return found, set()
    known = {line.eid: line for line in queries.lines(hearing, new.number or 0)}
    decided = {eid for eid, line in known.items() if line.decision}
    open_to = {None, *after}
    kept = [
        _as_decided(fate, known[fate.eid])
        if fate.eid in decided and known[fate.eid].to in open_to
        else fate
        for fate in found
    ]
    return kept, decided


def _as_decided(fate: Fate, line: queries.Line) -> Fate:
    return replace(fate, state=State(line.state), to=line.to, score=line.score)


def _sections(version: Version) -> dict[str, tree.Node]:
    return {node.eid: node for node in tree.sections(text_queries.whole(version.id))}


def _line(
    node: tree.Node | None, heir: tree.Node | None, fate: Fate | None, said: Mapping[str, Laid]
) -> Compared:
    first, second = (tree.plain(each) if each else "" for each in (node, heir))
    return Compared(
        eid=node.eid if node else f"new-{heir.eid if heir else ''}",
        label=node.label if node else "",
        to=heir.eid if heir else "",
        to_label=heir.label if heir else "",
        fate=fate,
        pieces=redline.compare(first, second),
        before=first,
        after=second,
        laid=said.get(node.eid, NOTHING) if node else NOTHING,
    )


def _moved(found: Sequence[Compared], order: Sequence[str]) -> list[Compared]:
    """Mark the blocks that stand at another place among their neighbours, not only renumbered."""
    places = [order.index(one.eid) if one.eid in order and one.to else -1 for one in found]
    stays = set(_longest_rising([place for place in places if place >= 0]))
    return [
        replace(one, has_moved=place >= 0 and place not in stays)
        for one, place in zip(found, places, strict=True)
    ]


def _longest_rising(places: Sequence[int]) -> list[int]:
    """The longest run of places, not needing to touch, that keeps the old order."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else None
        ends[at:] = [place] if at == len(ends) else [place, *ends[at + 1 :]]
    run: list[int] = []
    here = ends[-1] if ends else None
    while here is not None:
        run.append(here)
        here = before[here]
    return run

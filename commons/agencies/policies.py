"""Who may administer what: pure predicates of actor and body."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from commons.access import Actor, Permission


@dataclass(frozen=True)
class Tree:
    """The State's tree as administration needs it: who stands above whom, who coordinates."""

    above: Mapping[int, int | None]
    oversight: Collection[int]


def may_administer(actor: Actor, agency_id: int, tree: Tree) -> bool:
    """Whether an administrator's house is this body, one above it, or the coordinating office."""
    homes = actor.agencies_with(Permission.AGENCY_ADMINISTER)
    if homes & set(tree.oversight):
        return True
    place: int | None = agency_id
    while place is not None:
        if place in homes:
            return True
        place = tree.above.get(place)
    return False


def may_found_at_the_root(actor: Actor, tree: Tree) -> bool:
    """Whether an administrator may set up a ministry, a parliament or an authority."""
    return bool(actor.agencies_with(Permission.AGENCY_ADMINISTER) & set(tree.oversight))

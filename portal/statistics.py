"""How the house is doing: how many in each state, and whether answers come in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template

from commons import clock
from commons.access import Permission, requires
from commons.moderation import figures as moderation
from consult import words
from consult.queries import hearings
from consult.queries.hearings import Wanted
from consult.states import State as HearingState
from initiatives import figures as initiatives
from initiatives import labels, queries
from initiatives.states import State as InitiativeState

blueprint = Blueprint("statistics", __name__)
SUMMARISED = (HearingState.SUMMARISED, HearingState.DECIDED, HearingState.IN_FORCE)


@dataclass(frozen=True)
class Figures:
    """The public figures of one minute; each is a count of what the lists hold."""

    as_of: datetime
    hearings: dict[HearingState, int]
    overdue_summaries: int
    initiatives: dict[InitiativeState, int]
    moderation: moderation.Figures

    @property
    def owed_summaries(self) -> int:
        """Hearings that have closed and have no summary yet."""
        return self.hearings.get(HearingState.CLOSED, 0)

    @property
    def published_summaries(self) -> int:
        """Hearings whose summary is public."""
        return sum(self.hearings.get(state, 0) for state in SUMMARISED)


def figures() -> Figures:
    """The figures now."""
    now = clock.now()
    return Figures(
        as_of=now.replace(second=0, microsecond=0),
        hearings=hearings.counts_by_state(now),
        overdue_summaries=hearings.listing(Wanted(overdue=True), size=1).total,
        initiatives=initiatives.counts_by_state(),
        moderation=moderation.of_all(),
    )


@blueprint.get("/statistics")
@requires(Permission.ANYONE)
def overview() -> str:
    """The figures as a page."""
    found = figures()
    return render_template(
        "statistics/overview.html",
        figures=found,
        hearings=[(words.name(s), n) for s, n in found.hearings.items() if n],
        initiatives=[(labels.state_label(s), n) for s, n in found.initiatives.items() if n],
        thresholds=initiatives.thresholds(),
        growing=queries.growing(),
    )

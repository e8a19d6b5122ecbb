"""The walk through both jobs that a demonstration offers on its front page, with ready personas."""

from __future__ import annotations

from dataclasses import dataclass

from commons import config
from commons.i18n import _
from consult.queries import cards
from initiatives import queries as initiatives


@dataclass(frozen=True)
class Stop:
    """One step of the walk: who takes it, what is done, and where."""

    persona: str
    words: str
    address: str


@dataclass(frozen=True)
class Tour:
    """The two walks."""

    hearing: tuple[Stop, ...]
    initiative: tuple[Stop, ...]


def stops() -> Tour | None:
    """The walk for a newcomer; None outside a demonstration."""
    if config.current().mode is not config.Mode.DEMO:
        return None
    return Tour(hearing=_hearing(), initiative=_initiative())


def _hearing() -> tuple[Stop, ...]:
    opened = cards.open_now(1).cards
    address = opened[0].hearing.path if opened else "/hearings"
    return (
        Stop("", _("Read a draft that is open now and choose a section."), address),
        Stop(
            "citizen-a",
            _("Sign in as a citizen, say whether you agree, and send your comment."),
            address,
        ),
        Stop("officer-1", _("Group the comments into themes and answer each."), "/sign-in?next=/desk"),
        Stop("publisher", _("Check the summary as the second person and publish it."), "/sign-in?next=/desk"),
        Stop("", _("Read the report: comment, theme, answer, changed section."), "/hearings"),
    )


def _initiative() -> tuple[Stop, ...]:
    collecting = initiatives.needing_signatures(1)
    address = collecting[0].path if collecting else "/initiatives"
    return (
        Stop("", _("Read an initiative that collects signatures now."), address),
        Stop("citizen-b", _("Sign it with the demonstration's eID."), f"{address}/sign"),
        Stop("clerk", _("Review a proposal that waits for the receiving body."), "/sign-in?next=/desk"),
        Stop("verifier", _("Check the signatures of a sheet that is closed."), "/sign-in?next=/desk"),
        Stop("secretary", _("Record the committee's meeting and its decision."), "/sign-in?next=/desk"),
    )

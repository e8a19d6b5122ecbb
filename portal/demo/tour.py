"""The walk through both jobs that a demonstration offers on its front page, with ready personas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from commons import config
from commons.agencies import queries as agencies
from commons.i18n import _, language
from consult.queries import cards, hearings
from consult.states import State as Heard
from initiatives import queries as initiatives
from initiatives.lists import Filters, Sort
from initiatives.states import State

HOME = "pollution-control"
"""The body in which the personas of the hearings serve."""
SECTION = "sec_5"
FEW = 10
"""So few are missing where a visitor shall see the count arrive."""


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
    """The walk for a newcomer; None outside a demonstration, and before it is filled."""
    if config.current().mode is not config.Mode.DEMO or agencies.by_slug(HOME) is None:
        return None
    return Tour(hearing=tuple(_hearing()), initiative=tuple(_initiative()))


def _hearing() -> list[Stop]:
    opened, closed = _heard(Heard.OPEN), _heard(Heard.CLOSED)
    told = _heard(Heard.SUMMARISED, anywhere=True)
    found: list[Stop] = []
    if opened is not None:
        section = f"{opened.path}/sections/{SECTION}"
        title = opened.title()
        found += [
            Stop("", _("Read section 5 of “%(title)s”, which is open now.", title=title), section),
            Stop(
                "citizen-a",
                _("Agree, disagree or change its wording, and send your comment."),
                section,
            ),
        ]
    if closed is not None:
        desk = f"/desk/hearings/{closed.slug}/themes"
        title = closed.title()
        found += [
            Stop(
                "officer-1",
                _("Group what was said of “%(title)s” into themes and answer each.", title=title),
                _signed_in(desk),
            ),
            Stop(
                "publisher",
                _("As the second person, publish its summary; or open a draft that waits for you."),
                _signed_in("/desk/hearings"),
            ),
        ]
    if told is not None:
        words = _("Read a finished report: each comment, its theme, its answer.")
        found.append(Stop("", words, f"{told.path}/report"))
    return found


def _initiative() -> list[Stop]:
    found = [
        _stop(
            State.COLLECTING,
            "voter-1",
            lambda title: _("Sign “%(title)s”: it needs only a few more.", title=title),
            "/initiatives/%(slug)s/sign",
        ),
        _stop(
            State.REVIEW,
            "clerk",
            lambda title: _("Review “%(title)s” for parliament.", title=title),
            "/desk/initiatives/%(slug)s/review",
        ),
        _stop(
            State.COUNTING,
            "initiator-1",
            lambda title: _("Send “%(title)s”, which has enough, to verification.", title=title),
            "/initiatives/%(slug)s/send",
        ),
        _stop(
            State.VERIFICATION,
            "verifier",
            lambda title: _("Verify the signatures of “%(title)s” off the server.", title=title),
            "/desk/verification",
        ),
        _stop(
            State.FORWARDED,
            "clerk",
            lambda title: _("Enter “%(title)s” into parliament's register.", title=title),
            "/desk/initiatives/%(slug)s",
        ),
        _stop(
            State.IN_COMMITTEE,
            "secretary",
            lambda title: _("Record the committee's decision on “%(title)s”.", title=title),
            "/desk/initiatives/%(slug)s",
        ),
    ]
    return [stop for stop in found if stop is not None]


def _heard(state: Heard, *, anywhere: bool = False) -> Any:
    """A hearing in this state: one in the reader's language, the one with the most comments."""
    body = agencies.by_slug(HOME)
    where = () if anywhere or body is None else (body.id,)
    found = cards.page(hearings.Wanted(state=state, agencies=where)).cards
    best = max(
        found,
        key=lambda card: (card.hearing.language == language(), card.statistics.total.comments),
        default=None,
    )
    return None if best is None else best.hearing


def _stop(state: State, persona: str, words: Callable[[str], str], address: str) -> Stop | None:
    """The step at the initiative in this state that is best for a visitor."""
    found = initiatives.listing(Filters(states=(state,)), sort=Sort.NEWEST).items
    best = max(
        (one for one in found if not one.practice),
        key=lambda one: (_is_near(one), one.language == language(), one.support),
        default=None,
    )
    if best is None:
        return None
    place = address % {"slug": best.slug}
    return Stop(persona, words(best.title), _signed_in(place) if "/desk" in place else place)


def _is_near(initiative: Any) -> bool:
    """Whether so few signatures are missing that a visitor sees the count arrive."""
    return bool(0 < (initiative.threshold or 0) - initiative.support <= FEW)


def _signed_in(place: str) -> str:
    return f"/sign-in?next={quote(place)}"

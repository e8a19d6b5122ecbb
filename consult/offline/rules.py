"""What a contribution that did not come online must say: how it came, when, and its points."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from commons.discussion.models import OFFLINE, Channel, Stance
from commons.errors import Refusal
from commons.i18n import _l

MOST_POINTS = 40
MOST_SCANS = 200
LARGEST_BATCH = 100 * 1024 * 1024


@dataclass(frozen=True)
class Point:
    """One point of a letter: of which section, and what it says."""

    section: str = ""
    stance: Stance | None = None
    words: str = field(default="", repr=False)
    suggestion: str | None = field(default=None, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.stance or self.words.strip() or (self.suggestion or "").strip())


@dataclass(frozen=True)
class Scan:
    """A picture or PDF of the paper, as it was brought."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Letter:
    """One submission: how and when it came, whose name may be shown, its points."""

    channel: Channel
    received_on: date | None
    points: tuple[Point, ...]
    shown_as: str = field(default="", repr=False)


def language_of(said: str, otherwise: str) -> str:
    """The language that words are marked with: Thai by its letters, else that of the draft."""
    return "th" if any("\u0e01" <= letter <= "\u0e5b" for letter in said) else otherwise


def check(letter: Letter, *, today: date) -> None:
    """Refuse an unknown way, a day that is still to come, and a letter without a point."""
    if letter.channel not in OFFLINE:
        raise Refusal("channel-needed", _l("Choose how it came."), field="channel")
    if letter.received_on is None:
        raise Refusal("channel-needed", _l("Enter the day."), field="received_on")
    if letter.received_on > today:
        raise Refusal("received-late", _l("This day is still to come."), field="received_on")
    if not letter.points:
        raise Refusal("nothing-said", _l("Write at least one point."), field="words_1")
    if len(letter.points) > MOST_POINTS:
        raise Refusal("too-long", _l("Enter at most %(most)s points at once.", most=MOST_POINTS))

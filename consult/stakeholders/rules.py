"""What an entry of the register must be, and what an uploaded line is beside those that stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from commons.errors import Refusal
from commons.i18n import _l
from commons.texts.words import normalise
from consult.stakeholders.models import Concerned, Nature, Word
from consult.states import Topic

LONGEST_NAME = 200
MOST_WORDS = 20
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")


class Fate(StrEnum):
    """What becomes of an uploaded line when the list is taken over."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    TWICE = "twice"
    BAD = "bad"


@dataclass(frozen=True)
class Listing:
    """A body or person as it stands in the register."""

    name: str
    email: str = field(repr=False)
    nature: Nature = Nature.BODY
    language: str = "th"
    groups: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""

    def as_data(self) -> dict[str, Any]:
        """As a line of an import keeps it."""
        return asdict(self)

    @classmethod
    def of_data(cls, said: Mapping[str, Any]) -> Listing:
        """From a line that was kept."""
        words = {name: tuple(said[name]) for name in ("groups", "topics", "tags")}
        return cls(**{**said, **words, "nature": Nature(said["nature"])})

    @classmethod
    def of(cls, entry: Concerned) -> Listing:
        """As an entry has it."""
        return cls(
            name=entry.name,
            email=entry.email,
            nature=entry.nature,
            language=entry.language,
            groups=tuple(entry.words(Word.GROUP)),
            topics=tuple(entry.words(Word.TOPIC)),
            tags=tuple(entry.words(Word.TAG)),
            note=entry.note,
        )

    @property
    def markings(self) -> list[tuple[Word, str]]:
        """Its groups, topics and tags, each once."""
        said = ((Word.GROUP, self.groups), (Word.TOPIC, self.topics), (Word.TAG, self.tags))
        return [(kind, word) for kind, words in said for word in words]


def checked(listing: Listing, tongues: Collection[str]) -> Listing:
    """The listing in its one form; refuses what cannot be written to or named."""
    name = normalise(" ".join(listing.name.split()))
    email = listing.email.strip().lower()
    if not name or len(name) > LONGEST_NAME or name.startswith(("=", "+", "@", "-")):
        raise Refusal("bad-name", _l("Enter the name."), field="name")
    if not _ADDRESS.fullmatch(email):
        raise Refusal(
            "bad-address",
            _l("Enter an e-mail address, such as name@example.org."),
            field="email",
        )
    if listing.language not in tongues:
        raise Refusal(
            "bad-language", _l("Letters are not written in this language."), field="language"
        )
    for topic in listing.topics:
        if topic not in set(Topic):
            raise Refusal(
                "bad-topic", _l("There is no topic “%(word)s”.", word=topic), field="topics"
            )
    return Listing(
        name=name,
        email=email,
        nature=listing.nature,
        language=listing.language,
        groups=_words(listing.groups),
        topics=_words(listing.topics),
        tags=_words(listing.tags),
        note=normalise(listing.note.strip()),
    )


def fate(listing: Listing, standing: Concerned | None, seen: Collection[str]) -> Fate:
    """What becomes of a good line: new, changed, the same, or in the file twice."""
    if listing.email in seen:
        return Fate.TWICE
    if standing is None or standing.removed_at is not None:
        return Fate.NEW
    return Fate.SAME if Listing.of(standing) == listing else Fate.CHANGED


def _words(said: Iterable[str]) -> tuple[str, ...]:
    found = sorted({normalise(" ".join(word.split()))[:60] for word in said if word.strip()})
    return tuple(found[:MOST_WORDS])

"""A rule set: the parameters by which one hearing or initiative runs, each with its clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from commons.law import workdays
from commons.law.periods import Period
from commons.law.workdays import Holidays

FALLBACK = "en"
NOT_SEEN = "not-seen"
"""What a source says for its section while only the act is known."""


class Kind(StrEnum):
    """What a rule set governs."""

    HEARING = "hearing"
    INITIATIVE = "initiative"


class Force(StrEnum):
    """From where a value has its power, the strongest first."""

    STATUTE = "statute"
    REGULATION = "regulation"
    CABINET = "cabinet"
    GUIDELINE = "guideline"
    PLATFORM = "platform"


class Enforcement(StrEnum):
    """What happens to an act that is not in keeping with the value."""

    BLOCK = "block"
    REASON = "reason"
    WARN = "warn"
    INFO = "info"


class Evidence(StrEnum):
    """How well a value is known: seen in the source, in a second one, from memory, or our own."""

    SEEN = "S"
    SECOND_HAND = "S2"
    MEMORY = "M-h"
    OWN = "R"


class FreezeAt(StrEnum):
    """The act at which what runs is bound to its version of the rule set for good."""

    ON_CREATE = "on_create"
    ON_REGISTER = "on_register"
    ON_COLLECTION_START = "on_collection_start"
    ON_COLLECTION_END = "on_collection_end"


def in_language(words: Mapping[str, str], language: str) -> str:
    """The words in `language`, else in English, else in whatever language there is."""
    return words.get(language) or words.get(FALLBACK) or next(iter(words.values()), "")


@dataclass(frozen=True)
class Source:
    """Where a value stands written: the act, and the place in it."""

    of: str
    titles: Mapping[str, str]
    url: str = ""
    section: str = ""
    paragraph: str = ""
    number: str = ""

    def title(self, language: str) -> str:
        """The name of the act or document."""
        return in_language(self.titles, language)

    @property
    def section_is_known(self) -> bool:
        """False where the act is known but the section has not been read yet."""
        return bool(self.section) and self.section != NOT_SEEN


@dataclass(frozen=True)
class Choice:
    """One word of a closed list, with what people read for it."""

    code: str
    titles: Mapping[str, str]

    def title(self, language: str) -> str:
        """The word as a sentence part in `language`; the code itself where none is written."""
        return in_language(self.titles, language) or self.code


@dataclass(frozen=True)
class Param:
    """One value of the law: what it is, by which power, what a breach does, and how we know."""

    name: str
    value: Any
    force: Force
    enforcement: Enforcement
    source: Source | None
    evidence: Evidence
    verified: bool
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_rule(self) -> bool:
        """False where the law is known to set nothing."""
        return self.value is not None

    def note(self, language: str) -> str:
        """What a reader should know beside the value."""
        return in_language(self.notes, language)


@dataclass(frozen=True)
class RuleSet:
    """One version of one rule set, as its file says; never changed once loaded."""

    key: int
    id: str
    version: str
    kind: Kind
    titles: Mapping[str, str]
    abouts: Mapping[str, str]
    valid_from: date
    valid_to: date | None
    freeze_at: FreezeAt
    params: Mapping[str, Param]
    words: Mapping[str, Mapping[str, str]]
    digest: str

    def title(self, language: str) -> str:
        """The name people know it by."""
        return in_language(self.titles, language)

    def about(self, language: str) -> str:
        """One or two sentences on what it governs."""
        return in_language(self.abouts, language)

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which its days begin and end."""
        return ZoneInfo(self.value("calendar.timezone"))

    @property
    def count_first_day(self) -> bool:
        """Whether the day on which a window opens is its first day."""
        return bool(self.value("calendar.count_first_day"))

    @property
    def holidays(self) -> Holidays:
        """When the offices of its jurisdiction are closed."""
        return workdays.of(str(self.value("calendar.holidays", "")))

    @property
    def counts_working_days(self) -> bool:
        """Whether days of a period are working days."""
        return bool(self.value("calendar.day_kind") == "working")

    @property
    def rolls(self) -> bool:
        """Whether a last day on which offices are closed becomes the next working day."""
        return bool(self.value("calendar.roll_if_holiday") == "next_working_day")

    def param(self, name: str) -> Param | None:
        """The parameter, or None where this rule set does not speak of it."""
        return self.params.get(name)

    def value(self, name: str, default: Any = None) -> Any:
        """The value; `default` where the rule set is silent or says that there is no rule."""
        found = self.params.get(name)
        return default if found is None or found.value is None else found.value

    def period(self, name: str) -> Period | None:
        """The value as a length of time, or None where there is no rule."""
        said = self.value(name)
        return None if said is None else Period.parse(said)

    def enforcement(self, name: str) -> Enforcement | None:
        """What a breach of this parameter does, or None where the rule set is silent."""
        found = self.params.get(name)
        return None if found is None else found.enforcement

    def word(self, code: str, language: str) -> str:
        """What people read for a code of this rule set; the code itself where none is written."""
        return in_language(self.words.get(code, {}), language) or code

    def choices(self, name: str) -> tuple[Choice, ...]:
        """A list of codes with their words, in the order of the file."""
        none: Mapping[str, str] = MappingProxyType({})
        return tuple(Choice(code, self.words.get(code, none)) for code in self.value(name, ()))

    def unconfirmed(self) -> tuple[str, ...]:
        """The values with the force of statute that nobody has confirmed in their source yet."""
        return tuple(
            name
            for name, param in self.params.items()
            if param.force is Force.STATUTE and param.has_rule and not param.verified
        )

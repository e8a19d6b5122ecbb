"""How the citizens of the demonstration speak: who they are, what they say of which section."""

from __future__ import annotations

import random
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from commons.discussion.models import WHOLE, Stance
from commons.discussion.services import Statement
from commons.texts import queries as texts
from commons.texts.queries import SectionView
from portal.demo import books
from portal.demo.books import Book, Words

ZONE = ZoneInfo("Asia/Bangkok")
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
SPOKEN = ("en", "th")
STANCES = (Stance.AGREE, Stance.CHANGE, Stance.DISAGREE)
WEIGHTS = (44, 30, 26)


@dataclass(frozen=True)
class Room:
    """What is spoken about: the book of a hearing, its version and its sections."""

    book: Book
    version: int
    sections: tuple[SectionView, ...]

    @property
    def busy(self) -> list[SectionView]:
        """The sections that move people most."""
        named = {one["section"] for one in self.book.said.get("wordings", [])}
        return [one for one in self.sections if one.eid in named] or list(self.sections)


def sections_of(version_id: int) -> tuple[SectionView, ...]:
    """Every numbered section of a version, as people read it."""
    outline = texts.outline(version_id)
    eids = [entry.eid for entry in outline if entry.is_section and entry.number]
    return tuple(texts.section(version_id, eid) for eid in eids)


def tongue(book: Book, chance: random.Random) -> str:
    """The language of one person: most speak that of the text."""
    own = book.language
    other = "th" if own == "en" else "en"
    return own if chance.random() < 0.78 else other


def say(room: Room, chance: random.Random, language: str, *, reply_to: int | None) -> Statement:
    """One thing said: a reply, a word on the whole, or a stance on a section with its reason."""
    voices = books.voices(language)
    if reply_to is not None:
        words = chance.choice(voices["replies"])
        return Statement(version=room.version, words=words, language=language, reply_to=reply_to)
    if chance.random() < 0.08 or not room.sections:  # some proposals have no numbered sections
        return _on_whole(room, chance, language)
    busy = chance.random() < 0.72
    section = chance.choice(room.busy if busy else room.sections)
    stance = chance.choices(STANCES, WEIGHTS)[0]
    if stance is Stance.CHANGE:
        changed = _changed(room, section, chance, language)
        if changed is not None:
            return changed
        stance = chance.choice((Stance.AGREE, Stance.DISAGREE))
    words = _reason(room, section, stance, chance, language, busy=busy)
    return _statement(room, section, stance, words, language)


def _on_whole(room: Room, chance: random.Random, language: str) -> Statement:
    voices = books.voices(language)
    who = _who(voices, chance) if chance.random() < 0.5 else ""
    words = _joined([who, chance.choice(voices["whole"])])
    return Statement(version=room.version, section=WHOLE, words=words, language=language)


def _reason(
    room: Room,
    section: SectionView,
    stance: Stance,
    chance: random.Random,
    language: str,
    *,
    busy: bool,
) -> str:
    """Why somebody agrees or not; some say nothing beside their stance."""
    if chance.random() < 0.12:
        return ""
    voices = books.voices(language)
    said = room.book.said.get("concerns", {}).get(language, {}).get(stance.value, [])
    own = bool(said) and busy and chance.random() < 0.8
    point = chance.choice(said if own else voices["bare"][stance.value])
    is_own_story = own and any(mark in f" {point}" for mark in voices["own_story"])
    parts = [
        _who(voices, chance) if chance.random() < 0.45 and not is_own_story else "",
        point % {"section": _number(section, language)} if not own else point,
        chance.choice(voices["closings"]) if chance.random() < 0.4 else "",
    ]
    return _joined(parts)


def _changed(
    room: Room, section: SectionView, chance: random.Random, language: str
) -> Statement | None:
    """A suggested wording that really changes words of the section, with its reason."""
    fitting = [
        (one["from"], one["to"], one["why"])
        for one in room.book.said.get("wordings", [])
        if one["section"] == section.eid and one["from"] in section.plain
    ]
    if not fitting:
        swaps = books.voices(room.book.language)["swaps"]
        fitting = [tuple(one) for one in swaps if one[0] in section.plain]
    if not fitting:
        return None
    old, new, why = chance.choice(fitting)
    suggestion = section.plain.replace(old, new, 1)
    return _statement(
        room,
        section,
        Stance.CHANGE,
        _why(room, section, why, chance, language),
        language,
        suggestion=suggestion,
    )


def _why(room: Room, section: SectionView, why: str, chance: random.Random, language: str) -> str:
    voices = books.voices(language)
    said = room.book.said.get("concerns", {}).get(language, {}).get("change", [])
    if language != room.book.language:
        bare = chance.choice(voices["bare"]["change"])
        why = chance.choice(said) if said else bare % {"section": _number(section, language)}
    parts = [_who(voices, chance) if chance.random() < 0.4 else "", why]
    if said and language == room.book.language and chance.random() < 0.3:
        parts.append(chance.choice(said))
    return _joined(parts)


def _statement(
    room: Room,
    section: SectionView,
    stance: Stance,
    words: str,
    language: str,
    *,
    suggestion: str | None = None,
) -> Statement:
    return Statement(
        version=room.version,
        section=section.eid,
        stance=stance,
        words=words,
        suggestion=suggestion,
        language=language,
    )


def _who(voices: Words, chance: random.Random) -> str:
    place = chance.choice(voices["places"])
    years = str(chance.randrange(3, 31))
    said: str = chance.choice(voices["who"])
    return said % {"place": place, "years": years}


def _number(section: SectionView, language: str) -> str:
    """The number of a section as people name it in their language."""
    bare = section.eid.rpartition("_")[2]
    if language != "th":
        return bare
    printed = section.node.number
    return printed if not printed.isascii() else f"มาตรา {bare.translate(THAI)}"


def _joined(parts: list[str]) -> str:
    """Sentences as they are written one after another."""
    said = [part for part in parts if part]
    return " ".join(said)

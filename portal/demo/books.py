"""The texts of the demonstration as they lie beside this room: bodies, hearings, initiatives, voices."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "texts"
Words = dict[str, Any]


@dataclass(frozen=True)
class Book:
    """One file: its name without ending, and what it says."""

    name: str
    said: Words

    @property
    def course(self) -> Words:
        """When it begins and how far it goes."""
        course: Words = self.said["course"]
        return course

    @property
    def language(self) -> str:
        """The language of its text."""
        return str(self.said["language"])

    def own(self, tongues: dict[str, str]) -> str:
        """Of words in several languages those in the language of the text."""
        return tongues.get(self.language) or next(iter(tongues.values()))


def bodies() -> Words:
    """The bodies beside those of the personas, a body after the one above it."""
    return _read(TEXTS / "bodies.toml")


def hearings() -> list[Book]:
    """The hearings, by name."""
    return _books("hearings")


def initiatives() -> list[Book]:
    """The initiatives, by name."""
    return _books("initiatives")


def guises(language: str) -> Words:
    """What people in every guise say, in this language."""
    said: Words = _read(TEXTS / "speakers.toml")[language]
    return said


@cache
def moderation(language: str) -> Words:
    """What some say that others report, in one language."""
    said: Words = _read(TEXTS / "moderation.toml")[language]
    return said


@cache
def voices(language: str) -> Words:
    """What people say around their point, in one language."""
    return _read(TEXTS / "voices" / f"{language}.toml")


def prepared(name: str) -> Words:
    """What the agency of a hearing prepares beside its text; nothing for most."""
    file = TEXTS / "prepared" / f"{name}.toml"
    return _read(file) if file.exists() else {}


def draft(name: str) -> bytes:
    """The file of a draft, as an officer would upload it."""
    return (TEXTS / "drafts" / name).read_bytes()


def _books(folder: str) -> list[Book]:
    files = sorted((TEXTS / folder).glob("*.toml"))
    return [Book(file.stem, _read(file)) for file in files]


def _read(file: Path) -> Words:
    return tomllib.loads(file.read_text(encoding="utf-8"))

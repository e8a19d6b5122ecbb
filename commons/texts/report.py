"""What an import found, repaired and could not read, in sentences for the officer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commons.errors import Refusal
from commons.i18n import _l


class BadFile(Refusal):
    """A file cannot be read as a legal text; the sentence says why. Nothing was kept."""

    def __init__(self, sentence: object, **values: Any) -> None:
        super().__init__("bad-file", sentence, **values)


_REPAIRS = {
    "duplicate-id": _l("The id “%(id)s” stands %(times)s times; each node got an id of its own."),
    "eid-collision": _l("Two nodes would be “%(wanted)s”; the later one became “%(given)s”."),
    "missing-number": _l("A section or article has no number; its address is “%(eid)s”."),
    "broken-sara-am": _l("Broken ำ (ํ and า) joined into one sign: %(times)s."),
    "broken-sara-ae": _l("แ written as two เ mended: %(times)s."),
    "not-nfc": _l("Composed characters were brought into one form (NFC)."),
    "encoding": _l("The file was read as %(encoding)s, not as UTF-8."),
    "invisible-removed": _l("Invisible character %(point)s removed: %(times)s."),
    "tracked-changes": _l(
        "Tracked changes were accepted: %(inserted)s insertions kept, %(deleted)s deletions left out."
    ),
    "page-furniture": _l("Page numbers and repeated headers left out: %(times)s."),
    "no-sections": _l("No numbered section was found; each heading or paragraph became a section."),
}
_WARNINGS = {
    "surplus-ids": _l("%(values)s id values are repeated (%(surplus)s surplus occurrences)."),
    "left-out": _l("Not part of the text itself, and left out: %(name)s."),
    "notes-inlined": _l("Footnotes set in square brackets where they are called: %(times)s."),
    "notes-left-out": _l("Footnotes left out: %(times)s."),
    "comments-left-out": _l("Comments in the margin left out: %(times)s."),
    "hidden-left-out": _l("Passages formatted as hidden were left out: %(times)s."),
    "contents-list": _l("The table of contents was left out: it is made anew from the sections."),
    "number-format": _l("A way of numbering is not known here (%(format)s); 1, 2, 3 were written."),
    "pdf-compare": _l(
        "This was read from a PDF, which knows no paragraphs: compare it with the PDF side by side, "
        "line by line, before you publish it."
    ),
    "pdf-empty-pages": _l("Pages without any words, such as scanned ones: %(times)s."),
    "pictures": _l("Pictures left out: %(times)s."),
    "out-of-order": _l("%(number)s stands after %(before)s: is a number wrong?"),
    "no-title": _l("No title was found; the name of the file was taken."),
}


@dataclass(frozen=True)
class Line:
    """One line of the report: a code for machines, and what the sentence names."""

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The line in the reader's language."""
        known = _REPAIRS.get(self.code) or _WARNINGS[self.code]
        return str(known) % dict(self.values)

    def as_fact(self) -> dict[str, Any]:
        """The line as it is stored: without any language."""
        return {"code": self.code, "values": dict(self.values)}


@dataclass(frozen=True)
class Report:
    """All lines: what was repaired, and what an officer should look at."""

    repairs: tuple[Line, ...] = ()
    warnings: tuple[Line, ...] = ()

    def __add__(self, other: Report) -> Report:
        return Report(self.repairs + other.repairs, self.warnings + other.warnings)

    def as_fact(self) -> dict[str, Any]:
        """The report as it is stored with a version."""
        return {
            "repairs": [line.as_fact() for line in self.repairs],
            "warnings": [line.as_fact() for line in self.warnings],
        }


def from_fact(fact: Mapping[str, Any]) -> Report:
    """The report that `as_fact` stored."""

    def lines(name: str) -> tuple[Line, ...]:
        return tuple(Line(row["code"], row["values"]) for row in fact.get(name, ()))

    return Report(lines("repairs"), lines("warnings"))


def repair(code: str, **values: str | int) -> Report:
    """A report of one repair."""
    return Report(repairs=(Line(code, values),))


def warning(code: str, **values: str | int) -> Report:
    """A report of one warning."""
    return Report(warnings=(Line(code, values),))

"""CSV tables that people bring: read with named limits, whatever program wrote them."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commons.errors import Refusal
from commons.i18n import _l

LARGEST = 5 * 1024 * 1024
MOST_LINES = 5_000
LONGEST_CELL = 20_000
_DELIMITERS = ",;\t"
_ESCAPED = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True)
class Line:
    """One line of a table: its number in the file (the head is 1), its cells by column."""

    number: int
    cells: Mapping[str, str]

    @property
    def is_hostile(self) -> bool:
        """Whether a cell would run as a formula in a spreadsheet program."""
        return any(said.startswith(("=", "@", "+", "-")) for said in self.cells.values() if said)


def read(data: bytes, heads: Mapping[str, Sequence[str]], needed: Sequence[str]) -> list[Line]:
    """The lines of a CSV file by the columns of `heads` (each with its other names).

    UTF-8, with comma, semicolon or tab. Refuses ("bad-file") what is empty, too large, of another
    encoding, has too many lines, or lacks a needed column; empty lines are passed over.
    """
    rows = _rows(_text(data))
    columns = _columns(rows[0], heads)
    for name in needed:
        if name not in columns:
            raise _bad(_l("The column “%(name)s” is missing.", name=name))
    found = [
        Line(number, {name: _plain(row, at) for name, at in columns.items()})
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
    if not found:
        raise _bad(_l("The file has no lines."))
    return found


def _text(data: bytes) -> str:
    if not data.strip():
        raise _bad(_l("The file is empty."))
    if len(data) > LARGEST:
        raise _bad(_l("The file is larger than 5 MB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad(_l("Save the file as CSV in UTF-8; it is in another encoding.")) from None
    if "\x00" in text:
        raise _bad(_l("This is no CSV file."))
    return unicodedata.normalize("NFC", text)


def _rows(text: str) -> list[list[str]]:
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        read_rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise _bad(_l("This is no CSV file.")) from None
    if len(read_rows) > MOST_LINES + 1:
        raise _bad(_l("The file has more than %(most)s lines.", most=MOST_LINES))
    return read_rows


def _columns(head: Sequence[str], heads: Mapping[str, Sequence[str]]) -> dict[str, int]:
    known = {other.casefold(): name for name, others in heads.items() for other in (name, *others)}
    found: dict[str, int] = {}
    for at, said in enumerate(head):
        name = known.get(said.strip().casefold())
        if name is not None and name not in found:
            found[name] = at
    return found


def _plain(row: Sequence[str], at: int) -> str:
    """A cell without blanks around it, and without the apostrophe that our own tables put there."""
    said = row[at].strip() if at < len(row) else ""
    said = said[1:] if said.startswith(_ESCAPED) else said
    kept = "".join(c for c in said if c in "\n\t" or unicodedata.category(c) != "Cc")
    return kept[:LONGEST_CELL]


def _bad(sentence: object) -> Refusal:
    return Refusal("bad-file", sentence, field="file")

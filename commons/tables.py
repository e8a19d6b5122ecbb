"""Tables for other programs: CSV and XLSX whose cells cannot become formulas (ASVS 1.2.10)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import xlsxwriter

Cell = str | int | float | date | datetime | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # full-width forms
BOM = "\ufeff"


def neutral(cell: Cell) -> str | int | float:
    """A cell as plain content: times in ISO 8601, and an apostrophe before what a program would run."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        return cell
    text = cell.replace("\x00", "")
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) else text


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """A CSV table line by line (RFC 4180), with the mark by which spreadsheet programs see UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield BOM
    for row in _with(heads, rows):
        writer.writerow([neutral(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def xlsx(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """A workbook of named tables, written with constant memory; no string becomes a formula."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    bold = book.add_format({"bold": True, "text_wrap": True})
    for name, heads, rows in sheets:
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                shown = neutral(cell)
                if isinstance(shown, str):
                    sheet.write_string(number, column, shown)
                else:
                    sheet.write_number(number, column, shown)
    book.close()
    return out.getvalue()


def _with(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield heads
    yield from rows

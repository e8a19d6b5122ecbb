"""Tables for other programs: CSV, XLSX and ODS whose cells cannot become formulas (ASVS 1.2.10)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Cell = str | int | float | date | datetime | None
Sheet = tuple[str, Sequence[str], Iterable[Sequence[Cell]]]
"""A table of a workbook: its name, its heads, its rows."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # full-width forms
_LONGEST = 32_767
"""So many characters a cell of XLSX holds."""
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


def xlsx(sheets: Iterable[Sheet]) -> bytes:
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
                    sheet.write_string(number, column, shown[:_LONGEST])
                else:
                    sheet.write_number(number, column, shown)
    book.close()
    return out.getvalue()


def ods(sheets: Iterable[Sheet]) -> bytes:
    """A workbook of named tables for office programs; every cell is text or a number."""
    book = OpenDocumentSpreadsheet()
    for name, heads, rows in sheets:
        table = Table(name=name)
        for row in _with(heads, rows):
            line = TableRow()
            for cell in row:
                line.addElement(_ods_cell(neutral(cell)))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    written = io.BytesIO()
    book.write(written)
    return written.getvalue()


def printable(words: str) -> str:
    """Words that XML can hold: no controls but line ends and tabs."""
    return "".join(c for c in words if c in "\n\t" or (c >= " " and c not in "\ufffe\uffff"))


def _ods_cell(shown: str | float) -> Any:
    if isinstance(shown, str):
        cell = TableCell(valuetype="string")
        for line in shown.splitlines() or [""]:
            cell.addElement(P(text=printable(line)))
        return cell
    cell = TableCell(valuetype="float", value=shown)
    cell.addElement(P(text=str(shown)))
    return cell


def _with(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield heads
    yield from rows

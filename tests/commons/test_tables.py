"""No cell of an export can become a formula, and nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons import tables

BAD = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", '=HYPERLINK("x")']


@pytest.mark.parametrize("words", BAD)
def test_what_a_program_would_run_is_made_plain(words: str) -> None:
    assert str(tables.neutral(words)).startswith("'")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")))
def test_a_cell_comes_back_as_it_was_written(words: str) -> None:
    shown = "".join(tables.csv_lines(["words"], [[words]]))

    rows = list(csv.reader(io.StringIO(shown.removeprefix(tables.BOM), newline="")))

    assert rows[0] == ["words"]
    assert rows[1][0].removeprefix("'") == words.removeprefix("'")


def test_a_workbook_holds_strings_and_no_formula() -> None:
    book = tables.xlsx([("Answers", ["word"], [[bad] for bad in BAD])])

    inside = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in inside

"""A redline strikes and writes whole words, Thai ones too."""

import pytest
from flask import render_template_string
from hypothesis import given
from hypothesis import strategies as st

from commons.texts import redline


def edits(pieces):
    return [(piece.op, piece.words) for piece in pieces if piece.op != "same"]


def test_15_days_to_30_days_is_one_deletion_and_one_insertion():
    pieces = redline.compare("within 15 days of the notice", "within 30 days of the notice", "en")

    assert edits(pieces) == [("removed", "15"), ("added", "30")]


def test_thai_is_compared_by_words():
    pieces = redline.compare("อุทธรณ์ได้ภายในสิบห้าวัน", "อุทธรณ์ได้ภายในสามสิบวัน", "th")

    assert (pieces[-1].op, pieces[-1].words) == ("same", "วัน")
    assert pieces[0].op == "same"
    assert "".join(p.words for p in pieces if p.op == "removed") == "สิบห้า"
    assert "".join(p.words for p in pieces if p.op == "added") == "สามสิบ"


def test_neighbouring_edits_are_one_edit():
    pieces = redline.compare("the old grey house", "the new white house")

    assert edits(pieces) == [("removed", "old grey"), ("added", "new white")]


def test_equal_wordings_show_no_edit():
    assert edits(redline.compare("the same", "the same")) == []
    assert redline.compare("", "") == []


@given(
    st.text(alphabet="กขคงะาิ่้ ab1.\n", max_size=60),
    st.text(alphabet="กขคงะาิ่้ ab1.\n", max_size=60),
)
def test_a_redline_holds_both_wordings_whole(old, new):
    pieces = redline.compare(old, new)

    assert "".join(p.words for p in pieces if p.op != "added") == old
    assert "".join(p.words for p in pieces if p.op != "removed") == new


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>"])
def test_the_macro_marks_with_ins_and_del_and_says_it_in_words(sqlite_app, evil):
    pieces = redline.compare("within 15 days", f"within 30 days {evil}")
    source = "{% from 'macros/redline.html' import redline %}{{ redline(pieces, 'en') }}"

    with sqlite_app.test_request_context("/?lang=en"):
        html = render_template_string(source, pieces=pieces)

    assert html.count("<del>") == 1
    assert "<del>15</del>" in html
    assert "removed:" in html
    assert "added:" in html
    assert "<script>" not in html

"""What is public is found by its words, in every language, alike on both engines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from commons import db
from commons.search import analyser, services

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


def put(key: str, title: str, words: str = "", language: str = "en") -> None:
    services.put(
        "hearing", key, address=f"/hearings/{key}", language=language, title=title, words=words,
        moment=NOON,
    )  # fmt: skip


def keys(words: str) -> list[str]:
    with db.transaction(writes=False):
        return sorted(found.key for found in services.find(words).items)


@pytest.fixture
def shelf(app: Flask) -> None:
    """Four drafts in four languages."""
    with db.transaction():
        put("1", "Clean Air in Cities Act", "No person shall burn waste in the open.")
        put("2", "ร่างพระราชบัญญัติอากาศสะอาด", "มาตรา ๕ ห้ามเผาขยะในที่โล่ง", "th")
        put("3", "Laki pyöräteistä", "Kunnan on pidettävä pyörätiet kunnossa.", "fi")
        put("4", "River Water Act", "The quality of water is measured each month.")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("burning waste", ["1"]),
        ("cities", ["1"]),
        ("city", ["1"]),
        ("อากาศ", ["2"]),
        ("เผาขยะ", ["2"]),
        ("มาตรา 5", ["2"]),
        ("มาตรา ๕", ["2"]),
        ("pyörätie", ["3"]),
        ("ACT water", ["4"]),
        ("nothing of this", []),
        ("", []),
        ("' OR 1=1 --", []),
        ('"*', []),
    ],
)
def test_a_reader_finds_by_words(shelf: None, words: str, found: list[str]) -> None:
    assert keys(words) == found


def test_what_is_removed_is_found_no_more(shelf: None) -> None:
    with db.transaction():
        services.remove("hearing", "1")

    assert keys("burn") == []


def test_what_is_put_again_is_found_by_its_new_words_only(shelf: None) -> None:
    with db.transaction():
        put("1", "Quiet Nights Act", "Noise after ten.")

    assert keys("noise") == ["1"]
    assert keys("burn") == []


@given(st.text(max_size=80))
def test_no_text_breaks_the_analyser(text: str) -> None:
    assert all(group for group in analyser.query(text))
    assert all(term.strip() for term in analyser.terms(text, "en"))

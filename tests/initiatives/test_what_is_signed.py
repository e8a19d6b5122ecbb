"""What one signs is what one sees: neither the author nor whoever writes to the database hides a word."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

import signatures
from commons import db, files
from commons.errors import Refusal
from commons.texts import render
from commons.texts.models import Node
from initiatives import proposal
from initiatives.enclosures.models import Enclosure
from tests.initiatives.road import PARTS, START, Road
from tests.initiatives.test_pages import browser

Travel = Callable[[datetime], None]
HIDING = (
    "```taxes are doubled\nnothing\n```",
    "~~~ taxes are doubled\nnothing\n~~~",
    "[the annex](https://example.org/taxes-are-doubled)",
    "[a](https://example.org/x) and [b](taxes/are/doubled)",
    "<!-- taxes are doubled -->",
    '[x]: /url "taxes are doubled"',
    "![taxes are doubled](https://example.org/x.png)",
    "<div hidden>\ntaxes are doubled\n</div>",
    "1. ```taxes are doubled\n   nothing\n   ```",
    "> ```taxes\n> are doubled\n> ```",
    "| a | b |\n|---|---|\n| 1 | 2 | taxes are doubled |",
    "Section 2. Good.[^1]\n\n[^1]: taxes are doubled",
    "# Nice # taxes are doubled",
    "taxes\n===\nare doubled\n---",
    "& &amp; &#116;axes `are` **dou**bled",
)


def letters(said: str) -> str:
    """The letters and digits of a text, whatever stands between them."""
    return "".join(re.findall(r"[^\W_]", said))


def is_within(wanted: str, shown: str) -> bool:
    """Whether the one's letters stand in the other, in their order."""
    left = iter(shown)
    return all(letter in left for letter in wanted)


def shown(said: str, language: str = "en") -> str:
    """The words of a text as the signing page shows them."""
    return Markup(render.whole(proposal.tree_of(said, language), level=3)).striptags()


@given(st.lists(st.sampled_from(HIDING), min_size=1, max_size=4), st.sampled_from(["\n\n", "\n"]))
def test_no_word_of_a_proposal_hides_in_its_markup(blocks: list[str], between: str) -> None:
    body = between.join(["Section 1. Nice.", *blocks, "Section 9. End."])
    said = proposal.official_text("Air", {"proposal": body}, order=("proposal",), language="en")

    assert is_within(letters(said.partition("\n")[2]), letters(shown(said)))


@pytest.fixture
def road(app: Flask, tmp_path: Path, travel: Travel) -> Road:
    """An initiative that collects, whose author hides something behind a link."""
    travel(START)
    with app.app_context():
        made = Road(tmp_path)
        part = PARTS["proposal"] + " See [the plan](https://example.org/taxes-are-doubled)."
        made.draft = lambda: Road.draft(made, parts={**PARTS, "proposal": part})  # type: ignore[method-assign]
        made.to_collecting()
    travel(START + timedelta(days=5))
    return made


def page_of(app: Flask, road: Road) -> str:
    with app.app_context(), db.transaction():
        path = road.x.path
    answer = browser(app).get(f"{path}/sign")
    assert answer.status_code == 200
    return answer.text


def test_the_page_shows_what_stands_behind_a_link(app: Flask, road: Road) -> None:
    assert "taxes-are-doubled" in Markup(page_of(app, road)).striptags()


def test_words_changed_in_the_database_are_not_what_one_is_shown(app: Flask, road: Road) -> None:
    with app.app_context(), db.transaction() as session:
        assert "Every town measures its air" in signatures.manifest(road.x.sheet_id or 0).decode()
        session.execute(
            sa.update(Node).values(words=sa.func.replace(Node.words, "Every town", "No town"))
        )

    page = page_of(app, road)

    assert "Every town measures its air" in page
    assert "No town" not in page


def test_an_annex_changed_after_the_opening_is_not_shown_as_signed(
    app: Flask, tmp_path: Path, travel: Travel
) -> None:
    travel(START)
    with app.app_context():
        road = Road(tmp_path)
        begin = road.carriers

        def with_annex() -> None:
            kept = files.keep("map.pdf", b"%PDF-1.4 the map", types=[files.Type.PDF])
            with db.transaction() as session:
                said = {"digest": kept.digest, "type": kept.type, "name": kept.name}
                more = {"size": kept.size, "title": "The map", "kind": "annex", "added_at": START}
                session.add(Enclosure(initiative_id=road.number, **said, **more))
            begin()

        road.carriers = with_annex  # type: ignore[method-assign]
        road.to_collecting()
        travel(START + timedelta(days=5))
        assert "The map" in page_of(app, road)
        other = files.keep("map.pdf", b"%PDF-1.4 another map", types=[files.Type.PDF])
        with db.transaction() as session:
            session.execute(sa.update(Enclosure).values(digest=other.digest))
        with db.transaction():
            path = road.x.path

    assert browser(app).get(f"{path}/sign").status_code == 409


def test_a_file_that_was_changed_on_the_disk_is_not_handed_out(sqlite_app: Flask) -> None:
    kept = files.keep("map.pdf", b"%PDF-1.4 the map")
    assert files.read(kept.digest) == b"%PDF-1.4 the map"

    files.path_of(kept.digest).write_bytes(b"%PDF-1.4 another map")

    with pytest.raises(Refusal, match="file-damaged"):
        files.read(kept.digest)

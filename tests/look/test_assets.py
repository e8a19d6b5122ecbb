"""What `make assets` made is what is checked in, and it carries nobody else's brand."""

from __future__ import annotations

import hashlib
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"


def _listed() -> dict[str, str]:
    lines = (STATIC / "assets.sha256").read_text().splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def test_sources_styles_and_fonts_are_those_of_the_last_build() -> None:
    listed = _listed()

    found = {
        path.relative_to(STATIC).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("css", "fonts")
        for path in (STATIC / folder).rglob("*")
        if path.is_file()
    }

    assert found == listed, "run `make assets` and commit what it makes"


def test_fonts_travel_with_their_licence() -> None:
    licence = (STATIC / "fonts" / "OFL.txt").read_text()

    assert "SIL OPEN FONT LICENSE" in licence
    assert (STATIC / "css" / "LICENSE-govuk-frontend.txt").exists()


def test_the_style_sheet_bears_no_foreign_brand() -> None:
    styles = (STATIC / "css" / "lexpopuli.css").read_text().casefold()

    for mark in ("gds transport", "crest", "crown", "url(http", "@import", "//fonts"):
        assert mark not in styles

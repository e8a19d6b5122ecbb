"""The catalogues of sentences: extract what a room says, compile what is translated."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from commons.config import HERE

_KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
}
_METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.xml", "jinja2")]
_OPTIONS = {"**.html": {"trimmed": "true"}, "**.py": {"encoding": "utf-8"}}


def folders(room: str) -> list[Path]:
    """Where the sentences of a room stand: its Python and its templates."""
    parts = room.split("_")
    python = HERE.joinpath(*parts)
    found = [python, python.with_suffix(".py"), HERE / "templates" / parts[-1]]
    if room == "commons":
        found = sorted(HERE.glob("commons/*.py")) + [HERE / "templates" / "macros"]
    if room == "portal":
        names = (
            "home",
            "errors",
            "letters",
            "demo",
            "pages",
            "parts",
            "api",
            "statistics",
            "search",
        )
        found += [HERE / "templates" / n for n in names] + sorted(HERE.glob("templates/*.html"))
    return [p for p in found if p.exists()]


def said_in(room: str) -> Catalog:
    """Every sentence of a room, as a fresh catalogue."""
    catalogue = Catalog(project="Lex Populi", charset="utf-8")
    apart = _apart(room)
    for place in folders(room):
        base = place if place.is_dir() else place.parent
        chosen = None if place.is_dir() else place.name
        extracted = extract_from_dir(
            str(base), _METHODS, _OPTIONS, _KEYWORDS, ("Translators:",), strip_comment_tags=True
        )
        for filename, line, message, comments, context in extracted:
            if chosen is not None and filename != chosen:
                continue
            where = (base / filename).relative_to(HERE).as_posix()
            if where.startswith(apart):
                continue
            catalogue.add(message, None, [(where, line)], auto_comments=comments, context=context)
    return catalogue


def _apart(room: str) -> tuple[str, ...]:
    """The folders inside a room that keep a catalogue of their own."""
    within = [p.name for p in (HERE / "translations").glob(f"{room}_*") if p.is_dir()]
    return tuple("/".join(name.split("_")) + "/" for name in within)


def extract(room: str, language: str = "th") -> Path:
    """Bring a room's catalogue up to date, keeping what is translated."""
    path = HERE / "translations" / room / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    template = said_in(room)
    if path.exists():
        with path.open("rb") as file:
            kept = read_po(file, locale=language)
    else:
        kept = Catalog(locale=language, project="Lex Populi", charset="utf-8")
    kept.update(template, no_fuzzy_matching=True)
    kept.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, kept, width=100, omit_header=False, include_lineno=False)
    return path


def compile_all() -> int:
    """Compile each catalogue that is newer than its compiled form; gives how many."""
    done = 0
    for source in sorted((HERE / "translations").glob("*/*/LC_MESSAGES/messages.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        with target.open("wb") as file:
            write_mo(file, catalogue)
        done += 1
    return done


def main(arguments: list[str]) -> int:
    """`extract ROOM` or `compile`."""
    if arguments[:1] == ["extract"] and len(arguments) == 2:
        sys.stdout.write(f"{extract(arguments[1]).relative_to(HERE)}\n")
        return 0
    if arguments == ["compile"]:
        compile_all()
        return 0
    sys.stderr.write("usage: python -m portal.messages extract ROOM | compile\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

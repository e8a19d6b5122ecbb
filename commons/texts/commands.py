"""`flask texts`: look at a file of law without the application, its settings or its database."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from commons.errors import Refusal
from commons.texts import decoding, importing, matching, tree
from commons.texts.importing import Parsed
from commons.texts.report import BadFile

_FILE = click.Path(path_type=Path)


@click.group()
def texts() -> None:
    """Read and compare files of law."""


@texts.command("import")
@click.argument("file", type=_FILE)
def import_(file: Path) -> None:
    """A dry run: what would be read from FILE, as JSON."""
    parsed = _read(file)
    own, quoted = tree.counts(parsed.tree)
    _print(
        {
            "title": parsed.title,
            "language": parsed.language,
            "sections": [_section(node) for node in tree.sections(parsed.tree)],
            "counts": own,
            "quoted": quoted,
            "repairs": [
                {"code": line.code, "detail": line.sentence} for line in parsed.report.repairs
            ],
            "warnings": [line.sentence for line in parsed.report.warnings],
        }
    )


@texts.command()
@click.argument("a", type=_FILE)
@click.argument("b", type=_FILE)
def compare(a: Path, b: Path) -> None:
    """Which section of A is which section of B, as JSON."""
    old, new = _read(a), _read(b)
    found = matching.match(tree.sections(old.tree), tree.sections(new.tree))
    _print(
        {
            "a": [
                {
                    "eId": fate.eid,
                    "number": fate.number,
                    "state": fate.state.value,
                    "to": fate.to,
                    "score": fate.score,
                    "change": fate.change.value,
                }
                for fate in found.old
            ],
            "b": [
                {"eId": node.eid, "number": node.number, "state": found.state_of(node.eid)}
                for node in tree.sections(new.tree)
            ],
        }
    )


def _section(node: tree.Node) -> dict[str, str]:
    return {
        "eId": node.eid,
        "kind": node.kind.value,
        "number": node.number,
        "heading": node.heading,
    }


def _read(file: Path) -> Parsed:
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= decoding.MAX_BYTES else bytes(decoding.MAX_BYTES + 1)
        return importing.read(file.name, data)
    except OSError as error:
        _refuse(f"{file.name}: {error.strerror}.")
    except BadFile as refusal:
        _refuse(_sentence(refusal))


def _sentence(refusal: Refusal) -> str:
    return refusal.message


def _refuse(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(2)


def _print(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))

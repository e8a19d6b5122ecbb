"""Commands of destruction: what is due, and to do it now; without `--really` nothing is changed."""

from __future__ import annotations

import click
from flask.cli import AppGroup

import signatures
from commons import db

keeping_group = AppGroup("keeping", help="Keys of sheets that nobody needs any more.")


@keeping_group.command("due")
def due() -> None:
    """Show the sheets whose keys are due for destruction."""
    with db.transaction(writes=False):
        _show(signatures.due())


@keeping_group.command("destroy")
@click.option("--really", is_flag=True, help="Destroy; without this it only shows what would be.")
def destroy(*, really: bool) -> None:
    """Destroy the keys that are due."""
    with db.transaction():
        found = signatures.destroy_due() if really else signatures.due()
    _show(found)
    click.echo("They are destroyed." if really else "Nothing was changed; --really destroys them.")


def _show(found: list[signatures.DueSheet]) -> None:
    for one in found:
        click.echo(f"{one.digest[:16]}  {one.until.date().isoformat()}  {one.rule}  {one.title}")
    click.echo(f"{len(found)} due")

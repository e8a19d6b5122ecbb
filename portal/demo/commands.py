"""`flask demo seed`: fill this installation, once; `flask demo card`: sign with a practice card."""

from __future__ import annotations

import time
from pathlib import Path

import click
from flask.cli import AppGroup

from commons.errors import Refusal
from portal.demo import cards, seed

demo_group = AppGroup("demo", help="The demonstration with invented people.")


@demo_group.command("seed")
@click.option("--share", type=click.FloatRange(0.01, 1), default=1.0, help="Part of the comments.")
def fill(share: float) -> None:
    """Fill this installation with invented hearings and initiatives, unless it is filled."""
    begun = time.monotonic()
    click.echo("Preparing the demonstration; the first time takes about a minute.")
    try:
        done = seed.seed(share=share)
    except Refusal as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
    seconds = round(time.monotonic() - begun)
    click.echo(f"Filled in {seconds} seconds." if done else "It is filled already.")


@demo_group.command("card")
@click.argument("hint")
@click.argument("container", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where it is written.")
def card(hint: str, container: Path, out: Path | None) -> None:
    """Sign a downloaded CONTAINER with the practice card of a persona (HINT, such as citizen-a)."""
    try:
        signed = cards.sign(container.read_bytes(), hint)
    except Refusal as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
    target = out or container.with_name(f"{container.stem}-signed{container.suffix}")
    target.write_bytes(signed)
    click.echo(str(target))

"""`flask demo seed`: fill this installation for demonstration, once."""

from __future__ import annotations

import time

import click
from flask.cli import AppGroup

from commons.errors import Refusal
from portal.demo import seed

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

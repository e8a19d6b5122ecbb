"""Commands of a demonstration."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from commons.errors import Refusal
from portal.demo import seed

demo_group = AppGroup("demo", help="The demonstration.")


@demo_group.command("seed")
@click.option("--share", default=1.0, show_default=True, help="How much of it, from 0 to 1.")
def fill(share: float) -> None:
    """Fill an empty installation with invented people, drafts and signatures."""
    try:
        done = seed.seed(share=share)
    except Refusal as refusal:
        raise click.ClickException(refusal.message or refusal.code) from None
    click.echo("The demonstration is filled." if done else "The demonstration stands already.")

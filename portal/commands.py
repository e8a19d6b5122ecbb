"""Commands of an installation: schema, worker, demonstration."""

from __future__ import annotations

import click
from alembic import command
from alembic.config import Config
from flask import Flask
from flask.cli import AppGroup

from commons import config, db, jobs
from commons.accounts import security
from commons.agencies.commands import people
from commons.config import HERE
from commons.law import services as law
from portal import rulebook
from portal.demo.commands import demo_group
from portal.keeping import keeping_group

db_group = AppGroup("db", help="The schema of the database.")
jobs_group = AppGroup("jobs", help="Work that is due.")


def register(app: Flask) -> None:
    """Install the commands that need the application."""
    app.cli.add_command(db_group)
    app.cli.add_command(jobs_group)
    app.cli.add_command(demo_group)
    app.cli.add_command(keeping_group)
    app.cli.add_command(people)


def migrations() -> Config:
    """Alembic's configuration, pointed at the database of this process."""
    alembic = Config()
    alembic.set_main_option("script_location", str(HERE / "migrations"))
    url = config.current().database_url.replace("%", "%%")
    alembic.set_main_option("sqlalchemy.url", url)
    return alembic


def upgrade_schema() -> None:
    """Bring the schema up to date, then load the rule sets."""
    command.upgrade(migrations(), "head")
    with db.transaction():
        if many := law.load_files():
            security.note("rules-loaded", many=many)
        rulebook.note()


@db_group.command("upgrade")
def upgrade() -> None:
    """Bring the schema up to date, then load the rule sets."""
    upgrade_schema()
    click.echo("The schema is up to date.")


@jobs_group.command("work")
def work() -> None:
    """Run the worker."""
    jobs.work()


@jobs_group.command("run-due")
def run_due() -> None:
    """Do everything that is due now, once."""
    click.echo(f"{jobs.run_due()} pieces of work done.")

"""`flask people`: the first bodies and administrators of an installation, before it has any."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from commons import db
from commons.access import Role
from commons.accounts import queries as accounts
from commons.agencies import queries, services
from commons.agencies.models import Kind
from commons.errors import Refusal

people = AppGroup("people", help="The first bodies and administrators of an installation.")
ENOUGH = 2


@people.command("found")
@click.argument("slug")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), required=True)
@click.option("--name-en", default="")
@click.option("--name-th", default="")
@click.option("--oversight", is_flag=True, help="The coordinating office.")
def found(slug: str, kind: str, name_en: str, name_th: str, oversight: bool) -> None:  # noqa: FBT001  # click gives it
    """Set up a body at the root of the tree."""
    try:
        with db.transaction():
            names = {"en": name_en, "th": name_th}
            services.found(slug, names, Kind(kind), oversight=oversight)
    except Refusal as refusal:
        raise click.ClickException(refusal.message or refusal.code) from None
    click.echo(f"{slug} is set up.")


@people.command("first-administrator")
@click.argument("account", type=int)
@click.argument("agency")
def first_administrator(account: int, agency: str) -> None:
    """Make ACCOUNT (its number stands on My page) administrator of AGENCY.

    Only while there are not yet two administrators of different agencies: after that they appoint
    each other on the desk. It stands in the public record.
    """
    try:
        with db.transaction():
            _appoint(account, agency)
    except Refusal as refusal:
        raise click.ClickException(refusal.message or refusal.code) from None
    click.echo(f"Account {account} is an administrator of {agency}.")


def _appoint(account_id: int, slug: str) -> None:
    account, agency = accounts.by_id(account_id), queries.by_slug(slug)
    if account is None or agency is None:
        raise click.ClickException("There is no such account or no such body.")
    houses = {m.agency_id for m in queries.members_everywhere(Role.ADMINISTRATOR)}
    if len(houses) >= ENOUGH:
        raise click.ClickException("There are administrators already; they appoint on the desk.")
    services.install(account, agency, Role.ADMINISTRATOR)

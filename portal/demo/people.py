"""Who acts in the demonstration: the personas at their desks, further officials, and citizens."""

from __future__ import annotations

from commons import clock
from commons.access import Actor, Assurance, Role
from commons.accounts import services as accounts
from commons.agencies import queries as agencies
from commons.agencies import services
from commons.agencies.models import Agency, Kind
from commons.errors import Refusal
from commons.identity import actors, rehearsal
from commons.identity.devprovider import personas
from portal.demo import books

FIRST_CITIZEN = 2001
"""Citizens of the stories are voters from here on, so that the first ones are left to visitors."""
FIRST_SIGNER = 5001


def cast() -> None:
    """Found every body, give every persona its desk, and each other body its officials."""
    rehearsal.cast()
    for slug, said in books.bodies().items():
        _found(slug, said)
    for body in agencies.all_bodies():
        if body.email is None:
            body.email = f"{body.slug}@authority.example"


def official(body: Agency, role: Role) -> Actor:
    """Whoever holds this role in the body: the persona where there is one, else an official."""
    for hint, (slug, held) in rehearsal.STAFF.items():
        if slug == body.slug and held is role:
            return actor(hint)
    account = accounts.open_account(
        rehearsal.ISSUER,
        f"demonstration-{body.slug}-{role.value}",
        provider=rehearsal.PROVIDER,
        assurance=Assurance.HIGH,
        display_name=body.name("en"),
    )
    services.install(account, body, role)
    return actors.of(account, assurance=Assurance.HIGH, second_factor=True)


def actor(hint: str) -> Actor:
    """A persona, signed in by eID; staff with the second factor."""
    account = rehearsal.account(hint, display_name=None if hint in personas.STAFF else name(hint))
    return actors.of(account, assurance=Assurance.HIGH, second_factor=hint in personas.STAFF)


def confirm_address(hint: str, email: str) -> None:
    """A persona has confirmed this address for letters."""
    account = rehearsal.account(hint, display_name=name(hint))
    if account.email_confirmed_at is None:
        rehearsal.confirm_address(hint, email)


def citizen(hint: str, assurance: Assurance) -> Actor:
    """A citizen who signed in as surely as this."""
    account = rehearsal.account(hint, display_name=name(hint))
    return actors.of(account, assurance=assurance, second_factor=False)


def name(hint: str) -> str:
    """The name under which a persona speaks in public when it wants to be named."""
    person = personas.find(hint, clock.now())
    if person is None:
        raise Refusal("unknown-persona", hint)
    return f"{person.given_name} {person.family_name}"


def _found(slug: str, said: books.Words) -> None:
    if agencies.by_slug(slug) is not None:
        return
    above = said.get("above")
    services.found(
        slug,
        said["names"],
        Kind(said["kind"]),
        parent=agencies.by_slug(above) if above else None,
        email=f"{slug}@authority.example",
    )

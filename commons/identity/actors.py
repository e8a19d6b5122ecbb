"""How an account becomes an actor: with its roles, if its sign-in was strong enough for them."""

from __future__ import annotations

from commons.access import Actor, Assurance
from commons.accounts.models import Account
from commons.accounts.sessions import SignedIn
from commons.agencies import queries


def of(account: Account, *, assurance: Assurance, second_factor: bool) -> Actor:
    """The actor of this account; without a second factor it holds no role (ASVS 6.3.3)."""
    roles = queries.roles_of(account.id) if second_factor else frozenset()
    return Actor(
        account_id=account.id,
        name=account.display_name,
        roles=roles,
        assurance=assurance,
        second_factor=second_factor,
        language=account.language,
    )


def of_session(held: SignedIn) -> Actor:
    """The actor of a live session."""
    return of(held.account, assurance=held.assurance, second_factor=held.second_factor)

"""Who may do what: the actor with his roles, and the guard of every route."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, TypeVar

from flask import g

from commons.errors import Refusal
from commons.i18n import _l
from commons.permissions import EVERYBODY, GRANTS, SIGNED_IN, Permission, Role

__all__ = [
    "ANONYMOUS",
    "EVERYBODY",
    "GRANTS",
    "SIGNED_IN",
    "Actor",
    "Assurance",
    "Permission",
    "Role",
    "check",
    "current_actor",
    "requires",
]

View = TypeVar("View", bound=Callable[..., Any])


class Assurance(IntEnum):
    """How surely the provider knows the person (eIDAS art. 8; ISO 29115)."""

    NONE = 0
    LOW = 1
    SUBSTANTIAL = 2
    HIGH = 3


@dataclass(frozen=True)
class Actor:
    """Whoever acts now: an account with its roles per agency, or a visitor; flask-login's user."""

    account_id: int | None = None
    name: str = field(default="", repr=False)
    roles: frozenset[tuple[int, Role]] = frozenset()
    assurance: Assurance = Assurance.NONE
    second_factor: bool = False
    language: str | None = None
    stands_for: frozenset[int] = frozenset()
    stood_for_by: frozenset[int] = frozenset()

    def is_one_of(self, *accounts: int | None) -> bool:
        """Whether this is one of these persons where two are needed; a deputy is no second person."""
        alike = {self.account_id} | self.stands_for | self.stood_for_by
        return any(account in alike for account in accounts if account is not None)

    @property
    def is_authenticated(self) -> bool:
        """True for everybody who has signed in."""
        return self.account_id is not None

    @property
    def is_anonymous(self) -> bool:
        """True for a visitor."""
        return self.account_id is None

    @property
    def is_active(self) -> bool:
        """True: an account that is closed has no session."""
        return self.is_authenticated

    @property
    def is_staff(self) -> bool:
        """True for whoever holds a role in any agency."""
        return bool(self.roles)

    def get_id(self) -> str | None:
        """The account's number, as flask-login wants it."""
        return None if self.account_id is None else str(self.account_id)

    def may(self, permission: Permission, agency_id: int | None = None) -> bool:
        """Whether this permission is granted: in `agency_id`, or anywhere when that is None."""
        if permission in EVERYBODY:
            return True
        if permission in SIGNED_IN:
            return self.is_authenticated
        return any(
            permission in GRANTS[role]
            for agency, role in self.roles
            if agency_id is None or agency == agency_id
        )

    def holds(self, role: Role, agency_id: int | None = None) -> bool:
        """Whether this role is held: in `agency_id`, or anywhere when that is None."""
        return any(r is role and agency_id in (None, a) for a, r in self.roles)

    def agencies_with(self, permission: Permission) -> frozenset[int]:
        """The agencies in which this permission is granted by a role."""
        return frozenset(a for a, role in self.roles if permission in GRANTS[role])


ANONYMOUS = Actor()


def current_actor() -> Actor:
    """Whoever acts in this request; a visitor where nobody has signed in."""
    actor: Actor = g.get("actor", ANONYMOUS)
    return actor


def requires(
    permission: Permission,
    *,
    writes: bool = False,
    writes_on_get: bool = False,
    assurance: Assurance = Assurance.NONE,
) -> Callable[[View], View]:
    """State what a route needs; `check` enforces it before the view runs.

    `writes` opens a writing transaction for POST, `writes_on_get` (only the eID's return) for GET.
    """

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        view.writes = writes  # type: ignore[attr-defined]
        view.writes_on_get = writes_on_get  # type: ignore[attr-defined]
        view.assurance = assurance  # type: ignore[attr-defined]
        return view

    return mark


def check(view: Any, actor: Actor) -> None:
    """Refuse unless `actor` may enter `view`; a route that states no permission is closed."""
    permission: Permission | None = getattr(view, "permission", None)
    if permission is None:
        raise Refusal("not-permitted", _l("This address is not open to anybody."))
    if not actor.may(permission):
        if actor.is_anonymous:
            raise Refusal("sign-in-needed", _l("Sign in to go on."))
        raise Refusal("not-permitted", _l("Your roles do not allow this."))
    if actor.assurance < getattr(view, "assurance", Assurance.NONE):
        raise Refusal("assurance-too-low", _l("This needs a stronger sign-in."))


def account_of(actor: Actor) -> int:
    """The account of whoever acts; refuses a visitor ("sign-in-needed")."""
    if actor.account_id is None:
        raise Refusal("sign-in-needed", _l("Sign in to go on."))
    return actor.account_id

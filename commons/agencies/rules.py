"""The law of appointments: which roles are weighty, which exclude each other, how long they wait."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from commons.access import Role
from commons.agencies.models import Kind
from commons.errors import Refusal
from commons.i18n import _l

WEIGHTY = frozenset(
    {
        Role.ADMINISTRATOR,
        Role.APPEALS,
        Role.AUDITOR,
        Role.CLERK,
        Role.REGISTRAR,
        Role.VERIFIER,
    }
)
DELAY = timedelta(days=1)

_PARENTS: dict[Kind, frozenset[Kind | None]] = {
    Kind.MINISTRY: frozenset({None}),
    Kind.DEPARTMENT: frozenset({Kind.MINISTRY}),
    Kind.PARLIAMENT: frozenset({None}),
    Kind.COMMITTEE: frozenset({Kind.PARLIAMENT}),
    Kind.AUTHORITY: frozenset({None, Kind.MINISTRY, Kind.PARLIAMENT}),
}


def is_weighty(role: Role) -> bool:
    """Whether this role takes two administrators of different agencies and a day's delay."""
    return role in WEIGHTY


def is_lent(role: Role) -> bool:
    """Whether a deputy has this role for the time: the ordinary ones, never a weighty one."""
    return role not in WEIGHTY


def check_deputy(own: Collection[Role], absent: Collection[Role]) -> None:
    """Refuse a deputy who would hold roles that one person may never hold together."""
    together = {*own, *(role for role in absent if is_lent(role))}
    prepares = together & {Role.OFFICER, Role.PUBLISHER}
    if Role.ADMINISTRATOR in together and len(together) > 1:
        apart = True
    else:
        apart = Role.MODERATOR in together and bool(prepares)
    if apart:
        raise Refusal(
            "roles-exclude-each-other",
            _l("This colleague may not hold the roles of the absent member beside the own ones."),
            field="deputy",
        )


def check_place(kind: Kind, parent: Kind | None) -> None:
    """Refuse a body that would stand where its kind cannot stand."""
    if parent not in _PARENTS[kind]:
        raise Refusal(
            "bad-place",
            _l("A body of this kind cannot stand below the body you chose."),
            field="parent",
        )


def check_together(held: Collection[Role], wanted: Role) -> None:
    """Refuse roles that one person may never hold: administrator and any other."""
    others = set(held) - {wanted}
    if (wanted is Role.ADMINISTRATOR and others) or (
        wanted is not Role.ADMINISTRATOR and Role.ADMINISTRATOR in others
    ):
        raise Refusal(
            "roles-exclude-each-other",
            _l("An administrator holds no other role, and no other role goes with it."),
            field="role",
        )


def check_two_persons(*, first: int, first_agency: int, second: int, second_agency: int) -> None:
    """Refuse a second approval by the same person, or from the same agency."""
    if first == second or first_agency == second_agency:
        raise Refusal(
            "two-persons-needed",
            _l("A second administrator, of another agency, has to agree."),
        )


def check_not_oneself(*, actor: int | None, nominee: int) -> None:
    """Refuse to give oneself a role."""
    if actor == nominee:
        raise Refusal("not-oneself", _l("Nobody gives a role to himself or herself."))

"""Who may do what: roles, permissions, what each role is granted, and the guard of every route."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any, TypeVar

from flask import g

from commons.errors import Refusal
from commons.i18n import _l

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """Everything that can be permitted, `resource:action`, in alphabetical order."""

    ACCOUNT_OWN = "account:own"
    """See and change what belongs to oneself; everybody who is signed in."""
    AGENCY_ADMINISTER = "agency:administer"
    """Found bodies, appoint and dismiss their members; administrators, who decide no content."""
    ANYONE = "anyone"
    """Public reading, and writing that guards itself; everybody."""
    CUSTODY_HOLD = "custody:hold"
    """Say one of two yeses to a hold on destruction or to an authority's key; verifiers, auditors."""
    DESK_ENTER = "desk:enter"
    """Enter the officials' desk; whoever holds a role."""
    HEARING_APPROVE = "hearing:approve"
    """Approve what another person prepared: opening, summary; the agency's publishers."""
    HEARING_COMMENT = "hearing:comment"
    """Speak in an open hearing; everybody who is signed in."""
    HEARING_PREPARE = "hearing:prepare"
    """Prepare, answer and summarise the hearings of one's agency; its officers and publishers."""
    INITIATIVE_ACKNOWLEDGE = "initiative:acknowledge"
    INITIATIVE_ANSWER = "initiative:answer"
    """Enter a forwarded initiative into the register of the receiving body; its clerks."""
    INITIATIVE_PROPOSE = "initiative:propose"
    """Begin and carry an initiative; everybody who is signed in."""
    INITIATIVE_RECORD = "initiative:record"
    """Keep a committee's meetings and decision on an initiative; its secretary."""
    INITIATIVE_REVIEW = "initiative:review"
    """Accept, return or reject what was handed in; the clerks of the receiving body."""
    LAW_PREPARE = "law:prepare"
    """Prepare and confirm rule sets and the calendar of the State, always two; administrators."""
    MODERATION_APPEAL = "moderation:appeal"
    """Decide authors' appeals about other bodies' moderation; appeals officers."""
    MODERATION_DECIDE = "moderation:decide"
    """Decide about reported comments, on coded grounds; moderators."""
    MODERATION_ORDER = "moderation:order"
    """Say one of the two yeses to a removal by order; moderators and publishers."""
    MODERATION_READ = "moderation:read"
    """See the cases of moderation; moderators their body's, auditors all."""
    PAPER_ENTER = "paper:enter"
    """Take forms on paper, key and re-check them for the receiving body; its registrars."""
    RECORD_READ = "record:read"
    """Read every act of the staff on record, and covered words on record; auditors."""
    SECURITY_READ = "security:read"
    """Read the short-lived log of security; auditors."""
    SUMMARY_RETURN = "summary:return"
    """Give back the summary of an agency below, or any as parliament; publishers, clerks, secretaries."""
    VERIFICATION_DECIDE = "verification:decide"
    """Fetch sealed packages for the verifying authority and bring its result; its verifiers."""


class Role(StrEnum):
    """The roles that a member holds in an agency (domain, People and bodies)."""

    ADMINISTRATOR = "administrator"
    APPEALS = "appeals"
    AUDITOR = "auditor"
    CLERK = "clerk"
    MODERATOR = "moderator"
    OFFICER = "officer"
    PUBLISHER = "publisher"
    REGISTRAR = "registrar"
    SECRETARY = "secretary"
    VERIFIER = "verifier"


EVERYBODY = frozenset({Permission.ANYONE})
SIGNED_IN = frozenset(
    {Permission.ACCOUNT_OWN, Permission.HEARING_COMMENT, Permission.INITIATIVE_PROPOSE}
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        {Permission.AGENCY_ADMINISTER, Permission.DESK_ENTER, Permission.LAW_PREPARE}
    ),
    Role.APPEALS: frozenset({Permission.DESK_ENTER, Permission.MODERATION_APPEAL}),
    Role.AUDITOR: frozenset(
        {
            Permission.CUSTODY_HOLD,
            Permission.DESK_ENTER,
            Permission.MODERATION_READ,
            Permission.RECORD_READ,
            Permission.SECURITY_READ,
        }
    ),
    Role.CLERK: frozenset(
        {
            Permission.DESK_ENTER,
            Permission.INITIATIVE_ACKNOWLEDGE,
            Permission.INITIATIVE_REVIEW,
            Permission.SUMMARY_RETURN,
        }
    ),
    Role.MODERATOR: frozenset(
        {
            Permission.DESK_ENTER,
            Permission.MODERATION_DECIDE,
            Permission.MODERATION_ORDER,
            Permission.MODERATION_READ,
        }
    ),
    Role.OFFICER: frozenset({Permission.DESK_ENTER, Permission.HEARING_PREPARE}),
    Role.PUBLISHER: frozenset(
        {
            Permission.DESK_ENTER,
            Permission.HEARING_APPROVE,
            Permission.HEARING_PREPARE,
            Permission.INITIATIVE_ANSWER,
            Permission.MODERATION_ORDER,
            Permission.SUMMARY_RETURN,
        }
    ),
    Role.REGISTRAR: frozenset({Permission.DESK_ENTER, Permission.PAPER_ENTER}),
    Role.SECRETARY: frozenset(
        {
            Permission.DESK_ENTER,
            Permission.INITIATIVE_ANSWER,
            Permission.INITIATIVE_RECORD,
            Permission.SUMMARY_RETURN,
        }
    ),
    Role.VERIFIER: frozenset(
        {Permission.CUSTODY_HOLD, Permission.DESK_ENTER, Permission.VERIFICATION_DECIDE}
    ),
}


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

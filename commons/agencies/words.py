"""The names of roles and kinds of bodies, for people."""

from __future__ import annotations

from commons.access import Role
from commons.agencies.models import Kind
from commons.i18n import _l
from commons.record import Entry

ROLES: dict[Role, object] = {
    Role.ADMINISTRATOR: _l("administrator"),
    Role.APPEALS: _l("appeals officer"),
    Role.AUDITOR: _l("auditor"),
    Role.CLERK: _l("clerk of the receiving body"),
    Role.MODERATOR: _l("moderator"),
    Role.OFFICER: _l("officer"),
    Role.PUBLISHER: _l("publisher"),
    Role.REGISTRAR: _l("registrar of paper forms"),
    Role.SECRETARY: _l("committee secretary"),
    Role.VERIFIER: _l("verifier of signatures"),
}

KINDS: dict[Kind, object] = {
    Kind.MINISTRY: _l("Ministry"),
    Kind.DEPARTMENT: _l("Department"),
    Kind.PARLIAMENT: _l("Parliament"),
    Kind.COMMITTEE: _l("Committee"),
    Kind.AUTHORITY: _l("Authority"),
}


def role_name(role: str) -> str:
    """A role in the reader's language."""
    return str(ROLES[Role(role)])


def kind_name(kind: str) -> str:
    """A kind of body in the reader's language."""
    return str(KINDS[Kind(kind)])


ENTRIES: dict[str, object] = {
    "agencies:agency:founded": _l("The body was set up."),
    "agencies:deputy:ended": _l("A deputy stands in no longer."),
    "agencies:deputy:named": _l("A deputy was named for a time of leave."),
    "agencies:agency:renamed": _l("The body was renamed."),
    "agencies:role:confirmed": _l("A second administrator confirmed an office: %(role)s."),
    "agencies:role:ended": _l("An office ended: %(role)s."),
    "agencies:role:given": _l("An office was given: %(role)s."),
    "agencies:role:proposed": _l("An office was proposed: %(role)s."),
    "agencies:role:turned-down": _l("A proposed office was turned down: %(role)s."),
}


def entry_name(entry: Entry) -> str:
    """An entry of the record about a body, in the reader's language."""
    said = str(ENTRIES.get(entry.kind, entry.kind))
    role = entry.facts.get("role")
    return said.replace("%(role)s", role_name(role)) if role else said

"""Everything that is stored about a person, as data."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from commons import clock, db
from commons.access import Assurance
from commons.accounts import belongings, sessions
from commons.accounts import queries as accounts
from commons.accounts.models import Account
from commons.agencies import queries as agencies
from commons.ledger.models import Entry, PrivateFact
from commons.notify.models import Follow, LetterRow


def roles(account_id: int) -> list[tuple[str, str, str]]:
    """The roles of an account: agency's name, its address, role."""
    held = agencies.roles_of(account_id)
    bodies = agencies.named({agency_id for agency_id, _ in held})
    return sorted(
        (bodies[agency_id].name(), bodies[agency_id].slug, role.value) for agency_id, role in held
    )


def everything(account: Account) -> dict[str, Any]:
    """All that any room holds of this person; no room holds a name from the provider."""
    return {
        "made_at": clock.now().isoformat(),
        "account": {
            "display_name": account.display_name,
            "provider": account.provider,
            "assurance": Assurance(account.assurance).name.lower(),
            "language": account.language,
            "email": account.email,
            "email_confirmed": account.email_confirmed_at is not None,
            "under_age": account.is_minor,
            "opened_at": account.created_at.isoformat(),
        },
        "roles": [{"agency": slug, "role": role} for _, slug, role in roles(account.id)],
        "sessions": [
            {
                "begun_at": held.created_at.isoformat(),
                "last_used_at": held.seen_at.isoformat(),
                "ends_at": sessions.ends_at(held).isoformat(),
                "network": held.network,
            }
            for held in accounts.sessions_of(account.id)
        ],
        "security_events": [
            {"at": event.at.isoformat(), "kind": event.kind, "network": event.network}
            for event in accounts.events_of(account.id, limit=1000)
        ],
        "record": _acts(account.id),
        "follows": _follows(account.id),
        "letters": _letters(account.id),
        "parts": {part.name: part.stored(account.id) for part in belongings.parts()},
    }


def _acts(account_id: int) -> list[dict[str, Any]]:
    """The entries of the public record that are linked to the account, until that is cut."""
    wanted = (
        sa.select(Entry)
        .join(PrivateFact, PrivateFact.entry_id == Entry.id)
        .where(PrivateFact.account_id == account_id)
        .order_by(Entry.id)
    )
    return [
        {"at": entry.at.isoformat(), "kind": entry.kind, "about": entry.subject}
        for entry in db.session().scalars(wanted)
    ]


def _follows(account_id: int) -> list[dict[str, Any]]:
    wanted = sa.select(Follow).where(Follow.account_id == account_id).order_by(Follow.id)
    return [
        {"kind": follow.kind, "key": follow.key, "since": follow.since.isoformat()}
        for follow in db.session().scalars(wanted)
    ]


def _letters(account_id: int) -> list[dict[str, Any]]:
    wanted = sa.select(LetterRow).where(LetterRow.recipient == f"account:{account_id}")
    return [
        {"at": letter.composed_at.isoformat(), "subject": letter.subject, "to": letter.address}
        for letter in db.session().scalars(wanted.order_by(LetterRow.id))
    ]

"""Everything that is stored about a person, as data."""

from __future__ import annotations

from typing import Any

from commons import clock
from commons.access import Assurance
from commons.accounts import belongings, sessions
from commons.accounts import queries as accounts
from commons.accounts.models import Account
from commons.agencies import queries as agencies


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
        "parts": {part.name: part.stored(account.id) for part in belongings.parts()},
    }

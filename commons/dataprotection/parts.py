"""What this room holds of a person, for my page: his own requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commons.accounts import belongings
from commons.accounts.belongings import Part, Thing
from commons.dataprotection import asking, queries, words
from commons.i18n import _l


def shown(account_id: int) -> Sequence[Thing]:
    """The latest requests of an account."""
    found = queries.requests_of(account_id)[:20]
    return [Thing(str(words.WISHES[one.wish]), "/me/requests", one.arrived_at) for one in found]


def stored(account_id: int) -> Any:
    """Every request of an account, as data."""
    return [
        {
            "wish": one.wish.value,
            "words": one.words,
            "arrived_at": one.arrived_at.isoformat(),
            "due_at": one.due_at.isoformat(),
            "answered_at": one.answered_at.isoformat() if one.answered_at else None,
            "outcome": one.outcome.value if one.outcome else None,
            "answer": one.answer,
        }
        for one in queries.requests_of(account_id)
    ]


belongings.register(
    Part(
        name="requests",
        title=_l("My requests about my data"),
        shown=shown,
        stored=stored,
        forget=lambda account: asking.forget(account.id),
    )
)

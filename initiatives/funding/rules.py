"""What the law says of gifts: from which sum they are disclosed, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from commons.errors import Refusal
from commons.i18n import _l

REMIND = timedelta(days=7)
"""The platform reminds so long before a statement is due."""
_DECEMBER = 12


class RuleSet(Protocol):
    """The part of a rule set that is read here."""

    def value(self, name: str, default: Any = None) -> Any: ...


@dataclass(frozen=True)
class Limit:
    """From which sum, this one included, a gift is disclosed with its giver's name."""

    amount: int
    currency: str


def limit_of(rule_set: RuleSet) -> Limit | None:
    """The sum of a rule set (FI s. 12: 1,500 euros; EU art. 17: 500); None where it has no rule."""
    said = rule_set.value("funding.disclose_over")
    return Limit(int(said["amount"]), str(said["currency"]).upper()) if said else None


def due_on(day: date) -> date:
    """The last day to disclose what came on `day`: the end of the next month."""
    month = _next(_next(day))
    return month - timedelta(days=1)


def owed_on(begun_on: date, stated: date | None) -> date:
    """The last day for the next statement, by the first day that none covers yet."""
    return due_on(max(begun_on, stated + timedelta(days=1)) if stated else begun_on)


def check_gift(limit: Limit | None, amount: int, received_on: date, today: date) -> Limit:
    """Refuse where nothing is disclosed, a sum below the limit, and a day that is still to come."""
    if limit is None:
        raise Refusal("no-disclosure", _l("This rule set asks for no list of gifts."))
    if amount < limit.amount:
        raise Refusal(
            "gift-too-small",
            _l(
                "Only gifts from %(amount)s %(currency)s are published; "
                "the givers of smaller ones are not named.",
                amount=limit.amount,
                currency=limit.currency,
            ),
            field="amount",
        )
    if received_on > today:
        raise Refusal("gift-to-come", _l("This day is still to come."), field="received_on")
    return limit


def _next(day: date) -> date:
    first = day.replace(day=1)
    if day.month == _DECEMBER:
        return first.replace(year=day.year + 1, month=1)
    return first.replace(month=day.month + 1)

"""Terms of parliaments: from one confirmed end to the next, and what began in each (I135)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commons import clock
from commons.errors import Refusal
from commons.i18n import DEFAULT_ZONE, _l
from commons.law.calendar import midnight
from initiatives.lists import Filters
from initiatives.occasions import queries
from initiatives.occasions.models import Kind, Occasion

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """One term of a body; the running one has no end, the first one no beginning."""

    body_id: int
    number: int
    """Its own number in addresses: that of the entry which ended it; 0 runs."""
    first_day: date | None
    last_day: date | None

    @property
    def path(self) -> str:
        """Where everybody reads what began in it."""
        return f"/initiatives/archive/{self.body_id}-{self.number}"

    def filters(self) -> Filters:
        """What narrows a list to this term: publishing or collecting began in it."""
        return Filters(
            agency_id=self.body_id, begun_from=_begins(self.first_day), begun_before=self._ends()
        )

    def _ends(self) -> datetime | None:
        return midnight(self.last_day + _DAY, DEFAULT_ZONE) if self.last_day else None


def _begins(day: date | None) -> datetime | None:
    return midnight(day, DEFAULT_ZONE) if day else None


def terms() -> list[Term]:
    """Every term of each body of which an end is confirmed and has come, the newest first."""
    today = clock.now().astimezone(DEFAULT_ZONE).date()
    ends: dict[int, list[Occasion]] = {}
    for one in confirmed_ends(today):
        ends.setdefault(one.agency_id or 0, []).append(one)
    return [term for body, found in ends.items() for term in _of_body(body, found)]


def confirmed_ends(today: date) -> list[Occasion]:
    """Ends of terms that have come, by their day."""
    found = [o for o in queries.confirmed(Kind.TERM_END) if o.first_day and o.first_day <= today]
    return sorted(found, key=lambda o: (o.first_day or today, o.id))


def term(body_id: int, number: int) -> Term:
    """One term; refused where there is none."""
    for found in terms():
        if (found.body_id, found.number) == (body_id, number):
            return found
    raise Refusal("not-found", _l("There is no such term."))


def _of_body(body: int, ends: list[Occasion]) -> list[Term]:
    found, begins = [], None
    for one in ends:
        found.append(Term(body, one.id, begins, one.first_day))
        begins = (one.first_day + _DAY) if one.first_day else None
    found.append(Term(body, 0, begins, None))
    return found[::-1]

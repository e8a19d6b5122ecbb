"""The forms of the administrators' desk: shape only."""

# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from commons.access import Role
from commons.agencies.models import Agency, Kind
from commons.agencies.words import KINDS, ROLES
from commons.dayfields import Day
from commons.forms import Form, Line, Pick, Required, Whole
from commons.i18n import _, _l


class AgencyForm(Form):
    """A body that is set up."""

    name_th = Line(_l("Name in Thai"), limit=200)
    name_en = Line(_l("Name in English"), limit=200)
    slug = Line(
        _l("Address"),
        [Required()],
        limit=80,
        description=_l("Small Latin letters, digits and hyphens. It never changes."),
    )
    kind = Pick(_l("Kind"), [Required()], choices=[(k.value, KINDS[k]) for k in Kind])
    parent = Pick(_l("Stands below"))

    def offer(self, bodies: Iterable[Agency]) -> None:
        """Offer the bodies below which this one may stand."""
        self.parent.choices = [("", _("No other body")), *((b.slug, b.name()) for b in bodies)]


class NamesForm(Form):
    """New names of a body."""

    name_th = Line(_l("Name in Thai"), limit=200)
    name_en = Line(_l("Name in English"), limit=200)


class MemberForm(Form):
    """Somebody who shall hold a role; the person tells the number of the account."""

    account = Whole(
        _l("Number of the account"),
        [Required()],
        description=_l("The person finds it on the page My page."),
    )
    role = Pick(_l("Role"), [Required()], choices=[(r.value, ROLES[r]) for r in Role])


class LeaveForm(Form):
    """Who stands in for whom, from which day to which; people are chosen with their body."""

    absent = Pick(_l("Who is away"))
    deputy = Pick(_l("Who stands in"), [Required(_l("Choose a colleague."))])
    first = Day(_l("First day"), [Required(_l("Enter the first day."))])
    last = Day(_l("Last day"), [Required(_l("Enter the last day."))])

    def offer(self, deputies: list[tuple[str, str]], absent: list[tuple[str, str]]) -> None:
        """Offer the colleagues; who is away is chosen by an administrator only."""
        self.deputy.choices = [("", ""), *deputies]
        self.absent.choices = [("", ""), *absent]
        if not absent:
            self.absent.data = ""

    def days(self) -> tuple[date, date]:
        """The first and the last day of a form that was checked."""
        return cast("date", self.first.data), cast("date", self.last.data)

    def chosen(self) -> tuple[int, int]:
        """The body and the account that stands in."""
        return _pair(self.deputy.data)

    def missing(self) -> tuple[int, int]:
        """The body and the account that is away."""
        return _pair(self.absent.data)


def _pair(said: str | None) -> tuple[int, int]:
    house, dot, account = (said or "").partition(".")
    return (int(house), int(account)) if dot else (0, 0)

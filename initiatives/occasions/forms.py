"""The form by which an administrator enters an occasion."""

# Flask-WTF is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commons.agencies.models import Agency
from commons.dayfields import Day, Moment
from commons.forms import Choice, Form, Optional, Required, Whole, Words
from commons.i18n import _l
from initiatives.occasions.models import Kind
from initiatives.occasions.services import LONGEST_REASON

KINDS: dict[Kind, object] = {
    Kind.ELECTION: _l("Election"),
    Kind.TERM_END: _l("End of a term, dissolution"),
    Kind.RECESS: _l("Recess"),
    Kind.PAUSE: _l("Pause of all collecting"),
    Kind.OUTAGE: _l("Outage of this platform"),
    Kind.FIGURE: _l("Figure of people"),
}
CODES: dict[str, object] = {
    "national-election": _l("A national election"),
    "voters-of-municipality": _l("Voters of a municipality"),
    "residents-of-municipality": _l("Residents of a municipality"),
}


class OccasionForm(Form):
    """What happens, where and when."""

    kind = Choice(_l("What is it?"), [Required(_l("Choose what it is."))])
    code = Choice(
        _l("Which election or figure?"),
        [Optional()],
        description=_l("Only for elections and figures."),
    )
    agency = Choice(
        _l("Body"), [Optional()], description=_l("For terms, recesses and figures: whose it is.")
    )
    first_day = Day(_l("Day, or first day"), [Optional()])
    last_day = Day(_l("Last day"), [Optional()], description=_l("For a recess; it is included."))
    begins_at = Moment(
        _l("Outage from"), [Optional()], description=_l("Only for an outage that is over.")
    )
    ends_at = Moment(_l("Outage until"), [Optional()])
    number = Whole(_l("Number of people"), [Optional()], description=_l("Only for figures."))
    reason = Words(
        _l("Reason or source, in public"),
        [Required(_l("Write the public reason or source."))],
        limit=LONGEST_REASON,
    )

    def __init__(self, bodies: Sequence[Agency], **given: Any) -> None:
        super().__init__(**given)
        self.kind.choices = [(k.value, said) for k, said in KINDS.items()]
        self.code.choices = [("", _l("None")), *CODES.items()]
        self.agency.choices = [("", _l("None")), *((body.slug, body.name()) for body in bodies)]

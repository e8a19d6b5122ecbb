"""The forms of funding: a gift, and why an entry is struck out."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.dayfields import Day
from commons.forms import Form, Line, Required, Whole, Words
from commons.i18n import _l


class GiftForm(Form):
    """Who gave how much, and when."""

    giver = Line(_l("Who gave it"), [Required(_l("Enter the giver's name."))], limit=200)
    amount = Whole(_l("Amount, in whole units"), [Required(_l("Enter the amount."))])
    received_on = Day(_l("Day on which it came"), [Required(_l("Enter the day."))])


class StrikeForm(Form):
    """Why an entry is struck out."""

    reason = Words(_l("Reason, public"), [Required(_l("Write the reason."))], limit=1_000)

"""Forms of the desk for what a parliament's system brings; shape only."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import Any

from commons.choicefields import Tick
from commons.forms import Form, Required, Words
from commons.i18n import _l
from initiatives.mirror.models import Lending


class DismissForm(Form):
    """Why nothing follows from a message."""

    reason = Words(_l("Reason"), [Required(_l("Give the reason."))], limit=2_000)


class LendingForm(Form):
    """What a system may do without a person."""

    receipts = Tick(_l("Entries into the register take effect at once"))
    decisions = Tick(_l("Decisions and more time for the answer take effect at once"))


def lending_form(row: Lending | None, **more: Any) -> LendingForm:
    """The form, filled with what holds now."""
    held = {"receipts": bool(row and row.receipts), "decisions": bool(row and row.decisions)}
    return LendingForm(data=held, **more)

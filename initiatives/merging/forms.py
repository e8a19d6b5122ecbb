"""The form of merging: which other initiative, and why."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.forms import Form, Line, Required, Words
from commons.i18n import _l


class MergeForm(Form):
    """The initiative that goes on, and the public reason."""

    other = Line(
        _l("Number or address of the initiative that goes on"),
        [Required(_l("Enter its number or address."))],
        limit=300,
    )
    reason = Words(_l("Reason, public"), [Required(_l("Write the reason."))], limit=2_000)

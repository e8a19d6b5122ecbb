"""The forms of authoring: why an initiative is ended."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.forms import Form, Required, Tick, Words
from commons.i18n import _l


class EndForm(Form):
    """Why a published initiative is ended."""

    reason = Words(_l("Reason, public"), [Required(_l("Write the reason."))], limit=2_000)
    sure = Tick(_l("I know that this cannot be undone."), [Required(_l("Tick the box to go on."))])


class DiscardForm(Form):
    """One tick before a draft is thrown away."""

    sure = Tick(_l("I know that this cannot be undone."), [Required(_l("Tick the box to go on."))])

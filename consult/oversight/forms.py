"""The forms of the body above: shape only."""

# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons import forms
from commons.i18n import _l

GRANT = "grant"


class DecisionForm(forms.Form):
    """Whether an exception is granted, and why."""

    decision = forms.Choice(
        _l("Decision"),
        [forms.Required(_l("Choose whether it is granted."))],
        choices=[(GRANT, _l("Granted")), ("refuse", _l("Refused"))],
    )
    answer = forms.Words(
        _l("Reason"),
        limit=2000,
        description=_l("Public. Needed where it is refused."),
    )

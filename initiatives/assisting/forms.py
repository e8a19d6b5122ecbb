"""The forms of assisted signing: shape only."""

# Flask-WTF is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.forms import Form, Hidden, Line, Required
from commons.i18n import _l
from initiatives.forms import ConsentForm


class CodeForm(Form):
    """The code that the clerk gave."""

    code = Line(_l("Code from the clerk"), [Required(_l("Enter the code."))], limit=40)


class OfficeConsentForm(ConsentForm):
    """The declaration as given at an office, with its code."""

    code = Hidden()

"""The form of support by e-mail: shape only."""

# Flask-WTF is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.forms import Email, Form, Required, Tick
from commons.i18n import _l


class EmailSupportForm(Form):
    """An address, the declaration, and the consent."""

    email = Email(
        _l("Your e-mail address"), [Required(_l("Enter your e-mail address."))], limit=254
    )
    support = Tick(
        _l("I have read the text above and declare my support for this initiative."),
        [Required(_l("Tick the box if you declare your support."))],
    )
    consent = Tick(
        _l("I consent that a keyed code of my address is kept so that it counts once."),
        [Required(_l("Without this consent your support cannot be counted."))],
    )

"""The form of the practice card program."""

# Flask-WTF is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.forms import Form, Line, Required, Upload
from commons.i18n import _l


class CardForm(Form):
    """Which invented person signs which file."""

    hint = Line(
        _l("Whose practice card"),
        [Required(_l("Say whose card, such as citizen-a."))],
        description=_l("Any persona of the practice eID: citizen-a, voter-1 to voter-10000."),
        default="citizen-a",
    )
    container = Upload(
        _l("File to sign (.asice)"), [Required(_l("Choose the file that you downloaded to sign."))]
    )

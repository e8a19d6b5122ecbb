"""The forms of files beside a proposal."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.forms import Form, Line, Required, Upload, Words
from commons.i18n import _l


class PictureForm(Form):
    """A picture, who made it, and what it shows."""

    file = Upload(_l("Picture"), [Required(_l("Choose a file."))], id="picture-file")
    credit = Line(
        _l("Who made it, and by which licence"),
        [Required(_l("Say who made the picture and that it may be shown."))],
        limit=200,
        id="picture-credit",
    )
    picture_words = Words(
        _l("What the picture shows"),
        [Required(_l("Say what the picture shows."))],
        limit=500,
        id="picture-words",
    )


class AnnexForm(Form):
    """An annex and its name."""

    file = Upload(_l("File"), [Required(_l("Choose a file."))], id="annex-file")
    title = Line(_l("Name of the annex"), [Required(_l("Enter the name."))], limit=200)

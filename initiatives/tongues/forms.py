"""The forms of translations: one more, and its review."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.forms import Choice, Form, Line, Pick, Required, Words
from commons.i18n import _l
from initiatives.forms import TONGUES


class TranslationForm(Form):
    """A translation of the whole proposal."""

    language = Pick(_l("Language of the translation"), choices=list(TONGUES.items()))
    title = Line(_l("Title"), [Required(_l("Write the title."))], limit=600)
    words = Words(_l("The whole text"), [Required(_l("Write the text."))], limit=200_000)


class TranslationReviewForm(Form):
    """Whether a translation says what the official text says."""

    outcome = Choice(
        _l("Does it say what the official text says?"),
        [Required(_l("Choose an answer."))],
        choices=[("yes", _l("Yes, it may be published")), ("no", _l("No"))],
    )
    reason = Words(_l("Reason, if not"), limit=2_000)

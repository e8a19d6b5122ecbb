"""The forms beside a review: a note, an appeal, the decision on it."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.forms import Choice, Form, Required, Words
from commons.i18n import _l


class NoteForm(Form):
    """A note for the desk."""

    words = Words(_l("Note for the desk"), [Required(_l("Write the note."))], limit=2_000)


class AppealForm(Form):
    """Why a rejection is wrong."""

    words = Words(
        _l("Why the rejection is wrong"), [Required(_l("Write your reasons."))], limit=5_000
    )


class AppealDecisionForm(Form):
    """The decision on an appeal."""

    outcome = Choice(
        _l("Decision on the appeal"),
        [Required(_l("Choose a decision."))],
        choices=[
            ("won", _l("The rejection was wrong: back to review")),
            ("lost", _l("The rejection stands")),
        ],
    )
    reason = Words(_l("Reason, public"), [Required(_l("Write the reason."))], limit=5_000)

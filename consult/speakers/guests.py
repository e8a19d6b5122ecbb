"""The forms of whoever speaks without an account: as any person's, with a pseudonym at most."""

# WTForms' fields are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import Any

from commons import forms
from commons.discussion.models import Display
from commons.i18n import _l
from consult.forms import CommentForm
from consult.speakers import rules
from consult.speakers.standing import Speaker
from consult.speech.forms import EditForm


class WorkFields:
    """The work that a browser did meanwhile; mixed into every form of a guest."""

    challenge = forms.Hidden()
    answer = forms.Hidden()


class GuestFields(WorkFields):
    """A pseudonym or nothing, and the browser's work; mixed in before the fields of a speaker."""

    display = forms.Choice(
        _l("Who sees your name?"),
        [forms.Required(_l("Choose who sees your name."))],
        default=Display.HIDDEN.value,
    )

    def fit_guest(self) -> None:
        """Offer what a guest may choose: nobody vouches for a name, or for whom he speaks."""
        self.offer(rules.OPEN_DISPLAYS)  # type: ignore[attr-defined]
        for name in ("speaks_for", "register_number", "capacity"):
            delattr(self, name)

    def speaker(self) -> Speaker:
        """A pseudonym or nothing: nobody vouches for the name of a guest."""
        pseudonym = self.pseudonym.data or ""  # type: ignore[attr-defined]
        return Speaker(Display(str(self.display.data)), pseudonym=pseudonym)


class GuestForm(GuestFields, CommentForm):
    """A comment or a reply without an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fit_guest()


class GuestEditForm(WorkFields, EditForm):
    """New words in place of those of a comment that was sent without an account."""

    code = forms.Line(_l("Code of your receipt"), [forms.Required(_l("Enter the code."))])

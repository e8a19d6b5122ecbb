"""The form of whoever speaks without an account: as any comment's, with a pseudonym at most."""

from __future__ import annotations

from typing import Any

from commons import forms
from commons.discussion.models import Display
from commons.i18n import _l
from consult.forms import CommentForm
from consult.speakers import rules
from consult.speakers.standing import Speaker


class GuestForm(CommentForm):
    """A comment without an account; its browser may bring work that was done meanwhile."""

    display = forms.Choice(
        _l("Who sees your name?"),
        [forms.Required(_l("Choose who sees your name."))],
        default=Display.HIDDEN.value,
    )
    challenge = forms.Hidden()
    answer = forms.Hidden()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(rules.OPEN_DISPLAYS)
        del self.speaks_for, self.register_number, self.capacity

    def speaker(self) -> Speaker:
        """A pseudonym or nothing: nobody vouches for the name of a guest."""
        return Speaker(Display(str(self.display.data)), pseudonym=self.pseudonym.data or "")

"""The forms of citizens: their shape only, never the law."""

from __future__ import annotations

from typing import Any

from flask import g, request

from commons import forms
from commons.discussion.models import Change, Display, Stance
from commons.discussion.services import Statement
from commons.i18n import _l, language
from consult import words
from consult.services.speaking import LONGEST
from consult.speakers.forms import ConfidentialFields, SpeakerFields
from consult.speech.forms import BesideFields

THAI = ("\u0e01", "\u0e5b")


class CommentForm(SpeakerFields, ConfidentialFields, BesideFields, forms.Form):
    """What a person says of one section, or of the whole draft."""

    version = forms.Hidden()
    stance = forms.Choice(_l("Your stance"), [forms.Optional()])
    words = forms.Words(
        _l("Your comment"),
        description=_l("Say what should stay or change, and why. You may leave this empty."),
    )
    suggestion = forms.Words(_l("The wording that you suggest"), limit=LONGEST)

    def __init__(self, *args: Any, longest: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stance.choices = words.choices(Stance)
        self.offer()
        self.fit_places(None)
        self.suggestion.limit = max(LONGEST, 2 * longest)
        self.suggestion.validators = [forms.Limit(self.suggestion.limit)]

    def statement(self, section: str) -> Statement:
        """What was filled in, as the service takes it."""
        said, wording = self.words.data or "", self.suggestion.data or None
        return Statement(
            version=_number(self.version.data),
            section=section,
            stance=Stance(self.stance.data) if self.stance.data else None,
            words=said,
            suggestion=wording,
            change=Change.DELETE if self.whole_goes.data else None,
            language=tongue_of(said or wording or ""),
            **self.sealed_part(),
        )

    @property
    def shown(self) -> Display:
        """Who is to see the name."""
        return Display(str(self.display.data))

    def kept(self) -> str:
        """Everything that was written, to be copied where it cannot be taken."""
        wording = self.suggestion.data if self.stance.data == Stance.CHANGE.value else ""
        return "\n\n".join(said for said in (self.words.data, wording) if said)


class DisplayForm(SpeakerFields, forms.Form):
    """Who sees the name under a submission on many sections."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer()

    @staticmethod
    def sent() -> dict[str, str]:
        """What was sent, or rescued, for each section."""
        given = request.form or g.get("draft_fields") or {}
        return {name: given.get(name) or "" for name in given}


class ReplyForm(DisplayForm):
    """An answer to another person's comment."""

    words = forms.Words(_l("Your reply"), [forms.Required(_l("Write your reply."))])


class CodeForm(forms.Form):
    """The code of a receipt."""

    code = forms.Line(_l("Code of the receipt"), [forms.Required(_l("Enter the code."))])


class ObjectionForm(forms.Form):
    """An author's one objection to "no issue"."""

    objection = forms.Words(
        _l("Which point does your comment make?"), [forms.Required(_l("Write your objection."))]
    )


def tongue_of(said: str) -> str:
    """The language that words are marked with on the page: Thai by its letters, else the reader's."""
    if any(THAI[0] <= letter <= THAI[1] for letter in said):
        return "th"
    return language() if language() != "th" else "en"


def _number(written: str | None) -> int:
    is_number = written and written.isascii() and written.isdigit() and len(written) < 10
    return int(written) if written and is_number else 0

"""The forms of the text's desk: shape only; what is an error of print the ground decides."""

from __future__ import annotations

from typing import Any

from commons import forms
from commons.i18n import _l
from consult.editing.services import Words

LONG = 200_000


class NodeForm(forms.Form):
    """Number, heading and words of a section, as they are to be."""

    number = forms.Line(_l("Number as printed"), limit=80)
    heading = forms.Line(_l("Heading"))
    words = forms.Words(_l("Words: a line for each paragraph or item"), limit=LONG)

    def said(self) -> Words:
        """What was filled in."""
        return Words(self.number.data or "", self.heading.data or "", self.words.data or "")


class SplitForm(forms.Form):
    """Where a section is split, and what the second half is called."""

    line = forms.Choice(_l("The new section begins with"), [forms.Required(_l("Choose the line."))])
    number = forms.Line(
        _l("Number of the new section"), [forms.Required(_l("Enter the number."))], limit=80
    )
    heading = forms.Line(_l("Heading of the new section"))

    def __init__(self, *args: Any, lines: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = enumerate(lines, start=1)
        self.line.choices = [(str(n), line[:100]) for n, line in found if n > 1]


class InsertForm(forms.Form):
    """A new section."""

    number = forms.Line(
        _l("Number as printed"), [forms.Required(_l("Enter the number."))], limit=80
    )
    heading = forms.Line(_l("Heading"))
    words = forms.Words(
        _l("Words: a line for each paragraph or item"),
        [forms.Required(_l("Write the words of the section."))],
        limit=LONG,
    )


class TitleForm(forms.Form):
    """The title of the text."""

    title = forms.Line(_l("Title of the text"), [forms.Required(_l("Enter the title."))], limit=500)


class ErratumForm(forms.Form):
    """The section as it should have been printed."""

    heading = forms.Line(_l("Heading"))
    words = forms.Words(_l("The words as they should have been printed"), limit=LONG)
    reason = forms.Words(
        _l("What was wrong"), [forms.Required(_l("Write what was wrong."))], limit=1000
    )
    declared = forms.Tick(_l("I declare that what the section means does not change."))


class TranslationForm(forms.Form):
    """A file with the text in another language."""

    file = forms.Upload(_l("File with the translation"))
    pasted = forms.Words(_l("Or paste the translation"), limit=1_000_000)


class Nothing(forms.Form):
    """A form that asks for nothing but its button."""

"""The forms of the desk's work on comments; shape only."""

from __future__ import annotations

from typing import Any

from commons import forms
from commons.i18n import _, _l
from consult import words
from consult.deskforms import LONG
from consult.states import Disposition

Choices = list[tuple[str, str]]
TICKED = "ticked"
ALL = "all"


class ReplyForm(forms.Form):
    """An official reply: what is done with the point, and why; public at once."""

    disposition = forms.Choice(_l("What is done with this point"), [forms.Optional()])
    reason = forms.Words(_l("Official reply with its reason, public at once"), limit=LONG)
    changed = forms.Pick(_l("Section that was changed because of it"), default="")

    def __init__(self, *args: Any, sections: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disposition.choices = words.choices(Disposition)
        self.changed.choices = [("", _("None")), *sections]


class CorrectionForm(ReplyForm):
    """A correction of what is public."""

    why = forms.Words(_l("Why it is corrected, which will be public"), limit=2000)


class WorkForm(ReplyForm):
    """What is to be done with the comments that are ticked, or with all that the filter holds."""

    scope = forms.Choice(_l("For which comments"), [forms.Optional()], default=TICKED)
    officer = forms.Pick(_l("Who works on them"), default="")
    theme = forms.Pick(_l("Theme"), default="")
    title = forms.Line(_l("Name of a new theme"))
    no_point = forms.Words(_l("Why there is no point to answer"), limit=2000)

    def __init__(
        self, *args: Any, officers: Choices, themes: Choices, sections: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, sections=sections, **kwargs)
        self.scope.choices = [
            (TICKED, _("The ticked ones")),
            (ALL, _("All that the filter holds, on every page of the list")),
        ]
        self.officer.choices = [("", _("Nobody")), *officers]
        self.theme.choices = [("", _("A new theme")), *themes]


class OfficerForm(forms.Form):
    """Who works on one thing."""

    officer = forms.Pick(_l("Who works on it"), default="")

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer.choices = [("", _("Nobody")), *officers]


class NoteForm(forms.Form):
    """A private note."""

    note = forms.Words(
        _l("Note for the agency's own people"), [forms.Required(_l("Write the note."))], limit=2000
    )


class SectionReplyForm(ReplyForm):
    """An official reply to a section as a whole."""

    section = forms.Pick(_l("Section that is answered"))

    def __init__(self, *args: Any, sections: Choices, **kwargs: Any) -> None:
        super().__init__(*args, sections=sections, **kwargs)
        self.section.choices = [("", _("The draft as a whole")), *sections]

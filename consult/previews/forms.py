"""The forms of copies and preview links."""

from __future__ import annotations

from typing import Any

from commons import forms
from commons.i18n import _, _l
from consult.previews.copying import Part


class LinkForm(forms.Form):
    """For whom a link is, and how long it lives."""

    purpose = forms.Line(
        _l("For whom the link is"), [forms.Required(_l("Write for whom the link is."))], limit=200
    )
    days = forms.Whole(
        _l("How many days it lives"), [forms.Required(_l("Enter the days."))], default=14
    )


class CopyForm(forms.Form):
    """What a copy takes along."""

    parts = forms.Choices(_l("What the new draft takes along"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts.choices = [
            (Part.TEXT.value, _("The text in its newest version")),
            (Part.DOCUMENTS.value, _("The written documents")),
            (Part.QUESTIONS.value, _("The questions")),
            (Part.IMPACT.value, _("The impact assessment")),
            (Part.FILES.value, _("The files that are public")),
            (Part.STAKEHOLDERS.value, _("The stakeholders")),
            (Part.CONTACTS.value, _("The contact persons")),
        ]

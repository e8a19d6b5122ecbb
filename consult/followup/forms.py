"""The forms of what follows: the final text, an answer to who asks for an evaluation, the asking."""

from __future__ import annotations

from typing import Any

from commons import forms
from commons.dayfields import Day
from commons.i18n import _, _l
from commons.texts import importing
from commons.texts.importing import Parsed


class FinalTextForm(forms.Form):
    """Where the adopted act stands, and its text."""

    link = forms.Line(
        _l("Address of the adopted text"), [forms.Required(_l("Enter the address."))], limit=500
    )
    gazette = forms.Line(_l("Place in the gazette"), limit=300)
    file = forms.Upload(_l("File with the adopted text"))
    evaluate_on = Day(_l("Evaluation of the law by"), [forms.Optional()])

    def validate_link(self, field: Any) -> None:
        """Refuse what is not an address of the web."""
        if field.data and not field.data.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Enter an address that begins with https://."))

    def parsed(self) -> Parsed | None:
        """The text that was sent, or None."""
        if not self.file.data:
            return None
        return importing.read(self.file.data.filename or "law", self.file.data.read())


class AskForm(forms.Form):
    """Why a law should be evaluated earlier."""

    reason = forms.Words(
        _l("Why should this law be evaluated now?"),
        [forms.Required(_l("Write why it should be evaluated now."))],
        limit=2000,
    )


class AnswerForm(forms.Form):
    """The agency's answer to who asks for an earlier evaluation."""

    agreed = forms.Choice(_l("Your decision"), [forms.Required(_l("Choose your decision."))])
    answer = forms.Words(
        _l("Answer, which will be public"), [forms.Required(_l("Write the answer."))], limit=5000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreed.choices = [
            ("yes", _("The law will be evaluated now")),
            ("no", _("The law will be evaluated when it is due")),
        ]

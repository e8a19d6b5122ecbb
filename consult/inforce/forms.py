"""The form in which an officer enters the law in force."""

from __future__ import annotations

from commons import forms
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import importing


class LawForm(forms.Form):
    """How the law is cited, where it stands, and its text."""

    title = forms.Line(
        _l("How the law is cited"), [forms.Required(_l("Write how the law is cited."))]
    )
    link = forms.Line(_l("Web address of the law"))
    file = forms.Upload(_l("File with the law in force"))
    pasted = forms.Words(_l("Or paste the law"), limit=1_000_000)

    def parsed(self) -> importing.Parsed:
        """The law as it was read; refuses a bad file, and none at all, beside the field."""
        if self.file.data:
            sent = self.file.data.filename or "law", self.file.data.read()
        elif self.pasted.data:
            sent = "law.md", self.pasted.data.encode()
        else:
            raise Refusal("bad-file", _l("Choose a file or paste the text."), field="file")
        try:
            return importing.read(*sent)
        except Refusal as refusal:
            raise Refusal(refusal.code, refusal.message, field="file") from refusal

"""The form of a decision: which act, and which section of the new version."""

from __future__ import annotations

from typing import Any

from commons import forms
from commons.errors import Refusal
from commons.i18n import _, _l
from consult.carryover.models import Act


class ReopenForm(forms.Form):
    """Why a finished round is opened again."""

    reason = forms.Words(
        _l("Reason, which will be public"), [forms.Required(_l("Write the reason."))], limit=2000
    )


class DecisionForm(forms.Form):
    """Confirm, put elsewhere, or say that it has no place any more."""

    to = forms.Pick(_l("Section of the new version"))
    act = forms.Hidden()

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to.choices = [("", _("Choose a section")), *sections]

    @property
    def chosen(self) -> Act:
        """The act that was pressed; refuses another word (bad-form)."""
        try:
            return Act(str(self.act.data))
        except ValueError:
            raise Refusal("bad-form", _l("Choose what to do.")) from None

"""The forms of papers: a file with what it is, and the wish to withhold one."""

from __future__ import annotations

from typing import Any

from commons import forms
from commons.config import current
from commons.dayfields import Day
from commons.i18n import _, _l
from commons.law.rulesets import RuleSet
from consult.deskforms import TONGUES
from consult.papers import words
from consult.papers.rules import CONDITIONS
from consult.papers.services import Described, Held
from consult.papers.states import PaperKind


class HoldForm(forms.Form):
    """On which ground, why, and until when a paper is withheld."""

    ground = forms.Pick(_l("Ground"), default="")
    reason = forms.Words(_l("Reason, which will be public"), limit=2000)
    expires_on = Day(_l("Last day before the review"))

    def __init__(self, *args: Any, rule_set: RuleSet, tongue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = rule_set.choices(CONDITIONS)
        none = ("", _("It is public"))
        self.ground.choices = [none, *((g.code, g.title(tongue)) for g in grounds)]

    def held(self) -> Held | None:
        """The wish, or None where no ground is chosen."""
        if not self.ground.data:
            return None
        return Held(self.ground.data, self.reason.data or "", self.expires_on.data)


class PaperForm(HoldForm):
    """A file beside the draft."""

    kind = forms.Choice(_l("What the file is"), [forms.Required(_l("Choose what it is."))])
    title = forms.Line(_l("Name of the document"), [forms.Required(_l("Enter the name."))])
    language = forms.Pick(_l("Language of the document"))
    file = forms.Upload(_l("File"))
    picture_words = forms.Words(_l("What the picture shows"), limit=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = words.kinds()
        self.language.choices = [(code, TONGUES.get(code, code)) for code in current().locales]

    def described(self) -> Described:
        """What was said of the file."""
        return Described(
            PaperKind(str(self.kind.data)),
            str(self.language.data),
            self.title.data or "",
            self.picture_words.data or "",
        )

    def validate_file(self, field: Any) -> None:
        """Refuse where no file was chosen."""
        if not field.data:
            raise forms.ValidationError(_("Choose a file."))

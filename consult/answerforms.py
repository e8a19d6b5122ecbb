"""The forms with which an agency answers: themes, answers, what followed, what came on paper."""

from __future__ import annotations

from typing import Any

from commons import forms
from commons.dayfields import Day
from commons.i18n import _, _l
from commons.law.rulesets import RuleSet
from consult import rules, words
from consult.deskforms import LONG
from consult.states import Disposition, StepKind, Verdict


class GroupForm(forms.Form):
    """What is to be done with the comments that are ticked."""

    theme = forms.Pick(_l("Theme"), default="")
    title = forms.Line(_l("Name of a new theme"))
    reason = forms.Words(_l("Why there is no point to answer"), limit=2000)

    def __init__(self, *args: Any, themes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theme.choices = [("", _("A new theme")), *themes]


class AnswerForm(forms.Form):
    """The answer to a theme."""

    disposition = forms.Choice(
        _l("What is done with this point"), [forms.Required(_l("Choose what is done with it."))]
    )
    reason = forms.Words(
        _l("Reason, which will be public"), [forms.Required(_l("Write the reason."))], limit=LONG
    )
    section = forms.Pick(_l("Section that was changed because of it"), default="")

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disposition.choices = words.choices(Disposition)
        self.section.choices = [("", _("None")), *sections]


class StepForm(forms.Form):
    """What followed the hearing."""

    kind = forms.Choice(_l("What followed"), [forms.Required(_l("Choose what followed."))])
    happened_on = Day(_l("Day"), [forms.Required(_l("Enter the day."))])
    words = forms.Words(
        _l("What was decided"), [forms.Required(_l("Write what was decided."))], limit=LONG
    )
    link = forms.Line(_l("Address of the document"), limit=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = words.choices(StepKind)

    def validate_link(self, field: Any) -> None:
        """Refuse what is not an address of the web."""
        if field.data and not field.data.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Enter an address that begins with https://."))


class SummaryForm(forms.Form):
    """The fields of the summary; `summary_form` gives it its fields."""

    def written(self) -> dict[str, str]:
        """What was written, by the name of the field."""
        return {f.name: f.data or "" for f in self if f.name != "csrf_token"}


def summary_form(rule_set: RuleSet, known: dict[str, str], tongue: str) -> SummaryForm:
    """A form with a field for each part of the summary that is written by hand."""
    fields = {
        name: forms.Words(rule_set.word(name, tongue), limit=LONG)
        for name in rules.own_fields(rule_set)
    }
    made: SummaryForm = type("SummaryForm", (SummaryForm,), fields)(data=known)
    return made


class ReturnForm(forms.Form):
    """Why a summary is given back."""

    reason = forms.Words(
        _l("What is missing, which will be public"),
        [forms.Required(_l("Write what is missing; it is public."))],
        limit=LONG,
    )


class EndForm(forms.Form):
    """An end before its time: the day, the ground, the reason."""

    closes_on = Day(_l("New last day"), [forms.Required(_l("Enter the last day."))])
    ground = forms.Choice(_l("Ground"), [forms.Required(_l("Choose the ground for it."))])
    reason = forms.Words(
        _l("Reason, which will be public"), [forms.Required(_l("Write the reason."))], limit=3000
    )
    shorten_ground = forms.Choice(
        _l("If it becomes shorter than its rules allow: the ground for a short hearing"),
        [forms.Optional()],
    )

    def __init__(self, *args: Any, rule_set: RuleSet, tongue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = rule_set.choices("hearing.end_early.grounds")
        self.ground.choices = [(g.code, g.title(tongue)) for g in grounds]
        short = rule_set.choices("hearing.shorten.reasons")
        self.shorten_ground.choices = [(g.code, g.title(tongue)) for g in short]


class VerdictForm(forms.Form):
    """The one question to participants."""

    verdict = forms.Choice(
        _l("Do the published answers answer your point?"),
        [forms.Required(_l("Choose one of the answers."))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verdict.choices = words.choices(Verdict)


class MergeForm(forms.Form):
    """Another name for a theme, or the theme into which it is merged."""

    title = forms.Line(_l("Name"))
    into = forms.Pick(_l("Merge it into"), default="")

    def __init__(self, *args: Any, themes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.into.choices = [("", _("No other theme")), *themes]


class CorrectForm(AnswerForm):
    """A correction of a published answer."""

    why = forms.Words(
        _l("Why it is corrected, which will be public"),
        [forms.Required(_l("Write why the answer is corrected."))],
        limit=2000,
    )

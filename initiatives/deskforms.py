"""Forms of the officials: review, register, meetings, papers, decision; shape only."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import Any

from commons.dayfields import Day
from commons.forms import Choice, Form, Line, Pick, Required, Words
from commons.i18n import _l, date_, language
from commons.law import queries as law
from initiatives.labels import VERDICTS
from initiatives.models import Initiative, Referral
from initiatives.states import Verdict

LONGEST_REASON = 5_000


class ReviewForm(Form):
    """The clerk's decision on what was handed in."""

    verdict = Choice(
        _l("Decision"),
        [Required(_l("Choose a decision."))],
        choices=[(verdict.value, label) for verdict, label in VERDICTS.items()],
    )
    code = Pick(_l("Ground, if you reject"), default="")
    reason = Words(_l("Reason, public"), limit=LONGEST_REASON)

    @property
    def said(self) -> Verdict:
        """The decision as a word of the domain."""
        return Verdict(str(self.verdict.data))


class AcknowledgeForm(Form):
    """The entry into parliament's register."""

    registry_number = Line(_l("Registry number"), [Required(_l("Give the number."))], limit=80)
    term = Line(_l("Term of parliament"), [Required(_l("Give the term."))], limit=40)


class MeetingForm(Form):
    """A meeting of the committee."""

    held_on = Day(_l("Day of the meeting"), [Required(_l("Enter the day."))])
    topic = Words(_l("What was dealt with"), [Required(_l("Say what it was about."))], limit=2_000)
    heard = Words(_l("Who was heard"), limit=2_000)
    corrects = Pick(_l("Corrects an earlier entry"), default="")


class PaperForm(Form):
    """A letter or paper of the committee."""

    title = Line(_l("Title of the paper"), [Required(_l("Give a title."))])
    address = Line(_l("Web address"), [Required(_l("Give the address."))], limit=1_000)


class DecisionForm(Form):
    """The decision of the committee."""

    outcome = Choice(_l("Outcome"), [Required(_l("Choose one of the listed outcomes."))])
    clause = Line(_l("Provision on which it rests"), limit=300)
    reason = Words(_l("Reason"), [Required(_l("A decision needs its reason."))], limit=20_000)
    decided_on = Day(_l("Day of the decision"), [Required(_l("Enter the day."))])


class CorrectionForm(DecisionForm):
    """The decision as it should have been entered, and what was wrong."""

    why = Words(_l("What was wrong, in public"), [Required(_l("Say what was wrong."))], limit=2_000)


def review_form(initiative: Initiative) -> ReviewForm:
    """The form of a review, with the rule set's grounds."""
    form = ReviewForm()
    grounds = law.by_key(initiative.rule_set_id).choices("review.reject_reasons")
    form.code.choices = [("", ""), *((g.code, g.title(language())) for g in grounds)]
    return form


def meeting_form(referral: Referral, **more: Any) -> MeetingForm:
    """The form of a meeting, with the entries that it may correct."""
    form = MeetingForm(**more)
    form.corrects.choices = [("", ""), *((str(m.id), date_(m.held_on)) for m in referral.meetings)]
    return form


def decision_form(referral: Referral, **more: Any) -> DecisionForm:
    """The form of a decision, with the rule set's outcomes."""
    form = DecisionForm(**more)
    listed = law.by_key(referral.initiative.rule_set_id).choices("response.decision_set")
    form.outcome.choices = [(choice.code, choice.title(language())) for choice in listed]
    return form


def correction_form(referral: Referral) -> CorrectionForm:
    """The form of a correction, filled with what stands now."""
    held = referral.decision.now if referral.decision else None
    listed = law.by_key(referral.initiative.rule_set_id).choices("response.decision_set")
    form = CorrectionForm(
        outcome=held.outcome if held else None,
        clause=held.clause if held else "",
        reason=held.reason if held else "",
        decided_on=held.decided_on if held else None,
    )
    form.outcome.choices = [(choice.code, choice.title(language())) for choice in listed]
    return form

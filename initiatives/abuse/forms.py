"""The forms of reports: what is wrong, which case, and the answer."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.forms import Choice, Form, Line, Required, Words
from commons.i18n import _l
from initiatives.abuse.words import BREACHES, FINDINGS


class ReportForm(Form):
    """What is wrong with a collection."""

    breach = Choice(
        _l("What is wrong?"),
        [Required(_l("Choose what is wrong."))],
        choices=[(breach.value, words) for breach, words in BREACHES.items()],
    )
    words = Words(
        _l("What happened, where and when"),
        [Required(_l("Write what happened."))],
        limit=5_000,
    )


class CaseForm(Form):
    """A case number."""

    case_number = Line(_l("Case number"), [Required(_l("Enter the case number."))], limit=40)


class AnswerForm(Form):
    """What the receiving body found."""

    finding = Choice(
        _l("Finding"),
        [Required(_l("Choose a finding."))],
        choices=[(finding.value, words) for finding, words in FINDINGS.items()],
    )
    words = Words(
        _l("Answer, for whoever reported"), [Required(_l("Write the answer."))], limit=5_000
    )

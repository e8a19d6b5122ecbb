"""The words of letters on milestones, changed results, and what follows the handing over."""

from __future__ import annotations

from collections.abc import Callable

from commons.i18n import _
from initiatives.models import Initiative

Words = tuple[str, str]


def _milestone(x: Initiative) -> Words:
    return _("A milestone of support: %(title)s", title=x.title), _(
        "The released count has passed another quarter of the threshold."
    )


def _revised(x: Initiative) -> Words:
    return _("The verifying authority has changed its result: %(title)s", title=x.title), _(
        "After an objection a new signed result replaces the first one."
    )


def _entered(x: Initiative) -> Words:
    return _("Something new on the initiative: %(title)s", title=x.title), _(
        "A letter, a document, an answer or news was entered. It stands on the page."
    )


def _replaced(x: Initiative) -> Words:
    return _("The initiative has another representative: %(title)s", title=x.title), _(
        "The former representative left the next step undone beyond the time for it."
    )


def _extended(x: Initiative) -> Words:
    return _("Collecting goes on longer: %(title)s", title=x.title), _(
        "Time in which nobody could sign is given back. The old end and the new one stand on the page."
    )


def _answer_extended(x: Initiative) -> Words:
    return _("The committee takes more time for its answer: %(title)s", title=x.title), _(
        "The rule set allows it. The reason, the former date and the new one stand on the page."
    )


def _decision_corrected(x: Initiative) -> Words:
    return _("The entry of the decision was corrected: %(title)s", title=x.title), _(
        "A later entry corrects what was recorded of the decision. Both stand on the page."
    )


STEPS: dict[str, Callable[[Initiative], Words]] = {
    "milestone": _milestone,
    "revised": _revised,
    "answer-extended": _answer_extended,
    "decision-corrected": _decision_corrected,
    "entered": _entered,
    "extended": _extended,
    "replaced": _replaced,
}

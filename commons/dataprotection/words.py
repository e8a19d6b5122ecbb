"""What the pages of data protection call things."""

from __future__ import annotations

from collections.abc import Mapping

from commons.dataprotection.models import Audience, Harm, Outcome, Risk, StepKind, Wish
from commons.i18n import _l

HARMS: Mapping[str, object] = {
    Harm.CONFIDENTIALITY: _l("Somebody could read what he may not"),
    Harm.INTEGRITY: _l("Data were changed"),
    Harm.AVAILABILITY: _l("Data were lost or could not be reached"),
}
RISKS: Mapping[str, object] = {
    Risk.NONE: _l("Nobody is likely to suffer from it"),
    Risk.RISK: _l("People may suffer from it"),
    Risk.HIGH: _l("People are likely to suffer gravely from it"),
}
STEPS: Mapping[str, object] = {
    StepKind.REPORT: _l("Report to the supervisory authority"),
    StepKind.NO_REPORT: _l("No report, because nobody is at risk"),
    StepKind.LETTERS: _l("Letters to those concerned"),
    StepKind.PUBLISH: _l("Public summary"),
    StepKind.CLOSE: _l("Close the case"),
}
AUDIENCES: Mapping[str, object] = {
    Audience.EVERYBODY: _l("Everybody who has given an address"),
    Audience.STAFF: _l("Members of agencies"),
}
WISHES: Mapping[str, object] = {
    Wish.ACCESS: _l("See what is stored about me"),
    Wish.CORRECTION: _l("Correct something"),
    Wish.ERASURE: _l("Erase something"),
    Wish.RESTRICTION: _l("Stop using something for a time"),
    Wish.OBJECTION: _l("Object to the use of my data"),
    Wish.OTHER: _l("Something else about my data"),
}
OUTCOMES: Mapping[str, object] = {
    Outcome.GRANTED: _l("Done as asked"),
    Outcome.PARTLY: _l("Done in part"),
    Outcome.REFUSED: _l("Refused"),
    Outcome.WITHDRAWN: _l("Withdrawn by whoever asked"),
}

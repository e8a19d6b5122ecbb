"""What people read for the words of this room: grounds, decisions, kinds of assurance."""

from __future__ import annotations

from commons.access import Assurance
from commons.i18n import _l
from consult.speakers.models import Decision, Ground

_GROUNDS = {
    Ground.COURT_ORDER: _l("Order of a court"),
    Ground.INVESTIGATION: _l("Written demand of an investigating authority under an Act"),
    Ground.DANGER: _l("Serious danger to somebody's life or health"),
    Ground.AUTHOR_ASKS: _l("The author asks for it"),
}
_DECISIONS = {Decision.GRANTED: _l("Granted"), Decision.REFUSED: _l("Refused")}
_ASSURANCE = {
    Assurance.NONE: _l("without an account"),
    Assurance.LOW: _l("signed in, identity not checked"),
    Assurance.SUBSTANTIAL: _l("identity checked by eID (substantial)"),
    Assurance.HIGH: _l("identity checked by eID (high)"),
}
ON_PAPER = _l("entered by staff")


def ground_words(ground: Ground) -> str:
    """What a ground is called, in the reader's language."""
    return str(_GROUNDS[ground])


def decision_words(decision: Decision) -> str:
    """What a decision is called, in the reader's language."""
    return str(_DECISIONS[decision])


def assurance_words(assurance: int) -> str:
    """How surely the house knows who spoke, in the reader's language."""
    return str(_ASSURANCE[Assurance(assurance)])

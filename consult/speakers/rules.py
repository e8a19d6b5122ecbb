"""The rules of who speaks and who sees it: audiences, names, sealed parts, grounds; pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from commons.discussion.models import Display
from commons.errors import Refusal
from commons.i18n import _l
from commons.law.rulesets import RuleSet
from commons.texts import words as counted
from commons.texts.words import normalise
from consult.rules import check_words
from consult.states import Audience

LONGEST_NAME = 120
"""So many characters has the name of a body, of one who is spoken for, or a capacity."""
LONGEST_PSEUDONYM = 60
LONGEST_NUMBER = 40
LONGEST_CONFIDENTIAL = 5000
"""The platform's limit of a confidential part."""
LONGEST_REASON = 300
LEAST_REASON = 30
"""The platform's shortest reason for a reveal: a word is no reason."""
LEAST_IDENTITY = "hearing.submit_identity"
SHOWN_IDENTITY = "hearing.publish_identity"
_ALLOWED = {
    "open": tuple(Audience),
    "account": (Audience.SIGNED_IN, Audience.VERIFIED, Audience.INVITED),
    "verified": (Audience.VERIFIED,),
}
_SHOWN = {
    "author-chooses": tuple(Display),
    "name": (Display.NAME, Display.ORGANISATION, Display.BEHALF),
    "nickname": (Display.NAME, Display.PSEUDONYM, Display.ORGANISATION, Display.BEHALF),
}
OPEN_DISPLAYS = (Display.HIDDEN, Display.PSEUDONYM)
"""Who has no account has no name that the house could vouch for."""


def audiences(rule_set: RuleSet) -> tuple[Audience, ...]:
    """Whom an officer may let speak: the rule set names the least identity it asks for."""
    return _ALLOWED.get(rule_set.value(LEAST_IDENTITY, "open"), tuple(Audience))


def check_audience(audience: Audience, rule_set: RuleSet) -> None:
    """Refuse an audience that the rule set does not allow."""
    if audience not in audiences(rule_set):
        raise Refusal(
            "audience-not-allowed",
            _l("Under its rule set a hearing cannot be open to these people."),
            field="audience",
        )


def displays(rule_set: RuleSet) -> tuple[Display, ...]:
    """Which choices of who sees the name the rule set leaves to the author."""
    return _SHOWN.get(rule_set.value(SHOWN_IDENTITY, "author-chooses"), tuple(Display))


def check_display(display: Display, allowed: Collection[Display]) -> None:
    """Refuse a choice of who sees the name that is not offered here."""
    if display not in allowed:
        raise Refusal(
            "display-not-allowed", _l("This choice is not offered here."), field="display"
        )


def named(said: str, *, field: str, sentence: object, limit: int = LONGEST_NAME) -> str:
    """A name in its one form; refuses an empty or too long one with this sentence."""
    found = one_line(said)
    if not found or len(found) > limit:
        raise Refusal("bad-name", sentence, field=field)
    return found


def one_line(said: str) -> str:
    """Words in one line, in their one form, without invisible signs that could fool a reader."""
    plain = "".join(c for c in normalise(said) if unicodedata.category(c) != "Cf")
    return " ".join(plain.split())


def bare(name: str) -> str:
    """A name as two readers would take it for the same: letters and digits only, in one case."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LMN")


def check_confidential(words: str, reason: str | None) -> None:
    """Refuse a confidential part without its public reason, a reason without it, and too much."""
    if words.strip() and not (reason or "").strip():
        raise Refusal(
            "reason-needed",
            _l("Write why this part is confidential. The reason is public."),
            field="confidential_reason",
        )
    if (reason or "").strip() and not words.strip():
        raise Refusal(
            "nothing-confidential",
            _l("You gave a reason but no confidential words."),
            field="confidential",
        )
    check_words(words, limit=LONGEST_CONFIDENTIAL, field="confidential")
    check_words(reason or "", limit=LONGEST_REASON, field="confidential_reason")


def check_reason(reason: str) -> None:
    """Refuse a reason for a reveal that is too short to be weighed."""
    if counted.count(reason.strip()) < LEAST_REASON:
        raise Refusal(
            "reason-needed",
            _l("Write the reason in at least %(least)s characters.", least=LEAST_REASON),
            field="reason",
        )

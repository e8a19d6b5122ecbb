"""The law of moderation: how long things may wait, what a decision needs, how words are redacted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from commons.discussion.models import Cover
from commons.errors import Refusal
from commons.i18n import _l
from commons.limits import Limit
from commons.moderation.states import CLOSED_LIST, TAKES_AWAY, Act, Ground

REPORT_LIMIT = Limit("report", 10, timedelta(minutes=10))
REPORT_WAITS = timedelta(days=2)
"""How long a report may wait for its decision: the platform's two days where no rule set says so."""
URGENT = 3
"""So many reports by different persons put a comment at the head of the queue."""
LEASE = timedelta(minutes=30)
"""How long a case stays with the moderator who took it; then anybody may take it."""
APPEAL_WITHIN = timedelta(days=183)
"""How long an author may appeal: at least six months (Regulation (EU) 2022/2065, art. 20(1))."""
APPEAL_ANSWERED = timedelta(days=14)
"""How long an appeal may wait: the platform's fourteen days where no rule set says so."""
LONGEST_REASON = 2_000
GAP = "[…]"
"""What stands where words were redacted; it does not tell how long they were."""

COVERS = {Act.REDACT: Cover.REDACTED, Act.HIDE: Cover.HIDDEN, Act.REMOVE: Cover.REMOVED}


def digest(words: str, suggestion: str | None) -> str:
    """SHA-256 by which a decision remembers on which wording it was made."""
    return hashlib.sha256(f"{words}\x00{suggestion or ''}".encode()).hexdigest()


def redacted(words: str, suggestion: str | None, passages: Sequence[str]) -> tuple[str, str | None]:
    """The words with each passage replaced by a gap, wherever it stands; nothing can be added.

    Refuses where no passage is named, or one is not in the words exactly so.
    """
    chosen = [each for each in (passage.strip() for passage in passages) if each]
    if not chosen:
        raise Refusal(
            "passage-needed",
            _l("Copy the words to be redacted, one passage a line."),
            field="passages",
        )
    left, left_wording = words, suggestion
    for passage in sorted(chosen, key=len, reverse=True):
        if passage not in words and passage not in (suggestion or ""):
            raise Refusal(
                "passage-unknown",
                _l("These words are not in the comment exactly so: %(passage)s", passage=passage),
                field="passages",
            )
        left = left.replace(passage, GAP)
        left_wording = left_wording.replace(passage, GAP) if left_wording else left_wording
    return left, left_wording


def check_decision(act: Act, ground: Ground | None, reason: str, *, beyond_redaction: bool) -> None:
    """Refuse a decision that lacks its coded ground, its reason, or the step before hiding."""
    if act in TAKES_AWAY and ground not in CLOSED_LIST:
        raise Refusal("ground-needed", _l("Choose the ground from the list."), field="ground")
    if act is not Act.LEAVE and not reason:
        raise Refusal("reason-needed", _l("Write the reason for the author."), field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refusal("too-long", _l("Write a shorter reason."), field="reason")
    if act is Act.HIDE and not beyond_redaction:
        raise Refusal(
            "redact-first",
            _l("Redact the words concerned, or confirm that this is not enough here."),
            field="beyond_redaction",
        )


def check_order_of_acts(act: Act, cover: Cover | None) -> None:
    """Refuse an act that the comment's present cover does not allow."""
    if cover is Cover.REMOVED and act is not Act.LEAVE:
        raise Refusal("removed-by-order", _l("This was removed by order; only an order lifts it."))
    if act is Act.RESTORE and cover is None:
        raise Refusal("already-open", _l("These words are public already."), field="act")
    if act is Act.HIDE and cover is Cover.HIDDEN:
        raise Refusal("already-hidden", _l("These words are hidden already."), field="act")


def check_in_time(decided_at: datetime, now: datetime) -> None:
    """Refuse an appeal after its time."""
    if now >= decided_at + APPEAL_WITHIN:
        raise Refusal("appeal-late", _l("The time for an appeal against this decision is over."))

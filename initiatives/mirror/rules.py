"""Which act of a parliament's system can never be entered, and which only does not fit now; pure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from commons.errors import Refusal
from commons.i18n import _l
from commons.law.rulesets import RuleSet
from initiatives import rules
from initiatives.mirror.messages import Said
from initiatives.mirror.states import ActKind
from initiatives.states import WITH_COMMITTEE, State

DECIDABLE = frozenset({State.RECEIVED, State.IN_COMMITTEE})
"""Where a decision fits: what is only registered is taken up first, as with a meeting."""


def check_sound(said: Said, rule_set: RuleSet, today: date) -> None:
    """Refuse what is wrong in itself, whatever the state: a day to come, an outcome outside the list,
    a receipt without number or term, a decision or an extension without its reason.
    """
    if said.on > today:
        raise Refusal("day-to-come", _l("That day has not come yet."))
    if said.act is ActKind.RECEIPT:
        if not said.text("registry_number").strip() or not said.text("term").strip():
            raise Refusal("number-missing", _l("Give the registry number and the term."))
    elif said.act is ActKind.DECISION:
        rules.check_outcome(rule_set, said.text("outcome"), said.text("reason"))
    elif not said.text("reason").strip():
        raise Refusal("reason-missing", _l("Give the reason."))


def check_extendable(referral: Any, *, left: bool, now: datetime) -> None:
    """Refuse more time where none is left to give ("extension-used"), or after the date
    ("extension-late"); where no answer is owed, nothing is said here.
    """
    if referral.answer_due_at is None or referral.initiative.stage not in WITH_COMMITTEE:
        return
    if not left:
        raise Refusal("extension-used", _l("The rule set allows no further extension."))
    if now >= referral.answer_due_at:
        raise Refusal("extension-late", _l("The date has passed; it can no longer be extended."))


def misfit(kind: ActKind, referral: Any) -> str | None:
    """Why an act does not fit the state of its initiative, as a code; None where it does."""
    initiative = referral.initiative
    if initiative.referrals[-1] is not referral:
        return "passed-on"
    if kind is ActKind.RECEIPT:
        is_new = initiative.stage is State.FORWARDED and referral.received_at is None
        return None if is_new else "already-received"
    if referral.answered_at is not None:
        return "already-decided"
    if kind is ActKind.DECISION:
        return None if initiative.stage in DECIDABLE else "not-received"
    is_owed = initiative.stage in WITH_COMMITTEE and referral.answer_due_at is not None
    return None if is_owed else "nothing-owed"

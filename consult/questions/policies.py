"""Who may write questions, and when they can still be changed."""

from __future__ import annotations

from datetime import datetime

from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from consult import policies
from consult.models import Hearing
from consult.questions.models import Question
from consult.questions.rules import STILL_ASKING
from consult.rules import state
from consult.states import Stage


def may_ask(actor: Actor, hearing: Hearing, now: datetime) -> bool:
    """Whether this person may write questions: while it is prepared, and until it closes."""
    if hearing.stage is Stage.DRAFT:
        return policies.may_prepare(actor, hearing)
    return policies.may_see_desk(actor, hearing) and state(hearing, now) in STILL_ASKING


def is_frozen(question: Question) -> bool:
    """Whether somebody has answered it: it then stays as it was asked."""
    return question.frozen_at is not None


def check_unfrozen(question: Question) -> None:
    """Refuse ("question-frozen") to change what somebody has answered."""
    if is_frozen(question):
        raise Refusal(
            "question-frozen",
            _l("Somebody has answered this question; it stays as it is. Copy it as a new one."),
        )

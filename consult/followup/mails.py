"""The letters about what followed: each section's outcome, and the evaluation that is owed."""

from __future__ import annotations

from datetime import date

from commons.i18n import _l, date_
from consult.followup.rules import Call
from consult.mails import Compose, address, news
from consult.models import Hearing

_CALLS: dict[Call, object] = {
    Call.TASK: _l("The law is to be evaluated by %(day)s. The task is on your desk now."),
    Call.SOON: _l("The law is to be evaluated by %(day)s. No evaluation has been opened yet."),
    Call.DUE: _l("The evaluation of the law is due today, %(day)s."),
    Call.LATE: _l("The evaluation of the law was due on %(day)s and has not been opened."),
}


def followed_up(hearing: Hearing) -> Compose:
    """What became of each section is on record."""
    return news(
        hearing,
        _l("What became of the draft: %(title)s"),
        _l("For each section you can now read whether it was adopted, and why not: %(address)s"),
        lambda: {"address": address(f"{hearing.path}/follow-up")},
    )


def evaluation(hearing: Hearing, call: Call, due_on: date) -> Compose:
    """To the agency: the evaluation of its law comes near, is due, or is late."""
    return news(
        hearing,
        _l("Evaluation of a law: %(title)s"),
        _CALLS[call],
        lambda: {"day": date_(due_on)},
    )


def asked(hearing: Hearing, due_on: date) -> Compose:
    """To the agency: a citizen asks for an earlier evaluation, which must be answered."""
    return news(
        hearing,
        _l("An earlier evaluation is asked for: %(title)s"),
        _l("Citizens ask that the law be evaluated now. Your answer is owed by %(day)s."),
        lambda: {"day": date_(due_on)},
    )


def answered(hearing: Hearing, answer: str) -> Compose:
    """To those who asked: the agency's answer."""
    return news(
        hearing,
        _l("Answer on an earlier evaluation: %(title)s"),
        _l("The agency answers: %(answer)s"),
        lambda: {"answer": answer},
    )


def opened(hearing: Hearing, evaluating: Hearing) -> Compose:
    """To the followers of the first hearing: the law is evaluated now."""
    return news(
        hearing,
        _l("A law on which you were heard is evaluated: %(title)s"),
        _l("The hearing on its evaluation is announced here: %(address)s"),
        lambda: {"address": address(evaluating.path)},
    )

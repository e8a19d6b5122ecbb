"""The letters of phases: one has opened, one lasts longer."""

from __future__ import annotations

from commons.i18n import _l, date_
from commons.law import queries as law
from commons.law.calendar import last_day
from consult import mails
from consult.models import Hearing
from consult.phases.models import Phase


def opened(hearing: Hearing, phase: Phase) -> mails.Compose:
    """A phase has begun inside an open hearing."""
    return mails.news(
        hearing,
        _l("The next phase of a hearing is open: %(title)s"),
        _l("“%(phase)s” is open until the end of %(last)s."),
        lambda: {"phase": phase.title(), "last": _last(hearing, phase)},
    )


def extended(hearing: Hearing, phase: Phase, reason: str) -> mails.Compose:
    """A phase lasts longer than announced."""
    return mails.news(
        hearing,
        _l("A phase of a hearing lasts longer: %(title)s"),
        _l("“%(phase)s” is now open until the end of %(last)s. The reason given: %(reason)s"),
        lambda: {"phase": phase.title(), "last": _last(hearing, phase), "reason": reason},
    )


def _last(hearing: Hearing, phase: Phase) -> str:
    return date_(last_day(phase.closes_at, law.by_key(hearing.rule_set_id).zone))

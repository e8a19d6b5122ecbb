"""The letters of answering: an official reply, a correction, a returned summary, an early end."""

from __future__ import annotations

from collections.abc import Callable

from commons.i18n import _, date_, force_locale
from commons.law.calendar import last_day
from commons.law.rulesets import RuleSet
from commons.notify.services import Letter
from consult.mails import Compose, address
from consult.models import Hearing


def replied(hearing: Hearing, *, number: int, path: str) -> Compose:
    """The agency has answered what you said."""
    return _about(
        hearing,
        lambda title: _("The agency has answered your comment: %(title)s", title=title),
        lambda: _(
            "Comment %(number)s has an official reply. Read it here:\n%(address)s",
            number=number,
            address=address(path),
        ),
    )


def corrected(hearing: Hearing, *, path: str) -> Compose:
    """The agency has corrected its answer to what you said."""
    return _about(
        hearing,
        lambda title: _("The agency has corrected its answer: %(title)s", title=title),
        lambda: _(
            "The new wording, the former one and the reason stand here:\n%(address)s",
            address=address(path),
        ),
    )


def returned(hearing: Hearing, *, body: dict[str, str], reason: str, rule_set: RuleSet) -> Compose:
    """The summary was given back; its clock runs again."""
    due = hearing.summary_due_at

    def words(tongue: str) -> str:
        name = body.get(tongue) or next(iter(body.values()), "")
        day = date_(last_day(due, rule_set.zone)) if due else ""
        return _(
            "%(body)s has given the summary back. The reason given: %(reason)s\n\n"
            "It is owed again by the end of %(day)s.",
            body=name,
            reason=reason,
            day=day,
        )

    return _told(hearing, lambda title: _("A summary was returned: %(title)s", title=title), words)


def ended_early(hearing: Hearing, *, ground: Callable[[str], str], rule_set: RuleSet) -> Compose:
    """The hearing ends before its time."""
    closes_at = hearing.closes_at

    def words(tongue: str) -> str:
        day = date_(last_day(closes_at, rule_set.zone)) if closes_at else ""
        return _(
            "It now closes at the end of %(day)s. The ground: %(ground)s. "
            "The former date and the reason stand on the page of the hearing.",
            day=day,
            ground=ground(tongue),
        )

    return _told(hearing, lambda title: _("A hearing ends early: %(title)s", title=title), words)


def _about(hearing: Hearing, subject: Callable[[str], str], words: Callable[[], str]) -> Compose:
    return _told(hearing, subject, lambda _tongue: words())


def _told(hearing: Hearing, subject: Callable[[str], str], words: Callable[[str], str]) -> Compose:
    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            title = hearing.title(tongue)
            text = f"{title}\n{hearing.agency.name(tongue)}\n\n{words(tongue)}\n\n"
            return Letter(
                subject=subject(title), text=f"{text}{address(hearing.path)}\n", language=tongue
            )

    return compose

"""The letters of a hearing, as data: who is told what, in the language of the reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from commons import config
from commons.i18n import _, _l, date_, force_locale
from commons.law.calendar import last_day
from commons.law.rulesets import RuleSet
from commons.notify.services import Letter
from consult.models import Hearing, Stakeholder

Compose = Callable[[str], Letter]


def address(path: str) -> str:
    """A public path as a whole address."""
    return config.current().base_url + path


def to_stakeholder(hearing: Hearing, rule_set: RuleSet, stakeholder: Stakeholder) -> Letter:
    """The draft affects you: until when you may speak, and where."""
    tongue = stakeholder.language
    with force_locale(tongue):
        return Letter(
            subject=_("You are asked for your view: %(title)s", title=hearing.title(tongue)),
            text=_(
                "%(agency)s names %(name)s as affected by “%(title)s” and asks for your view.\n\n"
                "The hearing is open from %(opens)s until the end of %(last)s:\n%(address)s\n",
                agency=hearing.agency.name(tongue),
                name=stakeholder.name,
                title=hearing.title(tongue),
                opens=_day(hearing.opens_at, rule_set),
                last=_last(hearing, rule_set),
                address=address(hearing.path),
            ),
            language=tongue,
        )


def announced(hearing: Hearing, rule_set: RuleSet) -> Compose:
    """The hearing was approved and has its dates."""
    return news(
        hearing,
        _l("A hearing is announced: %(title)s"),
        _l("You can speak from %(opens)s until the end of %(last)s."),
        lambda: {"opens": _day(hearing.opens_at, rule_set), "last": _last(hearing, rule_set)},
    )


def opened(hearing: Hearing, rule_set: RuleSet) -> Compose:
    """The hearing is open from now on."""
    return news(
        hearing,
        _l("A hearing is open: %(title)s"),
        _l("You can speak on each section until the end of %(last)s."),
        lambda: {"last": _last(hearing, rule_set)},
    )


def closed(hearing: Hearing, rule_set: RuleSet) -> Compose:
    """The hearing is over; the summary is owed from now on."""
    due = hearing.summary_due_at
    words = (
        _l("The agency owes its answers by the end of %(day)s.")
        if due
        else _l("The agency now answers what was said.")
    )
    return news(
        hearing,
        _l("A hearing is closed: %(title)s"),
        words,
        lambda: {"day": _end(due, rule_set)},
    )


def extended(hearing: Hearing, rule_set: RuleSet, reason: str) -> Compose:
    """The hearing lasts longer than announced."""
    return news(
        hearing,
        _l("A hearing lasts longer: %(title)s"),
        _l("You can now speak until the end of %(last)s. The reason given: %(reason)s"),
        lambda: {"last": _last(hearing, rule_set), "reason": reason},
    )


def withdrawn(hearing: Hearing, reason: str) -> Compose:
    """The agency does not go on with the draft."""
    return news(
        hearing,
        _l("A hearing is withdrawn: %(title)s"),
        _l("The reason given: %(reason)s"),
        lambda: {"reason": reason},
    )


def new_version(hearing: Hearing, number: int) -> Compose:
    """The draft was changed while people speak."""
    return news(
        hearing,
        _l("A new version of the draft: %(title)s"),
        _l(
            "Version %(number)s is published. What you said stays with its section; "
            "you can compare the versions word by word."
        ),
        lambda: {"number": number},
    )


def summarised(hearing: Hearing) -> Compose:
    """The answers are published."""
    return news(
        hearing,
        _l("The answers are published: %(title)s"),
        _l("Read what became of each point: %(address)s"),
        lambda: {"address": address(f"{hearing.path}/report")},
    )


def followed(hearing: Hearing, step: str) -> Compose:
    """Something followed from the hearing."""
    return news(
        hearing,
        _l("What followed from a hearing: %(title)s"),
        _l("Recorded today: %(step)s"),
        lambda: {"step": step},
    )


def overdue(hearing: Hearing, days: int) -> Compose:
    """The summary is late; to the agency, its superior and followers."""
    return news(
        hearing,
        _l("A summary is overdue: %(title)s"),
        _l("The answers to what was said are still owed. Days overdue: %(days)s."),
        lambda: {"days": days},
    )


def receipt(hearing: Hearing, *, number: int, digest: str, tongue: str) -> Letter:
    """Your comment was accepted: its number, address and hash; the code stays on its page."""
    with force_locale(tongue):
        return _letter(
            hearing,
            tongue,
            _("Your comment %(number)s on: %(title)s", number=number, title=hearing.title(tongue)),
            _(
                "Your comment has the number %(number)s and this lasting address:\n%(address)s\n\n"
                "Its hash (SHA-256): %(digest)s\n"
                "Signed in, you find the code of your receipt at that address.",
                number=number,
                address=address(f"{hearing.path}/comments/{number}"),
                digest=digest,
            ),
        )


def no_issue(hearing: Hearing, *, number: int, reason: str, tongue: str) -> Letter:
    """The agency finds no point to answer in your comment; you may object once."""
    with force_locale(tongue):
        return _letter(
            hearing,
            tongue,
            _("On your comment %(number)s: %(title)s", number=number, title=hearing.title(tongue)),
            _(
                "The agency finds no point to answer in your comment. The reason given: "
                "%(reason)s\n\nYou may object once, at this address:\n%(address)s",
                reason=reason,
                address=address(f"{hearing.path}/comments/{number}"),
            ),
        )


def news(
    hearing: Hearing, subject: object, words: object, values: Callable[[], dict[str, object]]
) -> Compose:
    """News of a hearing in any language; `values` are asked for when the language is known."""

    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            named = {**values(), "title": hearing.title(tongue)}
            return _letter(hearing, tongue, str(subject) % named, str(words) % named)

    return compose


def _letter(hearing: Hearing, tongue: str, subject: str, words: str) -> Letter:
    head = f"{hearing.title(tongue)}\n{hearing.agency.name(tongue)}"
    return Letter(
        subject=subject, text=f"{head}\n\n{words}\n\n{address(hearing.path)}\n", language=tongue
    )


def _day(instant: datetime | None, rule_set: RuleSet) -> str:
    return date_(instant, zone=rule_set.zone) if instant else ""


def _end(instant: datetime | None, rule_set: RuleSet) -> str:
    return date_(last_day(instant, rule_set.zone)) if instant else ""


def _last(hearing: Hearing, rule_set: RuleSet) -> str:
    return _end(hearing.closes_at, rule_set)

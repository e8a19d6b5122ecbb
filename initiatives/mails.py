"""The letters of this wing as data: invitations, and each step of an initiative."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from commons import config, db
from commons.accounts.models import Account
from commons.agencies.models import Agency
from commons.i18n import _, date_, datetime_, force_locale
from commons.law import queries as law
from commons.notify.services import Letter, Recipient, send, tell_followers
from initiatives import mailwords
from initiatives.models import Initiative

FOLLOWED = "initiative"
Words = tuple[str, str]


def invitation(initiative: Initiative, token: str, expires_at: datetime, language: str) -> Letter:
    """The letter that lets one person join; its secret works once."""
    address = f"{config.current().base_url}/initiatives/invitations?code={token}"
    with force_locale(language):
        subject = _("You are invited to carry a citizens' initiative")
        text = _(
            "You are invited to carry the initiative “%(title)s”.\n\n"
            "Open this address to read it and to accept:\n%(address)s\n\n"
            "The invitation is for you alone, works once, and ends on %(until)s.",
            title=initiative.title,
            address=address,
            until=datetime_(expires_at),
        )
    return Letter(subject, text, language)


def _returned(x: Initiative) -> Words:
    return _("Your initiative came back with reasons: %(title)s", title=x.title), _(
        "The receiving body returned the initiative for changes. Its reasons stand on the page."
    )


def _accepted(x: Initiative) -> Words:
    return _("The initiative was accepted: %(title)s", title=x.title), _(
        "The receiving body accepted the initiative. Its initiators can now start collecting."
    )


def _rejected(x: Initiative) -> Words:
    return _("The initiative was rejected: %(title)s", title=x.title), _(
        "The receiving body rejected the initiative. The public reason stands on the page."
    )


def _collecting(x: Initiative) -> Words:
    return _("Signatures are being collected: %(title)s", title=x.title), _(
        "The text is frozen and everybody who is entitled can declare support."
    )


def _announced(x: Initiative) -> Words:
    zone = law.by_key(x.rule_set_id).zone
    begins = date_(x.opens_at, zone=zone) if x.opens_at else ""
    return _("The start of collecting is announced: %(title)s", title=x.title), _(
        "The text is frozen. Whoever is entitled can declare support from %(day)s on.", day=begins
    )


def _reached(x: Initiative) -> Words:
    return _("The threshold is reached: %(title)s", title=x.title), _(
        "The released count has reached the threshold. The authority still has to verify it."
    )


def _cure(x: Initiative) -> Words:
    return _("Missing signatures can be made up: %(title)s", title=x.title), _(
        "Verification left too few. A second window is open for persons who have not signed yet."
    )


def _stopped(x: Initiative) -> Words:
    return _("Collecting has ended early: %(title)s", title=x.title), _(
        "Too few had signed by the day that the rule set names."
    )


def _counted(x: Initiative) -> Words:
    return _("Collecting has ended and the sheet is sealed: %(title)s", title=x.title), _(
        "All signatures are counted. The result stands on the page."
    )


def _verification(x: Initiative) -> Words:
    return _("Sent to verification: %(title)s", title=x.title), _(
        "The sealed signatures went to the verifying authority."
    )


def _result(x: Initiative) -> Words:
    return _("The verifying authority has given its result: %(title)s", title=x.title), _(
        "The result is provisional until the time for objections has passed."
    )


def _qualified(x: Initiative) -> Words:
    return _("The initiative has qualified: %(title)s", title=x.title), _(
        "Enough signatures are verified. The initiative can go to parliament."
    )


def _not_reached(x: Initiative) -> Words:
    return _("The threshold was not reached: %(title)s", title=x.title), _(
        "The initiative has ended because too few signatures count."
    )


def _lapsed(x: Initiative) -> Words:
    return _("The initiative has lapsed: %(title)s", title=x.title), _(
        "The time for the next step has passed without it."
    )


def _withdrawn(x: Initiative) -> Words:
    return _("The initiative was withdrawn: %(title)s", title=x.title), _(
        "Its initiators have ended it."
    )


def _forwarded(x: Initiative) -> Words:
    return _("The initiative went to its committee: %(title)s", title=x.title), _(
        "The certificate and the text are with the committee. The dates by which it owes its "
        "answers stand on the page."
    )


def _received(x: Initiative) -> Words:
    return _("Parliament has registered the initiative: %(title)s", title=x.title), _(
        "The registry number stands on the page."
    )


def _meeting(x: Initiative) -> Words:
    return _("The committee has met on the initiative: %(title)s", title=x.title), _(
        "What was recorded of the meeting stands on the page."
    )


def _decided(x: Initiative) -> Words:
    return _("The committee has decided on the initiative: %(title)s", title=x.title), _(
        "The decision and its reason stand on the page."
    )


def _term_waits(x: Initiative) -> Words:
    return _("The initiative waits to be confirmed: %(title)s", title=x.title), _(
        "The term of the parliament has ended. The page says until when the initiative has to be "
        "confirmed; otherwise it lapses."
    )


def _notice(x: Initiative) -> Words:
    return _("A date comes near: %(title)s", title=x.title), _(
        "If the next step is not taken in time, the initiative lapses. The page says until when."
    )


def _tier(x: Initiative) -> Words:
    return _("A step of support is reached: %(title)s", title=x.title), _(
        "The number of signatures brings a duty. The page says which, and until when it is owed."
    )


def _tier_answered(x: Initiative) -> Words:
    return _("A step of support is answered: %(title)s", title=x.title), _(
        "The receiving body has answered. Its words stand on the page."
    )


def _overdue(x: Initiative) -> Words:
    return _("An answer is overdue: %(title)s", title=x.title), _(
        "A date by which an answer was owed has passed. The page says which, and who owes it."
    )


STEPS: dict[str, Callable[[Initiative], Words]] = {
    **mailwords.STEPS,
    "returned": _returned,
    "accepted": _accepted,
    "rejected": _rejected,
    "announced": _announced,
    "collecting": _collecting,
    "reached": _reached,
    "cure": _cure,
    "stopped": _stopped,
    "counted": _counted,
    "verification": _verification,
    "result": _result,
    "qualified": _qualified,
    "not-reached": _not_reached,
    "lapsed": _lapsed,
    "withdrawn": _withdrawn,
    "forwarded": _forwarded,
    "received": _received,
    "meeting": _meeting,
    "decided": _decided,
    "overdue": _overdue,
    "term-waits": _term_waits,
    "notice": _notice,
    "tier": _tier,
    "tier-answered": _tier_answered,
}


def tell(initiative: Initiative, step: str, *, mark: str = "", to: Agency | None = None) -> None:
    """Tell initiators, followers and, where one is named, a body; each once for this step."""
    event = f"initiative:{initiative.id}:{step}:{mark}".rstrip(":")

    def compose(language: str) -> Letter:
        with force_locale(language):
            subject, text = STEPS[step](initiative)
        address = f"{config.current().base_url}{initiative.path}"
        return Letter(subject, f"{text}\n\n{address}", language)

    for recipient in _initiators(initiative):
        send(event, recipient, compose(recipient.language))
    if to is not None and to.email:
        tongue = config.current().locales[0]
        send(event, Recipient(f"agency:{to.id}", to.email, tongue), compose(tongue))
    tell_followers(event, FOLLOWED, str(initiative.id), compose)
    if initiative.published_at is not None:
        for body in {initiative.agency_id, to.id if to is not None else initiative.agency_id}:
            tell_followers(event, "agency", str(body), compose)


def _initiators(initiative: Initiative) -> list[Recipient]:
    numbers = [m.account_id for m in initiative.members]
    accounts = db.session().scalars(
        sa.select(Account).where(Account.id.in_(numbers), Account.email_confirmed_at.is_not(None))
    )
    return [Recipient(f"account:{a.id}", a.email or "", a.language or "en") for a in accounts.all()]

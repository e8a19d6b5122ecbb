"""The letters of merging: to those asked for consent, and to followers of what has ended."""

from __future__ import annotations

from commons import config
from commons.i18n import _, force_locale
from commons.notify import services as notify
from commons.notify.services import Letter
from initiatives.mails import FOLLOWED
from initiatives.merging.models import Merger
from initiatives.models import Initiative


def asked(merger: Merger) -> None:
    """Tell everybody who carries one of the two that consent is asked, once."""
    for x in (merger.ending, merger.going_on):
        for member in x.members:
            notify.tell_account(
                f"initiative:merger:{merger.id}:asked", member.account_id, _asked(merger, x)
            )


def merged(merger: Merger) -> None:
    """Tell the followers of the one that ended where to go on; a signature is not carried over."""
    notify.tell_followers(
        f"initiative:merger:{merger.id}:merged", FOLLOWED, str(merger.ending_id), _merged(merger)
    )


def _asked(merger: Merger, x: Initiative) -> notify.Compose:
    def compose(language: str) -> Letter:
        with force_locale(language):
            subject = _("Two initiatives are to become one: %(title)s", title=x.title)
            text = _(
                "“%(ending)s” is to end in favour of “%(going_on)s”. More than half of those who "
                "carry each of the two have to agree.\n\n%(reason)s",
                ending=merger.ending.title,
                going_on=merger.going_on.title,
                reason=merger.reason,
            )
        return Letter(subject, f"{text}\n\n{config.current().base_url}{x.path}/merge", language)

    return compose


def _merged(merger: Merger) -> notify.Compose:
    def compose(language: str) -> Letter:
        with force_locale(language):
            subject = _("This initiative goes on in another: %(title)s", title=merger.ending.title)
            text = _(
                "Its initiators and those of “%(title)s” have agreed. Signatures do not move: if "
                "you signed the first one and want to support the other, sign that one anew.",
                title=merger.going_on.title,
            )
        address = f"{config.current().base_url}{merger.going_on.path}"
        return Letter(subject, f"{text}\n\n{address}", language)

    return compose

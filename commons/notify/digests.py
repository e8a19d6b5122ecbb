"""Digests: what waited since the last one, in one letter a day or a week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from commons import clock, config, db, jobs
from commons.i18n import DEFAULT_ZONE, _, date_, force_locale, midnight
from commons.notify import readers, seals
from commons.notify.models import News, Pace, Subscription
from commons.notify.readers import Reader
from commons.notify.services import Letter, Recipient, send


@jobs.periodic("notify.digests", every=timedelta(minutes=30))
def send_due() -> None:
    """Send each digest that is due: what came before this morning, or before this week."""
    today = clock.now().astimezone(DEFAULT_ZONE).date()
    morning = midnight(today, DEFAULT_ZONE)
    monday = midnight(today - timedelta(days=today.weekday()), DEFAULT_ZONE)
    found = readers.waiting(morning)
    for _key, group in groupby(found, key=lambda one: one.recipient):
        _digest(list(group), monday=monday)


def _digest(news: Sequence[News], *, monday: datetime) -> None:
    reader = _reader(news[-1])
    if reader is None or not reader.address or reader.pace is Pace.NONE:
        for one in news:
            one.waits = False
        return
    due = [one for one in news if reader.pace is not Pace.WEEKLY or one.at < monday]
    if not due:
        return
    recipient = Recipient(reader.key, reader.address, reader.language)
    letter = _letter(due, reader.language)
    if send(f"digest:{due[-1].id}", recipient, letter, unsubscribe=reader.unsubscribe):
        for one in due:
            one.waits = False


def _reader(last: News) -> Reader | None:
    if last.account_id is not None:
        found = readers.account(last.account_id)
        link = seals.address(seals.LETTERS, last.account_id)
        return found and Reader(**{**vars(found), "unsubscribe": link})
    one = db.session().get(Subscription, last.subscription_id)
    return readers.subscriber(one, seals.ADDRESS) if one is not None else None


def _letter(news: Sequence[News], tongue: str) -> Letter:
    with force_locale(tongue):
        day = date_(news[-1].at)
        subject = _("News until %(day)s: %(first)s", day=day, first=news[-1].subject)
        end = _("You chose to get news in one letter. Change it on your page: %(address)s")
        end = end % {"address": f"{config.current().base_url}/me/news"}
    parts = [f"{date_line(one, tongue)}\n\n{one.text.strip()}" for one in news]
    return Letter(subject, "\n\n----\n\n".join([*parts, end]), tongue)


def date_line(one: News, tongue: str) -> str:
    """The day and the subject of one piece of news."""
    with force_locale(tongue):
        return f"{date_(one.at)}: {one.subject}"

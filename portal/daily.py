"""The daily letter of an official: what is new and owed, composed once a local day."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from commons import clock, config, db, jobs
from commons.access import Actor, Assurance
from commons.accounts.models import Account
from commons.agencies import desks, owed
from commons.agencies.models import Deputy, Membership
from commons.agencies.owed import Line
from commons.i18n import DEFAULT_ZONE, _, date_, force_locale
from commons.identity import actors
from commons.notify import services as notify
from commons.notify.models import LetterRow
from commons.notify.services import Letter, Recipient

HOUR = 7
"""The local hour from which the letters of a day are composed."""
LOOK_BACK = timedelta(days=7)
"""After a longer time without a letter, what is new goes back so far."""


@jobs.periodic("portal.daily", every=timedelta(minutes=30))
def write() -> None:
    """Write to each official for whom something is new or owed, once a local day."""
    local = clock.now().astimezone(DEFAULT_ZONE)
    if local.hour >= HOUR:
        event = f"daily:{local.date().isoformat()}"
        for account in _officials(event):
            _write(account, event)


def _officials(event: str) -> list[Account]:
    """Officials with a confirmed address who have no letter of this day yet."""
    told = sa.exists().where(
        LetterRow.event == event,
        LetterRow.recipient == sa.literal("account:") + sa.cast(Account.id, sa.Text),
    )
    serves = sa.exists().where(Membership.account_id == Account.id, Membership.ended_at.is_(None))
    now = clock.now()
    away = sa.exists().where(
        Deputy.absent_id == Account.id,
        Deputy.ended_at.is_(None),
        Deputy.starts_at <= now,
        Deputy.ends_at > now,
    )
    wanted = sa.select(Account).where(
        Account.email_confirmed_at.is_not(None), serves, sa.not_(away), sa.not_(told)
    )
    return list(db.session().scalars(wanted.order_by(Account.id)))


def _write(account: Account, event: str) -> None:
    actor = actors.of(account, assurance=Assurance.HIGH, second_factor=True)
    tongue = account.language or "en"
    with force_locale(tongue):
        said = _lines(actor, _since(account.id))
        if not said or not account.email:
            return
        letter = Letter(
            subject=_("What waits for you today: %(many)s", many=len(said)),
            text="\n\n".join([*map(_worded, said), _at("/desk")]) + "\n",
            language=tongue,
        )
    notify.send(event, Recipient(f"account:{account.id}", account.email, tongue), letter)


def _lines(actor: Actor, since: datetime) -> list[Line]:
    """The lines of every room, and each queue in which something waits."""
    found = owed.lines(actor, since)
    known = {line.address for line in found}
    for queue in desks.queues(actor):
        many = queue.waiting(actor)
        if many and queue.address not in known:
            found.append(Line(queue.title, queue.address, many=many))
    return found


def _worded(line: Line) -> str:
    parts = [str(line.words)]
    if line.many:
        parts.append(str(line.many))
    if line.is_overdue:
        parts.append(_("Overdue"))
    if line.due_at is not None:
        parts.append(_("due by %(day)s", day=date_(line.due_at - timedelta(seconds=1))))
    return " · ".join(parts) + "\n" + _at(line.address)


def _since(account_id: int) -> datetime:
    """Since when a thing is new to this official: the last such letter, at most a week."""
    last = db.session().scalar(
        sa.select(sa.func.max(LetterRow.composed_at)).where(
            LetterRow.recipient == f"account:{account_id}", LetterRow.event.startswith("daily:")
        )
    )
    return max(last or clock.now() - timedelta(days=1), clock.now() - LOOK_BACK)


def _at(path: str) -> str:
    return config.current().base_url + path

"""Alarms on security events: what is refused or fetched too often is told to auditors at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
import structlog

from commons import clock, config, db, jobs
from commons.access import Role
from commons.accounts import security
from commons.accounts.models import Account, SecurityEvent
from commons.accounts.words import event_name
from commons.agencies.models import Membership
from commons.i18n import _, force_locale
from commons.notify import services as notify
from commons.notify.services import Letter, Recipient

ALARM = "alarm"
LOOK_BACK = timedelta(minutes=30)
"""Longer than the timer's interval, so that nothing falls between two runs."""
log = structlog.get_logger("security")


@dataclass(frozen=True)
class Rule:
    """At least `times` events of a kind within LOOK_BACK from one network or by one account."""

    kind: str
    times: int
    by_account: bool = False


RULES = (
    Rule("sign-in-failed", 30),
    Rule("access-refused", 60),
    Rule("access-refused", 40, by_account=True),
    Rule("admin-act", 25, by_account=True),
    Rule("package-fetched", 2, by_account=True),
)
"""The platform's numbers: far above what one person does by mistake."""


@dataclass(frozen=True)
class Alarm:
    """What was seen: how many events of a kind, from which network or by which account."""

    kind: str
    whom: str
    times: int


@jobs.periodic("portal.alarms", every=timedelta(minutes=5))
def watch() -> None:
    """Raise each alarm once an hour: into the log stream, the auditor's page, and letters."""
    now = clock.now()
    for alarm in seen(now):
        if not _is_raised(alarm, now - timedelta(hours=1)):
            _raise(alarm, now)


def seen(now: datetime) -> list[Alarm]:
    """What has come too often by now."""
    return [alarm for rule in RULES for alarm in _of(rule, now - LOOK_BACK)]


def _of(rule: Rule, since: datetime) -> Iterable[Alarm]:
    whom = SecurityEvent.account_id if rule.by_account else SecurityEvent.network
    wanted = (
        sa.select(whom, sa.func.count())
        .where(SecurityEvent.kind == rule.kind, SecurityEvent.at >= since, whom.is_not(None))
        .group_by(whom)
        .having(sa.func.count() >= rule.times)
        .order_by(whom)
    )
    for name, times in db.session().execute(wanted).all():
        if name != "":
            yield Alarm(rule.kind, f"account {name}" if rule.by_account else str(name), times)


def _is_raised(alarm: Alarm, since: datetime) -> bool:
    raised = db.session().scalars(
        sa.select(SecurityEvent.facts).where(SecurityEvent.kind == ALARM, SecurityEvent.at >= since)
    )
    return any((f.get("of"), f.get("whom")) == (alarm.kind, alarm.whom) for f in raised)


def _raise(alarm: Alarm, now: datetime) -> None:
    security.note(ALARM, of=alarm.kind, whom=alarm.whom, times=alarm.times)
    log.error("security_alarm", of=alarm.kind, whom=alarm.whom, times=alarm.times)
    event = f"alarm:{alarm.kind}:{alarm.whom}:{now:%Y%m%d%H}"
    for account in _watchers():
        tongue = account.language or "en"
        if account.email:
            letter = _letter(alarm, tongue)
            notify.send(event, Recipient(f"account:{account.id}", account.email, tongue), letter)


def _letter(alarm: Alarm, tongue: str) -> Letter:
    with force_locale(tongue):
        said = _(
            "%(event)s: %(times)s times within %(minutes)s minutes, %(whom)s. Look at the events and "
            "decide whether to act.",
            event=event_name(alarm.kind),
            times=alarm.times,
            minutes=int(LOOK_BACK.total_seconds() // 60),
            whom=alarm.whom,
        )
        address = f"{config.current().base_url}/desk/security?kind={alarm.kind}"
        return Letter(
            _("Security alarm: %(event)s", event=event_name(alarm.kind)),
            f"{said}\n\n{address}\n",
            tongue,
        )


def _watchers() -> list[Account]:
    """Auditors and administrators in office with a confirmed address."""
    serves = sa.exists().where(
        Membership.account_id == Account.id,
        Membership.ended_at.is_(None),
        Membership.role.in_((Role.AUDITOR, Role.ADMINISTRATOR)),
    )
    wanted = sa.select(Account).where(Account.email_confirmed_at.is_not(None), serves)
    return list(db.session().scalars(wanted.order_by(Account.id)))

"""Letters about what is overdue: reports to the body and the one above, appeals to those who decide."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from commons import clock, db
from commons.access import Role
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from commons.i18n import _, force_locale, ngettext
from commons.moderation.mails import whole
from commons.moderation.models import ModerationAppeal, ReportedCase
from commons.notify import services as notify
from commons.notify.services import Letter, Recipient

EVERY_DAYS = 7
"""How many days pass between two letters about the same delay."""


def remind() -> int:
    """Write to everybody who owes or oversees what is overdue; how many letters were new.

    Safe to run at any time: a letter is of one body and one stretch of seven days.
    """
    now = clock.now()
    late = sa.select(ReportedCase.agency_id, sa.func.count()).where(ReportedCase.due_at <= now)
    told = 0
    for agency_id, many in db.session().execute(late.group_by(ReportedCase.agency_id)).all():
        body = agencies.by_id(agency_id)
        above = agencies.superior(body) if body is not None else None
        told += _tell((body, above), f"reports:{agency_id}", _reports(body, many))
    open_late = sa.select(sa.func.count(ModerationAppeal.id)).where(
        ModerationAppeal.outcome.is_(None), ModerationAppeal.due_at <= now
    )
    if appeals := db.session().scalar(open_late) or 0:
        bodies = {one.agency_id: one.agency for one in agencies.members_everywhere(Role.APPEALS)}
        told += _tell(bodies.values(), "appeals", _appeals(appeals))
    return told


def _tell(bodies: Iterable[Agency | None], event: str, compose: notify.Compose) -> int:
    stretch = clock.now().date().toordinal() // EVERY_DAYS
    told = 0
    for body in bodies:
        if body is None or not body.email:
            continue
        tongue = "th" if "th" in body.names else "en"
        recipient = Recipient(f"agency:{body.id}", body.email, tongue)
        told += notify.send(f"moderation:overdue:{event}:{stretch}", recipient, compose(tongue))
    return told


def _reports(body: Agency | None, many: int) -> notify.Compose:
    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            name = body.name(tongue) if body is not None else ""
            return Letter(
                subject=_("Reports of comments wait too long: %(name)s", name=name),
                text=ngettext(
                    "%(shown)s comment that was reported at %(name)s has waited longer than promised. This is public.\n\n%(address)s",
                    "%(shown)s comments that were reported at %(name)s have waited longer than promised. This is public.\n\n%(address)s",
                    many,
                    shown=many,
                    name=name,
                    address=whole("/desk/moderation"),
                ),
                language=tongue,
            )

    return compose


def _appeals(many: int) -> notify.Compose:
    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            return Letter(
                subject=_("Appeals against moderation are overdue"),
                text=ngettext(
                    "%(shown)s appeal has waited longer than promised. This is public.\n\n%(address)s",
                    "%(shown)s appeals have waited longer than promised. This is public.\n\n%(address)s",
                    many,
                    shown=many,
                    address=whole("/desk/appeals"),
                ),
                language=tongue,
            )

    return compose

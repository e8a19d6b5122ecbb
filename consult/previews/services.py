"""Secret preview links: make one, open it, take it back."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa
import structlog

from commons import clock, db
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts.words import normalise
from consult import policies
from consult.models import Hearing
from consult.previews.models import PreviewLink, PreviewOpening
from consult.queries import hearings
from consult.states import Stage

MOST = 20
"""The platform's most links that are alive for one draft."""
LONGEST_DAYS = 60
"""The platform's longest life of a link, in days."""
log = structlog.get_logger("consult")


@dataclass(frozen=True)
class Made:
    """A new link; its token is shown once and then known to nobody here."""

    link: PreviewLink
    token: str = field(repr=False)


@dataclass(frozen=True)
class Line:
    """A link with how often it was opened."""

    link: PreviewLink
    opened: int


def make(actor: Actor, hearing: Hearing, *, purpose: str, days: int) -> Made:
    """Make a link to read this draft for so many days.

    Refuses a hearing that is public anyway, a life of less than one day or more than the platform's
    longest, and a link without a purpose.
    """
    policies.check(policies.may_see_desk(actor, hearing) and hearing.stage is Stage.DRAFT)
    if not purpose.strip():
        raise Refusal("purpose-needed", _l("Write for whom the link is."), field="purpose")
    if not 1 <= days <= LONGEST_DAYS:
        raise Refusal("bad-days", _l("A link lives 1 to 60 days."), field="days")
    now = clock.now()
    if sum(is_alive(line.link) for line in of(hearing)) >= MOST:
        raise Refusal("too-many-links", _l("Take a link back before you make another."))
    token = secrets.token_urlsafe(32)
    link = PreviewLink(
        hearing_id=hearing.id,
        token_hash=_hash(token),
        purpose=normalise(purpose.strip()),
        made_by=actor.account_id,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    db.session().add(link)
    db.session().flush()
    log.info("hearing_preview_made", id=link.id, hearing=hearing.id)
    return Made(link, token)


def revoke(actor: Actor, hearing: Hearing, number: int) -> None:
    """Take a link back at once; taking it back twice changes nothing."""
    policies.check(policies.may_see_desk(actor, hearing))
    found = db.session().get(PreviewLink, number)
    if found is None or found.hearing_id != hearing.id:
        raise Refusal("not-found", _l("There is no such link."))
    found.revoked_at = found.revoked_at or clock.now()
    db.session().flush()
    log.info("hearing_preview_revoked", id=found.id, hearing=hearing.id)


def opened(token: str) -> Hearing:
    """The draft behind a link; refuses ("not-found") what is unknown, over or taken back alike."""
    link = db.session().scalar(sa.select(PreviewLink).where(PreviewLink.token_hash == _hash(token)))
    if link is None or not is_alive(link):
        raise Refusal("not-found", _l("This link does not exist, or its time is over."))
    found = hearings.by_id(link.hearing_id)
    if found is None or found.deleted_at is not None:
        raise hearings.unknown()
    db.session().add(PreviewOpening(link_id=link.id, at=clock.now()))
    db.session().flush()
    log.info("hearing_preview_opened", id=link.id, hearing=found.id)
    return found


def of(hearing: Hearing) -> Sequence[Line]:
    """The links of a draft, the latest first, with how often each was opened."""
    counted = (
        sa.select(sa.func.count(PreviewOpening.id))
        .where(PreviewOpening.link_id == PreviewLink.id)
        .scalar_subquery()
    )
    rows = db.session().execute(
        sa.select(PreviewLink, counted)
        .where(PreviewLink.hearing_id == hearing.id)
        .order_by(PreviewLink.id.desc())
    )
    return [Line(link, times) for link, times in rows.tuples()]


def is_alive(link: PreviewLink) -> bool:
    """Whether a link still opens its draft."""
    return link.revoked_at is None and clock.now() < link.expires_at


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

"""The links in the letters to named bodies: made once, kept as a digest, bound to hearing and body."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace

from commons import clock, config, db
from commons.errors import Refusal
from commons.i18n import _, _l, force_locale
from commons.notify.services import Letter
from consult.models import Hearing, Stakeholder
from consult.stakeholders import queries
from consult.stakeholders.models import BodyLink


def with_link(hearing: Hearing, named: Stakeholder, letter: Letter) -> Letter:
    """The letter to a named body, with the link by which it answers as that body; persons get none."""
    if named.is_person:
        return letter
    secret = secrets.token_urlsafe(24)
    link = BodyLink(
        hearing_id=hearing.id,
        stakeholder_id=named.id,
        digest=_digest(secret),
        made_at=clock.now(),
    )
    db.session().add(link)
    db.session().flush()
    with force_locale(letter.language):
        said = _(
            "With this link you answer as %(name)s, without signing in, while the hearing is open. "
            "It is meant for you alone:\n%(address)s\n",
            name=named.name,
            address=f"{config.current().base_url}{hearing.path}/invited/{secret}",
        )
    return replace(letter, text=f"{letter.text}\n{said}")


def body_of(hearing: Hearing, secret: str) -> Stakeholder:
    """The body to which this link of this hearing belongs; to others there is nothing here."""
    link = link_at(hearing, secret)
    for named in hearing.stakeholders:
        if named.id == link.stakeholder_id:
            return named
    raise _unknown()


def link_at(hearing: Hearing, secret: str) -> BodyLink:
    """The link with this secret; refuses one of another hearing."""
    link = queries.link_of(_digest(secret))
    if link is None or link.hearing_id != hearing.id:
        raise _unknown()
    return link


def _unknown() -> Refusal:
    return Refusal("not-found", _l("This link is not of this hearing, or was taken back."))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

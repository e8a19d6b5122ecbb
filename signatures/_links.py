"""The link to one package: for one named recipient, for nothing else, until the package was received."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _custody, _opening
from signatures._papers import Handover, PackageLink, Sending
from signatures._sheets import Sheet
from signatures._words import Package

LIVES = timedelta(days=30)
"""The platform's life of a link; the package itself stays with the desk."""
_NOBODY = "0" * 64


def make_link(sheet_id: int, *, agency_id: int, actor: Actor | None = None) -> str:
    """A new secret for one package and one recipient; only its hash stays. Public record says so."""
    sheet = _opening.window(sheet_id).sheet
    secret, now = secrets.token_urlsafe(32), clock.now()
    row = PackageLink(
        sheet_id=sheet_id,
        agency_id=agency_id,
        token_hash=_hashed(secret),
        made_at=now,
        ends_at=now + LIVES,
    )
    db.session().add(row)
    db.session().flush()
    facts = {"link": row.id, "recipient": agency_id, "sheet": sheet.digest}
    record.note("sheet:package:link-made", _opening.address(sheet.digest), actor=actor, facts=facts)
    return secret


def fetch(sheet_digest: str, secret: str) -> Package:
    """The package for the holder of a link's secret.

    Whatever is wrong with the secret, the refusal is the same ("link-refused"); after receipt it is
    "package-locked". A full stop at the end is the letter's, not the secret's.
    """
    return _custody.hand_over(_opened(sheet_digest, secret))


def fetch_batch(sheet_digest: str, secret: str, number: int) -> Package:
    """One batch of the package for the holder of a link; 0 is the frame with manifest and cover.

    Refuses as `fetch` does, and a number that is not there ("not-found").
    """
    return _custody.hand_over_batch(_opened(sheet_digest, secret), number)


def acknowledge_package(sheet_id: int, digest: str, *, actor: Actor) -> None:
    """Note that the authority has the whole package, by its SHA-256; it is locked from then on.

    Refuses another digest than that of the package, and a second receipt.
    """
    handed = db.session().scalar(sa.select(Handover.digest).where(Handover.sheet_id == sheet_id))
    sending = db.session().scalar(sa.select(Sending).where(Sending.sheet_id == sheet_id))
    if handed is None or sending is None:
        raise Refusal("not-sent", _l("This package has not been fetched yet."))
    if sending.received_at is not None:
        raise Refusal("already-received", _l("The receipt of this package is on record already."))
    if not hmac.compare_digest(handed, digest.strip().lower()):
        raise Refusal(
            "other-package", _l("This is not the SHA-256 of the package."), field="digest"
        )
    sending.received_at = clock.now()
    db.session().flush()
    address = _opening.address(_opening.window(sheet_id).sheet.digest)
    record.note("sheet:package:received", address, actor=actor, facts={"package": handed})


def received_at(sheet_id: int) -> datetime | None:
    """When the authority said that it has the whole package."""
    own = sa.select(Sending.received_at).where(Sending.sheet_id == sheet_id)
    return db.session().scalar(own)


def _opened(sheet_digest: str, secret: str) -> int:
    """The sheet whose package the secret opens."""
    said = _hashed(secret.strip().rstrip("."))
    wanted = (
        sa.select(PackageLink.token_hash, PackageLink.ends_at, Sheet.id)
        .join(Sheet, Sheet.id == PackageLink.sheet_id)
        .where(Sheet.digest == sheet_digest)
    )
    found = [tuple(row) for row in db.session().execute(wanted)]
    rows = found or [(_NOBODY, clock.now(), 0)]
    fitting = 0
    for token_hash, ends_at, sheet_id in rows:
        is_own = hmac.compare_digest(token_hash, said)
        fitting = sheet_id if is_own and clock.now() < ends_at else fitting
    if not fitting:
        raise Refusal("link-refused", _l("This link opens nothing."))
    return int(fitting)


def _hashed(secret: str) -> str:
    return hashlib.sha256(b"package link " + secret.encode("utf-8")).hexdigest()

"""Consents: stored before the citizen leaves for the eID, named by its answer, used once."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa

from commons import clock, db, trips
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _envelope, _opening, _witnessed
from signatures._sheets import SigningIntent
from signatures._words import Act, Intent

LIVES = timedelta(hours=1)
_SIGNS = frozenset({Act.SIGN, Act.CONTAINER})
_WITHIN_WINDOW = frozenset({*_SIGNS, Act.WITHDRAW, Act.CONFIRM})
_ROWS = cast("sa.Table", SigningIntent.__table__)
TAKE = trips.Ready(
    sa.delete(_ROWS).where(_ROWS.c.id == sa.bindparam("intent")).returning(*_ROWS.c),
    tuple(_ROWS.c),
)
"""Asked at each signing, and therefore put together once, past the loading of objects."""


@dataclass(frozen=True)
class Consent:
    """What was agreed to, and when; taken out of its row, which is gone."""

    notice_digest: str
    language: str
    r: bytes
    nonce: str
    consented_at: datetime
    asked_at: datetime


def consent(sheet_id: int, *, act: Act, language: str, browser: str) -> Intent:
    """Store a consent given now on this page; its nonce goes into the request to the eID.

    `browser` is a cookie's value; only its hash is kept. Refuses outside the window of the sheet
    ("sheet-not-open", "sheet-closed"), except for the question whether one has signed.
    """
    now = clock.now()
    seen = _opening.window(sheet_id)
    if act in _WITHIN_WINDOW:
        seen.check_consent(now)
        seen.check_entry(now)
    if act in _SIGNS:
        _witnessed.check_opening(seen.sheet)
    if act is Act.WITHDRAW and not seen.sheet.is_withdrawable:
        raise Refusal("not-withdrawable", _l("The law allows no withdrawal of this signature."))
    notice_digest = _notice_digest(sheet_id, language)
    r = secrets.token_bytes(32)
    row = SigningIntent(
        sheet_id=sheet_id,
        act=act,
        notice_digest=notice_digest,
        language=language,
        r=r,
        browser=_hashed(browser),
        consented_at=now,
        asked_at=clock.machine_now(),
    )
    db.session().add(row)
    db.session().flush()
    nonce = _envelope.nonce(sheet_digest=seen.sheet.digest, notice_digest=notice_digest, r=r)
    return Intent(id=row.id, nonce=nonce, consented_at=now)


def take(seen: _opening.Window, intent: int, *, act: Act, browser: str) -> Consent:
    """Take the consent out of its row, once and for all, whatever becomes of the act; see `taken`."""
    found = trips.together((TAKE, {"intent": intent}))[0]
    return taken(seen, found, intent, act=act, browser=browser)


def taken(
    seen: _opening.Window, found: list[trips.Row], intent: int, *, act: Act, browser: str
) -> Consent:
    """The consent of the row that TAKE has taken out, once and for all, whatever becomes of the act.

    Refuses ("intent-spent") one that was used, is too old, or was given for another sheet, act or
    browser.
    """
    if not found:
        raise _spent()
    row = SigningIntent(**dict(zip(_ROWS.c.keys(), found[0], strict=True)))
    if act is not Act.CONTAINER:  # a file that was not right may be signed and sent again
        db.if_refused(lambda: _drop(intent))
    fits = row.sheet_id == seen.sheet.id and row.act is act
    is_fresh = row.consented_at <= clock.now() < row.consented_at + LIVES
    if not (fits and is_fresh and hmac.compare_digest(row.browser, _hashed(browser))):
        raise _spent()
    return Consent(
        notice_digest=row.notice_digest,
        language=row.language,
        r=row.r,
        nonce=_envelope.nonce(
            sheet_digest=seen.sheet.digest, notice_digest=row.notice_digest, r=row.r
        ),
        consented_at=row.consented_at,
        asked_at=row.asked_at,
    )


def on_their_way(sheet_id: int, *, before: datetime) -> int:
    """How many consents to sign, given before this instant, have not come back yet."""
    wanted = sa.select(sa.func.count()).where(
        SigningIntent.sheet_id == sheet_id,
        SigningIntent.act.in_(_SIGNS),
        SigningIntent.consented_at < before,
        SigningIntent.consented_at > before - LIVES,
    )
    return db.session().scalar(wanted) or 0


def unfinished(browser: str, *, since: datetime) -> list[datetime]:
    """When this browser began to sign by eID and has not come back, newest last."""
    wanted = (
        sa.select(SigningIntent.consented_at)
        .where(
            SigningIntent.browser == _hashed(browser),
            SigningIntent.act == Act.SIGN,
            SigningIntent.consented_at > since,
        )
        .order_by(SigningIntent.consented_at)
    )
    return list(db.session().scalars(wanted))


def sweep() -> int:
    """Delete the consents that never came back."""
    old = sa.delete(SigningIntent).where(SigningIntent.consented_at < clock.now() - LIVES)
    return len(db.session().scalars(old.returning(SigningIntent.id)).all())


def _notice_digest(sheet_id: int, language: str) -> str:
    notices = json.loads(_opening.canonical(sheet_id))["notices"]
    if language not in notices:
        raise Refusal("notice-missing", _l("The privacy notice is not there in this language."))
    return hashlib.sha256(notices[language].encode("utf-8")).hexdigest()


def _drop(intent: int) -> None:
    db.session().execute(sa.delete(SigningIntent).where(SigningIntent.id == intent))


def _hashed(browser: str) -> bytes:
    return hashlib.sha256(b"browser of an intent " + browser.encode("utf-8")).digest()


def _spent() -> Refusal:
    return Refusal(
        "intent-spent",
        _l("This consent has been used or is too old. Please begin again on the signing page."),
    )

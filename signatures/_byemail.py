"""Support by e-mail, where a rule set allows it: an address confirms, nobody is verified, nothing is added.

It stands beside the signatures and never among them: no leaf, no package, no part in any threshold.
A link shows on GET and acts on POST alone, so that a mail scanner confirms nothing (N28).
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

import sqlalchemy as sa

from commons import clock, db, record
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _eligibility, _opening, _shredding, _vault
from signatures._emailtables import EmailSupport
from signatures._manifest import Channel
from signatures._opening import Window
from signatures._sheetkeys import Purpose
from signatures._sheets import Sheet, SheetSeal

MOST_LETTERS = 5
"""No further letter goes to an address after so many, whoever asks (scenario 19); the platform's."""
UNFINISHED = timedelta(days=7)
"""An address that confirms nothing is forgotten after so long; as `retention.unfinished` says."""


@dataclass(frozen=True)
class Asked:
    """What the letter needs; without a secret no letter goes."""

    number: int
    letter: int
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Link:
    """What a link stands for."""

    sheet_id: int
    is_confirmed: bool
    is_open: bool


def takes_email(sheet_id: int | None) -> bool:
    """Whether the sheet takes support by e-mail."""
    return sheet_id is not None and Channel.EMAIL in _opening.window(sheet_id).sheet.channels


def ask(sheet_id: int, address: str) -> Asked:
    """Take an address; only its keyed code is stored. The answer tells nobody what was known of it.

    Refuses where the sheet takes none ("channel-closed") or is not open.
    """
    seen = _opening.window(sheet_id)
    if Channel.EMAIL not in seen.sheet.channels:
        raise Refusal("channel-closed", _l("The law does not allow this way of signing here."))
    seen.check_consent(clock.now())
    key = _vault.open_keys(seen.sheet.digest).derive(Purpose.EMAIL, plain(address).encode())
    row = _row(seen, key)
    secret = secrets.token_urlsafe(32)
    if row.letters >= MOST_LETTERS:
        return Asked(row.id, row.letters, "")
    row.token_hash, row.letters = _hashed(secret), row.letters + 1
    db.session().flush()
    return Asked(row.id, row.letters, secret)


def look(secret: str) -> Link:
    """What a link would do; changes nothing. Refuses an unknown one ("link-unknown")."""
    row = _by(secret)
    seen = _opening.window(row.sheet_id)
    now = clock.now()
    is_open = seen.sheet.opens_at <= now < seen.closes_at and not seen.is_sealed
    return Link(row.sheet_id, row.confirmed_on is not None, is_open)


def confirm(secret: str) -> Link:
    """Confirm the support of an address; twice changes nothing. Refuses after the closing."""
    row = _by(secret, locked=True)
    seen = _opening.window(row.sheet_id)
    seen.check_consent(clock.now())
    row.confirmed_on = row.confirmed_on or _today(seen)
    db.session().flush()
    return look(secret)


def take_back(secret: str) -> Link:
    """Take the support of an address back; its row goes. Refuses after the closing."""
    link = look(secret)
    row = _by(secret, locked=True)
    _opening.window(row.sheet_id).check_consent(clock.now())
    db.session().delete(row)
    db.session().flush()
    return Link(link.sheet_id, is_confirmed=False, is_open=True)


def count(sheet_id: int) -> int:
    """How many addresses had confirmed by the end of yesterday; never added to any signature.

    Today is left out, so that nobody can watch an address confirm.
    """
    seen = _opening.window(sheet_id)
    before = _today(seen) if clock.now() < seen.closes_at else date.max
    wanted = sa.select(sa.func.count()).where(
        EmailSupport.sheet_id == sheet_id, EmailSupport.confirmed_on < before
    )
    return db.session().scalar(wanted) or 0


def sweep() -> int:
    """Forget addresses that confirmed nothing in time; how many."""
    old = clock.now().date() - UNFINISHED
    gone = sa.delete(EmailSupport).where(
        EmailSupport.confirmed_on.is_(None), EmailSupport.asked_on < old
    )
    return len(db.session().scalars(gone.returning(EmailSupport.id)).all())


def note_counts() -> None:
    """Write the final number of each sealed sheet into the record, once, apart from its tally."""
    wanted = sa.select(Sheet).join(SheetSeal, SheetSeal.sheet_id == Sheet.id)
    for sheet in db.session().scalars(wanted):
        if Channel.EMAIL not in sheet.channels:
            continue
        address = _opening.address(sheet.digest)
        if record.history(address, kinds={"sheet:email:counted"}, limit=1):
            continue
        facts = {"confirmed": count(sheet.id), "sheet": sheet.digest, "verified": False}
        record.note("sheet:email:counted", address, facts=facts)


def plain(address: str) -> str:
    """An address as one person's: no case, no word after a plus sign (scenario 17)."""
    name, _at, host = unicodedata.normalize("NFKC", address).strip().casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


@_shredding.also
def _empty(sheet_ids: list[int]) -> None:
    """Of a destroyed sheet only days stay: each code gives way to a random one, the links go."""
    wanted = sa.select(EmailSupport).where(EmailSupport.sheet_id.in_(sheet_ids))
    for row in db.session().scalars(wanted).all():
        row.address_key, row.token_hash = secrets.token_bytes(32), None
    db.session().flush()


def _row(seen: Window, key: bytes) -> EmailSupport:
    values = {
        "sheet_id": seen.sheet.id,
        "address_key": key,
        "token_hash": None,
        "letters": 0,
        "asked_on": _today(seen),
        "confirmed_on": None,
    }
    db.insert_once(EmailSupport, values, conflict=["sheet_id", "address_key"])
    wanted = sa.select(EmailSupport).where(
        EmailSupport.sheet_id == seen.sheet.id, EmailSupport.address_key == key
    )
    return db.session().scalars(wanted.with_for_update()).one()


def _by(secret: str, *, locked: bool = False) -> EmailSupport:
    wanted = sa.select(EmailSupport).where(EmailSupport.token_hash == _hashed(secret))
    found = db.session().scalar(wanted.with_for_update() if locked else wanted)
    if found is None:
        raise Refusal("link-unknown", _l("This link is not valid any more. Ask for a new letter."))
    return found


def _today(seen: Window) -> date:
    rule = _eligibility.rule_of(seen.sheet.eligibility)
    return _eligibility.local_day(rule, clock.now())


def _hashed(secret: str) -> bytes:
    return hashlib.sha256(b"link of an e-mail support " + secret.encode()).digest()

"""Opening a sheet, what may be seen of it, and ending its collection early."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from commons import clock, db, record, trips
from commons.errors import Refusal
from commons.i18n import _l
from signatures import _extending, _truth, _vault
from signatures._fields import FIELDS
from signatures._manifest import Kind, Manifest
from signatures._sheets import Sheet, SheetEnd, SheetManifest, SheetSeal
from signatures._words import SheetView

_COLUMNS = (
    *Sheet.__table__.c,
    SheetEnd.__table__.c.ends_at,
    SheetSeal.__table__.c.id,
    _extending.newest(Sheet.__table__.c.id),
)
WINDOW = trips.Ready(
    sa.select(*_COLUMNS)
    .outerjoin(SheetEnd.__table__, SheetEnd.__table__.c.sheet_id == Sheet.__table__.c.id)
    .outerjoin(SheetSeal.__table__, SheetSeal.__table__.c.sheet_id == Sheet.__table__.c.id)
    .where(Sheet.__table__.c.id == sa.bindparam("sheet_id")),
    _COLUMNS,
)
"""Asked at each signing, and therefore put together once, past the loading of objects."""


@dataclass(frozen=True)
class Window:
    """A sheet with what decides whether it still takes anything."""

    sheet: Sheet
    closes_at: datetime
    is_sealed: bool

    @property
    def grace_ends(self) -> datetime:
        """The instant from which nothing can enter any more."""
        return self.closes_at + self.sheet.grace

    def check_consent(self, consented_at: datetime) -> None:
        """Refuse a consent that was given outside the half-open window."""
        if consented_at < self.sheet.opens_at:
            raise Refusal("sheet-not-open", _l("Signing has not begun yet."))
        if consented_at >= self.closes_at:
            raise closed()

    def check_entry(self, now: datetime) -> None:
        """Refuse to enter anything after the grace, or once the sheet is sealed."""
        if self.is_sealed or now >= self.grace_ends:
            raise closed()


def closed() -> Refusal:
    """The refusal of a sheet that has closed."""
    return Refusal("sheet-closed", _l("Signing has ended."))


def open_sheet(manifest: Manifest) -> int:
    """Open a sheet for this manifest; the same manifest again gives the same sheet.

    The keyring's two copies are made and read back first. Refuses ("bad-manifest") a window that
    ends before it opens, fields nobody can fill, or a sheet for signatures without an authority.
    """
    _check(manifest)
    digest = manifest.digest
    standing = db.session().scalar(sa.select(Sheet.id).where(Sheet.digest == digest))
    if standing is not None:
        return standing
    _vault.make(digest)
    sheet_id = db.insert_once(Sheet, _row(manifest), conflict=["digest"])
    if sheet_id is None:
        return db.session().scalars(sa.select(Sheet.id).where(Sheet.digest == digest)).one()
    canonical = manifest.canonical().decode("utf-8")
    db.session().add(SheetManifest(sheet_id=sheet_id, canonical=canonical))
    record.note(
        "sheet:sheet:opened",
        address(digest),
        facts={
            "about": manifest.subject,
            "authority": manifest.authority.fingerprint if manifest.authority else None,
            "closes_at": manifest.closes_at.isoformat(),
            "kind": manifest.kind.value,
            "opens_at": manifest.opens_at.isoformat(),
            "practice": manifest.practice,
            "rule_set": manifest.rule_set,
            "sheet": digest,
        },
    )
    return sheet_id


def address(digest: str) -> str:
    """The public path under which the log speaks of a sheet."""
    return f"/ledger/sheets/{digest}"


def window(sheet_id: int) -> Window:
    """The sheet as it stands now; refuses an unknown one."""
    return window_of(trips.together((WINDOW, {"sheet_id": sheet_id}))[0])


def window_of(rows: list[trips.Row]) -> Window:
    """The sheet of what WINDOW has found; refuses where it found nothing."""
    if not rows:
        raise Refusal("not-found", _l("There is no such sheet."))
    *row, ends_at, seal_id, extended = rows[0]
    sheet = _truth.sheet(row)
    closes_at = _extending.closing(sheet, ends_at, extended)
    return Window(sheet=sheet, closes_at=closes_at, is_sealed=seal_id is not None)


def unsealed(now: datetime) -> list[Window]:
    """Every sheet that has opened and is not sealed."""
    wanted = (
        sa.select(Sheet, SheetEnd.ends_at, _extending.newest(Sheet.id))
        .outerjoin(SheetEnd, SheetEnd.sheet_id == Sheet.id)
        .outerjoin(SheetSeal, SheetSeal.sheet_id == Sheet.id)
        .where(SheetSeal.id.is_(None), Sheet.opens_at <= now)
        .order_by(Sheet.id)
    )
    return [
        Window(
            sheet=sheet,
            closes_at=_extending.closing(sheet, ends_at, extended),
            is_sealed=False,
        )
        for sheet, ends_at, extended in db.session().execute(wanted)
    ]


def view(sheet_id: int) -> SheetView:
    """What may be known of a sheet."""
    seen = window(sheet_id)
    sheet = seen.sheet
    return SheetView(
        id=sheet.id,
        digest=sheet.digest,
        kind=sheet.kind.value,
        title=sheet.title,
        subject=sheet.subject,
        opens_at=sheet.opens_at,
        closes_at=seen.closes_at,
        grace_ends=seen.grace_ends,
        is_sealed=seen.is_sealed,
        is_practice=sheet.is_practice,
        fingerprint=(sheet.authority or {}).get("fingerprint", ""),
        manifest=json.loads(canonical(sheet_id)),
    )


def canonical(sheet_id: int) -> bytes:
    """The manifest word for word; its SHA-256 is the sheet digest."""
    return _truth.canonical(window(sheet_id).sheet)


def by_digest(digest: str) -> int | None:
    """The sheet with this digest, if it was opened here."""
    return db.session().scalar(sa.select(Sheet.id).where(Sheet.digest == digest))


def end(sheet_id: int, *, at: datetime | None = None, ground: str = "sent-to-verification") -> None:
    """End the collection early; consents given before still finish within the grace.

    The first end stands. Refuses to end in the past, where consents have already been given.
    """
    now = clock.now()
    instant = at or now
    if instant < now:
        raise Refusal("end-in-past", _l("A collection cannot end in the past."))
    seen = window(sheet_id)
    values = {"sheet_id": sheet_id, "ends_at": instant, "ground": ground}
    if instant >= seen.closes_at or db.insert_once(SheetEnd, values, conflict=["sheet_id"]) is None:
        return
    record.note(
        "sheet:sheet:ended",
        address(seen.sheet.digest),
        facts={"ends_at": instant.isoformat(), "ground": ground, "sheet": seen.sheet.digest},
    )


def extend(sheet_id: int, *, until: datetime, ground: str) -> None:
    """Give a collection its lost time back: it closes at `until`, under the operator's signature.

    Refuses a sheet that is sealed or was ended by somebody, and an end that is no later.
    """
    seen = window(sheet_id)
    ended = sa.select(SheetEnd.id).where(SheetEnd.sheet_id == sheet_id)
    if seen.is_sealed or db.session().scalar(ended) is not None:
        raise closed()
    if until <= seen.closes_at:
        raise Refusal("end-in-past", _l("The new end is not later than the present one."))
    _extending.write(seen.sheet, until, ground)
    record.note(
        "sheet:sheet:extended",
        address(seen.sheet.digest),
        facts={"closes_at": until.isoformat(), "ground": ground, "sheet": seen.sheet.digest},
    )


def _row(manifest: Manifest) -> dict[str, object]:
    return {
        **_truth.columns(manifest.as_facts()),
        "digest": manifest.digest,
        "continues_id": _before(manifest),
    }


def _before(manifest: Manifest) -> int | None:
    """The sheet that this one goes on with; it must be sealed, and its keys must still be there."""
    if not manifest.continues:
        return None
    wanted = sa.select(Sheet.id).join(SheetSeal, SheetSeal.sheet_id == Sheet.id)
    found = db.session().scalar(wanted.where(Sheet.digest == manifest.continues))
    if found is None or not _vault.exists(manifest.continues):
        raise Refusal("bad-manifest", _l("This sheet cannot be opened as it stands."))
    return found


def _check(manifest: Manifest) -> None:
    faults = []
    if manifest.closes_at <= manifest.opens_at:
        faults.append("closes_at")
    if not manifest.eligibility.identifier_kinds:
        faults.append("identifier_kinds")
    if not set(manifest.fields) <= FIELDS.keys():
        faults.append("fields")
    if not manifest.notices:
        faults.append("notices")
    if manifest.kind is Kind.SIGNATURES and manifest.authority is None:
        faults.append("authority")
    if faults:
        raise Refusal(
            "bad-manifest", _l("This sheet cannot be opened as it stands."), faults=sorted(faults)
        )

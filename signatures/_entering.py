"""A sheet under the lock that its sealer waits for: whoever signs shares it until he has committed."""

from __future__ import annotations

from commons import clock, db, locks, trips
from signatures import _intents, _opening
from signatures._opening import Window


def held(sheet_id: int) -> Window:
    """The sheet under the lock that the sealer waits for."""
    locks.share(locks.Lock.SHEET, sheet_id)
    return _opening.window(sheet_id)


def held_with(sheet_id: int, intent: int) -> tuple[Window, list[trips.Row]]:
    """The same in one trip, with the row of a consent, which comes back if anything is refused.

    The lock comes first: what is asked behind it sees whatever the sealer has left.
    """
    window = (_opening.WINDOW, {"sheet_id": sheet_id})
    consent = (_intents.TAKE, {"intent": intent})
    if not db.is_postgres():
        return held(sheet_id), trips.together(consent)[0]
    lock = locks.sharing(locks.Lock.SHEET, sheet_id)
    _locked, found, taken = trips.together(lock, window, consent)
    return _opening.window_of(found), taken


def open_now(sheet_id: int) -> Window:
    """The same, refused once nothing can enter any more."""
    seen = held(sheet_id)
    seen.check_entry(clock.now())
    return seen

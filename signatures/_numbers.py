"""One person under several numbers: where a law takes numbers of several kinds, which of them are one's.

Where a proof names more than one of them, each is noted beside the key under which this person
stands, so that whoever comes back with any of them is the same person. The database decides
between two who come at once. Rows here bear no mark: whoever alters them gains no more than that
somebody with two numbers counts twice, which the authority's register finds.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import db
from signatures import _rows
from signatures._numbertables import PersonNumber
from signatures._rows import Found
from signatures._sheets import Sheet, Signature, Withdrawal


def standing(sheet: Sheet, keys: Sequence[bytes]) -> Found | None:
    """The last signature of whom any of these numbers names: one that stands before one that ended."""
    key = _known(sheet, keys) if _is_asked(sheet) else keys[0]
    return None if key is None else _rows.standing(sheet, key)


def settle(sheet: Sheet, keys: Sequence[bytes]) -> bytes:
    """The one key under which the person of these numbers signs; the numbers are noted with it.

    Where the law takes one kind of number, that is the number's own key, and nothing is asked.
    """
    if not _is_asked(sheet):
        return keys[0]
    own = _known(sheet, keys)
    if _note(sheet, keys, own or keys[0]) == len(set(keys)):
        return own or keys[0]
    own = own or _known(sheet, keys) or keys[0]  # somebody may have come at the same time
    others = sa.update(PersonNumber).where(
        PersonNumber.sheet_id == sheet.id,
        PersonNumber.number_key.in_(keys),
        PersonNumber.person_key != own,
    )
    db.session().execute(others.values(person_key=own))
    return own


def _is_asked(sheet: Sheet) -> bool:
    return len(sheet.eligibility["identifier_kinds"]) > 1


def _known(sheet: Sheet, keys: Sequence[bytes]) -> bytes | None:
    """The key under which one of these numbers stands, or stood; None where none ever signed."""
    noted = sa.select(PersonNumber.person_key).where(
        PersonNumber.sheet_id == sheet.id, PersonNumber.number_key.in_(keys)
    )
    wanted = (
        sa.select(Signature.person_key)
        .outerjoin(Withdrawal, Withdrawal.signature_id == Signature.id)
        .where(
            Signature.sheet_id == sheet.id,
            sa.or_(Signature.person_key.in_(keys), Signature.person_key.in_(noted)),
        )
        .order_by(Withdrawal.id.is_not(None), Signature.id)
        .limit(1)
    )
    return db.session().scalar(wanted)


def _note(sheet: Sheet, keys: Sequence[bytes], person: bytes) -> int:
    """Note these numbers, in one order for everybody, so that no two wait for each other; how many."""
    rows = (
        {"sheet_id": sheet.id, "number_key": key, "person_key": person} for key in sorted(set(keys))
    )
    made = [db.insert_once(PersonNumber, r, conflict=["sheet_id", "number_key"]) for r in rows]
    return sum(number is not None for number in made)

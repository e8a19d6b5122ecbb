"""What counts only once witnesses outside the house have cosigned it: four moments of a sheet."""

from __future__ import annotations

from enum import StrEnum

from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import witnesses
from signatures import _opening
from signatures._manifest import Kind
from signatures._sheets import Sheet


class Moment(StrEnum):
    """A moment of a sheet, by the kind of its entry on record."""

    OPENING = "sheet:sheet:opened"
    RELEASE = "sheet:count:released"
    CLOSING = "sheet:sheet:sealed"
    DESTRUCTION = "sheet:keys:destroyed"


def is_witnessed(sheet_id: int, moment: Moment) -> bool:
    """Whether the newest such moment of the sheet stands under a head with its quorum.

    True where no witness is configured (domain, Ledger: then its history is the operator's word).
    """
    if not witnesses.policy().witnesses:
        return True
    sheet = _opening.window(sheet_id).sheet
    return witnesses.is_settled(moment.value, _opening.address(sheet.digest))


def check_opening(sheet: Sheet) -> None:
    """Refuse ("waits-for-witness") consents to a sheet whose opening nobody outside has seen.

    Rolls of initiators and practice sheets, which count for nothing, need not wait.
    """
    counts = sheet.kind is Kind.SIGNATURES and not sheet.is_practice
    if counts and not is_witnessed(sheet.id, Moment.OPENING):
        raise Refusal(
            "waits-for-witness",
            _l(
                "The independent witnesses have not confirmed the opening of this collection yet. Please try again in some minutes."
            ),
        )

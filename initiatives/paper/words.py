"""What people read for fields, kinds, stages and faults of paper."""

from __future__ import annotations

from commons.i18n import _l
from signatures.paper import BatchKind, FormPurpose, RowFault, Stage

FIELDS: dict[str, object] = {
    "given_name": _l("Given name"),
    "family_name": _l("Family name"),
    "national_id": _l("National identification number"),
    "birth_date": _l("Date of birth"),
    "municipality": _l("Municipality of residence"),
    "residence": _l("Municipality of residence"),
    "voting_right": _l("I have the right to vote"),
    "date": _l("Day of signing"),
}
KINDS: dict[str, object] = {
    BatchKind.DELIVERED: _l("Delivered forms"),
    BatchKind.ASSISTED: _l("Signed at the office with help"),
    BatchKind.WITHDRAWAL: _l("Withdrawals at the office"),
}
PURPOSES: dict[str, object] = {
    FormPurpose.SUPPORT: _l("Declaration of support"),
    FormPurpose.WITHDRAWAL: _l("Withdrawal of support"),
}
STAGES: dict[str, object] = {
    Stage.KEYING: _l("To be keyed by two"),
    Stage.AGAIN: _l("Rows to be keyed again"),
    Stage.THIRD: _l("A third person decides"),
    Stage.SETTLED: _l("Settled, waits to enter the count"),
    Stage.ENTERED: _l("In the count"),
    Stage.LAPSED: _l("Not keyed in time"),
}
FAULTS: dict[str, object] = {
    RowFault.CROSSED_OUT: _l("Crossed out"),
    RowFault.UNREADABLE: _l("Cannot be read"),
    RowFault.INCOMPLETE: _l("Something is missing"),
    RowFault.NOT_SIGNED: _l("Not signed"),
    RowFault.BAD_NUMBER: _l("The number on the paper is wrong"),
    RowFault.OUT_OF_TIME: _l("The day lies outside the time for signing"),
}

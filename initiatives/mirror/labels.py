"""How the acts of a parliament's system are called on the pages, and why one was kept aside."""

from __future__ import annotations

from commons.i18n import _l
from initiatives.mirror.states import ActKind, Standing

KINDS: dict[ActKind, object] = {
    ActKind.RECEIPT: _l("Entry into the register"),
    ActKind.DECISION: _l("Decision of the committee"),
    ActKind.EXTENSION: _l("More time for the answer"),
}
STANDINGS: dict[Standing, object] = {
    Standing.WAITING: _l("Waits for a person"),
    Standing.KEPT: _l("Kept aside"),
    Standing.ENTERED: _l("Entered"),
    Standing.DISMISSED: _l("Dismissed"),
}
WHY: dict[str, object] = {
    "already-decided": _l("The committee has given its answer already."),
    "already-received": _l("The initiative is registered already."),
    "extension-late": _l("The date has passed; it can no longer be extended."),
    "extension-used": _l("The rule set allows no further extension."),
    "not-received": _l("The initiative is not registered yet."),
    "nothing-owed": _l("No answer is owed whose time could be extended."),
    "number-taken": _l("This number is taken in this term."),
    "passed-on": _l("The initiative lies with another committee now."),
}
"""Why an act does not fit the state of its initiative."""

"""A legal hold in the demonstration: one that two persons have set, and one that waits for the second."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import signatures
from commons import clock
from portal.demo import people

LASTS = timedelta(days=90)
REASON = "A case about this collection is before the court (invented, no. 12/2569)."


def held(initiative: Any) -> None:
    """A verifier asks to put destruction off, and an auditor agrees."""
    asked = _asked(initiative)
    signatures.agree_to_hold(asked.id, people.actor("auditor"))


def asked_only(initiative: Any) -> None:
    """A verifier asks; nothing is put off before a second person agrees."""
    _asked(initiative)


def _asked(initiative: Any) -> signatures.HoldView:
    return signatures.ask_hold(
        initiative.sheet_id,
        people.actor("verifier"),
        ground=signatures.HoldGround.COURT_CASE,
        reason=REASON,
        until=clock.now() + LASTS,
    )

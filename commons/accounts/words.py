"""The names of security events, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commons.i18n import _l

EVENTS: dict[str, object] = {
    "access-refused": _l("Access refused"),
    "account-erased": _l("Account erased"),
    "admin-act": _l("Administrator's act"),
    "alarm": _l("Alarm"),
    "data-downloaded": _l("Own data downloaded"),
    "package-fetched": _l("Package for verification fetched"),
    "rules-loaded": _l("Rule sets loaded"),
    "session-ended": _l("Session ended by its owner"),
    "sessions-ended": _l("All other sessions ended by their owner"),
    "sign-in": _l("Signed in"),
    "sign-in-failed": _l("Sign-in refused"),
    "sign-out": _l("Signed out"),
}


def event_name(kind: str) -> str:
    """A kind of security event in the reader's language; its code where it has no name."""
    return str(EVENTS.get(kind, kind))


def event_facts(facts: Mapping[str, Any]) -> str:
    """The particulars of an event in one line of code words."""
    return ", ".join(f"{name}={value}" for name, value in facts.items() if value != "")

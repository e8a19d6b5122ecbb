"""What a parliament's system may do beside entering things into the book, and how far it has come."""

from __future__ import annotations

from enum import StrEnum


class ActKind(StrEnum):
    """The acts of parliament that its own system may bring."""

    RECEIPT = "receipt"
    DECISION = "decision"
    EXTENSION = "extension"


class Standing(StrEnum):
    """What has become of such an act."""

    WAITING = "waiting"
    """For a person at the desk."""
    KEPT = "kept"
    """Aside, because it did not fit the state of its initiative when it came."""
    ENTERED = "entered"
    DISMISSED = "dismissed"


OPEN = frozenset({Standing.WAITING, Standing.KEPT})

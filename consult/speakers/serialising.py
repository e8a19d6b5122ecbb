"""How an author stands, as data for machines."""

from __future__ import annotations

from typing import Any

from commons.access import Assurance
from commons.discussion.shown import CommentView


def standing(said: CommentView) -> dict[str, Any]:
    """How surely the author is known, and for whom he says he speaks."""
    return {
        "assurance": Assurance(said.assurance).name.lower(),
        "speaks_for": said.speaks_for,
        "register_number": said.register_number,
        "capacity": said.capacity,
        "confirmed": said.speaks_confirmed,
    }


def sealed(said: CommentView) -> dict[str, Any]:
    """That a part is confidential, and why; never its words."""
    return {
        "confidential": said.is_confidential,
        "confidential_reason": said.confidential_reason,
    }

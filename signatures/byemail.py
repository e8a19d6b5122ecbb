"""The strong room's door for support by e-mail: asked, confirmed, counted apart, never verified."""

from __future__ import annotations

from signatures._byemail import (
    Asked,
    Link,
    ask,
    confirm,
    count,
    look,
    note_counts,
    sweep,
    take_back,
    takes_email,
)

__all__ = [
    "Asked",
    "Link",
    "ask",
    "confirm",
    "count",
    "look",
    "note_counts",
    "sweep",
    "take_back",
    "takes_email",
]

"""What the steps of an edit are called in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commons.i18n import _l
from consult.editing.services import Edit

_SAID: dict[Edit, object] = {
    Edit.CHANGE: _l("Changed: %(label)s"),
    Edit.SPLIT: _l("Split in two: %(label)s"),
    Edit.MERGE: _l("Joined with the section that followed: %(label)s"),
    Edit.UP: _l("Moved up: %(label)s"),
    Edit.DOWN: _l("Moved down: %(label)s"),
    Edit.INSERT: _l("Inserted: %(label)s"),
    Edit.DELETE: _l("Deleted: %(label)s"),
    Edit.RENUMBER: _l("Numbers counted on from: %(label)s"),
    Edit.TITLE: _l("Title changed: %(label)s"),
    Edit.COPY: _l("Begun from version %(label)s, with its corrected errors"),
}


def said(step: Mapping[str, Any]) -> str:
    """A step as a sentence."""
    return str(_SAID[Edit(step["act"])]) % {"label": step["label"]}

"""What people read for the closed words of phases."""

from __future__ import annotations

from commons.i18n import _l
from consult.phases.states import Part

_PARTS: dict[Part, object] = {
    Part.QUESTIONS: _l("Answers to the agency's questions"),
    Part.SECTIONS: _l("Comments and stances on the sections"),
    Part.MEETINGS: _l("Public meetings"),
}


def part(one: Part) -> str:
    """What a phase opens, in the reader's language."""
    return str(_PARTS[one])


def choices() -> list[tuple[str, str]]:
    """The list as a form offers it."""
    return [(one.value, part(one)) for one in Part]

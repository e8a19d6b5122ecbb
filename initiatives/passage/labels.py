"""How entries, ways of letters and sources are called on the pages."""

from __future__ import annotations

from commons.i18n import _l
from initiatives.passage.states import EntryKind, Medium, Source

KINDS: dict[EntryKind, object] = {
    EntryKind.AGENDA: _l("Agenda of a sitting"),
    EntryKind.LETTER_IN: _l("Letter received"),
    EntryKind.LETTER_OUT: _l("Letter sent"),
    EntryKind.DOCUMENT: _l("Document"),
    EntryKind.RESPONSE: _l("Response of the authority"),
    EntryKind.DEBATE_SET: _l("Debate scheduled"),
    EntryKind.DEBATE_HELD: _l("Outcome of a debate"),
    EntryKind.TRANSFER: _l("Passed on to another committee"),
    EntryKind.COVERAGE: _l("Report in the media"),
    EntryKind.NEWS: _l("News from the initiators"),
}
MEDIA: dict[Medium, object] = {
    Medium.POST: _l("by post"),
    Medium.EMAIL: _l("by e-mail"),
    Medium.BY_HAND: _l("by hand"),
    Medium.SYSTEM: _l("by the authority's own system"),
}
SOURCES: dict[Source, object] = {
    Source.DESK: _l("Entered at the desk"),
    Source.AUTHOR: _l("Entered by the initiators"),
    Source.MACHINE: _l("Brought by parliament's own system"),
}
CHANNELS: dict[str, object] = {
    "eid": _l("by eID"),
    "container": _l("by a signed file"),
    "paper": _l("on paper"),
    "office": _l("at an office"),
    "email": _l("by e-mail, not verified"),
}
EVENTS: dict[str, object] = {
    "sheet:package:received": _l("The authority has the whole package"),
    "sheet:verification:recorded": _l("Result of the authority"),
    "sheet:verification:revised": _l("New result after objections"),
}
"""What changed a count by hand: who is not counted, and why, under the authority's signature."""

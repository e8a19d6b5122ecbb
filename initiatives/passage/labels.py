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

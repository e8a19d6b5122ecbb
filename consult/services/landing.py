"""Where a statement lands: at its section of the newest version, also where two things happen at once."""

from __future__ import annotations

from datetime import datetime

from commons.discussion import services as discussion
from commons.discussion.models import WHOLE
from commons.discussion.services import Author, Statement, Written
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import queries as texts
from commons.texts.models import Version
from commons.texts.queries import SectionView
from consult.models import DISCUSSION, Hearing


def section(hearing: Hearing, said: Statement) -> SectionView | None:
    """The section of which somebody speaks, None for the whole.

    Refuses a version that is no longer the newest (version-changed), and a section that is not there.
    """
    newest = _newest(hearing, said)
    return None if said.section == WHOLE else texts.section(newest.id, said.section)


def write(hearing: Hearing, author: Author, said: Statement, *, at: datetime) -> Written:
    """Keep a statement that was checked; refuses if a new version came before its turn to write.

    Whoever publishes a version holds the thread: what waited for that speaks of the version before.
    """
    written = discussion.write(DISCUSSION, hearing.key, author, said, at=at)
    _newest(hearing, said)
    return written


def _newest(hearing: Hearing, said: Statement) -> Version:
    if hearing.text_id is None:
        raise Refusal("section-not-found", _l("This hearing has no text yet."))
    newest = texts.latest(hearing.text_id)
    if said.version != newest.number:
        raise Refusal(
            "version-changed",
            _l("A new version was published while you were writing. Your words are kept below."),
        )
    return newest

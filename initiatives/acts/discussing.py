"""Discussing: what anybody who is signed in says of a proposal, section by section."""

from __future__ import annotations

from commons import clock, db, limits, record
from commons.access import Actor
from commons.accounts import queries as accounts
from commons.discussion import indexing, ranges
from commons.discussion import services as discussion
from commons.discussion.models import WHOLE, Display, Stance
from commons.discussion.services import Author, Statement, Written
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import matching, tree
from commons.texts import queries as texts
from commons.texts.words import count, normalise
from initiatives import queries, rules
from initiatives.models import Initiative
from initiatives.states import State

THREAD = "initiative"
LONGEST = 5_000


def speak(
    initiative: Initiative,
    actor: Actor,
    *,
    section: str = WHOLE,
    stance: Stance | None = None,
    words: str = "",
    suggestion: str = "",
    display: Display = Display.NAME,
    language: str = "en",
    quote: str = "",
    near: int | None = None,
) -> Written:
    """Keep what a person says of a section of the newest version, or of the whole.

    `quote` are words of the section on which alone one speaks. Refused outside the time of
    discussion, above the limit of characters, and for a section or words that do not stand there.
    """
    limits.spend(limits.COMMENT, str(actor.account_id))
    check_open(initiative)
    said, wanted = normalise(words), normalise(suggestion)
    for name, written in (("words", said), ("suggestion", wanted)):
        if count(written) > LONGEST:
            raise Refusal(
                "too-long", _l("Write at most %(most)s characters.", most=LONGEST), field=name
            )
    newest = queries.wordings(initiative.id)[-1]
    plain = "" if section == WHOLE else texts.section(newest.version_id, section).plain
    if wanted.strip() == plain.strip() or section == WHOLE:
        wanted = ""
    marked = ranges.mark(plain, quote, near=near) if plain and quote.strip() else None
    statement = Statement(
        version=newest.number,
        section=section,
        stance=stance,
        words=said,
        suggestion=wanted or None,
        language=language,
        bound={"range": marked.facts()} if marked else {},
    )
    author = author_of(actor, display)
    written_down = discussion.write(THREAD, str(initiative.id), author, statement)
    if marked is not None:
        ranges.keep(written_down.comment_id, marked)
    indexing.later(written_down.comment_id, "written")
    facts = {"number": written_down.number, "digest": written_down.digest}
    record.note("initiative:comment:accepted", initiative.path, actor=actor, facts=facts)
    return written_down


def is_open(initiative: Initiative) -> bool:
    """Whether the proposal can be discussed now."""
    now = clock.now()
    ends_at = initiative.discussion_ends_at
    return (
        rules.state(initiative, now) is State.DISCUSSION and ends_at is not None and now < ends_at
    )


def check_open(initiative: Initiative) -> None:
    """Refuse outside the time of discussion."""
    if not is_open(initiative):
        raise Refusal("discussion-closed", _l("The proposal is not being discussed now."))


def carry(initiative: Initiative, old_version_id: int, new_version_id: int) -> None:
    """Carry every comment to its section in the new version; what has none there is orphaned."""
    old, new = texts.whole(old_version_id), texts.whole(new_version_id)
    found = matching.match(tree.sections(old), tree.sections(new))
    places: dict[str, str | None] = {fate.eid: fate.to for fate in found.old}
    discussion.carry(THREAD, str(initiative.id), places)
    db.session().flush()


def author_of(actor: Actor, display: Display) -> Author:
    """Whoever speaks, with the name that everybody sees or none."""
    found = accounts.by_id(actor.account_id) if actor.account_id is not None else None
    shown = found.display_name if found and display is Display.NAME else ""
    return Author(actor.account_id, actor.assurance, display, shown)

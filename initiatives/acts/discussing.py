"""Discussing: what anybody who is signed in says of a proposal, section by section."""

from __future__ import annotations

from commons import clock, db, limits, record
from commons.access import Actor
from commons.accounts import queries as accounts
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
) -> Written:
    """Keep what a person says of a section of the newest version, or of the whole.

    Refused outside the time of discussion, above the limit of characters, and for a section that
    does not exist.
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
    if (
        section == WHOLE
        or wanted.strip() == texts.section(newest.version_id, section).plain.strip()
    ):
        wanted = ""
    statement = Statement(
        version=newest.number,
        section=section,
        stance=stance,
        words=said,
        suggestion=wanted or None,
        language=language,
    )
    written_down = discussion.write(THREAD, str(initiative.id), _author(actor, display), statement)
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


def _author(actor: Actor, display: Display) -> Author:
    found = accounts.by_id(actor.account_id) if actor.account_id is not None else None
    shown = found.display_name if found and display is Display.NAME else ""
    return Author(actor.account_id, actor.assurance, display, shown)

"""Acts of the discussion beside speaking: reply, edit, react, withhold one's name, look it over."""

from __future__ import annotations

import sqlalchemy as sa

from commons import db, limits, record
from commons.access import Actor, account_of
from commons.discussion import authors, editing, indexing, reactions
from commons.discussion import queries as discussion
from commons.discussion import services as threads
from commons.discussion.additions import Mood
from commons.discussion.editing import Edited
from commons.discussion.models import Comment, Display
from commons.discussion.services import Statement, Written
from commons.discussion.shown import CommentView
from commons.errors import Refusal
from commons.i18n import _l
from commons.moderation import hints, places
from commons.moderation.services import reporting
from commons.texts.words import count, normalise
from initiatives import queries
from initiatives.acts import discussing
from initiatives.acts.discussing import LONGEST, THREAD
from initiatives.models import Initiative
from initiatives.talk import mails


def reply(
    initiative: Initiative,
    actor: Actor,
    number: int,
    *,
    words: str,
    display: Display = Display.NAME,
    language: str = "en",
) -> Written:
    """Reply to a comment; its author gets a letter.

    Refused outside the time of discussion, without words, with too many, and to a reply that is
    withdrawn or covered.
    """
    _spend(actor)
    discussing.check_open(initiative)
    above = one(initiative, number)
    if above.is_withdrawn or above.is_covered:
        raise Refusal("out-of-order", _l("This comment takes no replies."))
    said = _checked(words, "words")
    if not said:
        raise Refusal("nothing-said", _l("Write your reply."), field="words")
    newest = queries.wordings(initiative.id)[-1]
    statement = Statement(version=newest.number, words=said, language=language, reply_to=number)
    author = discussing.author_of(actor, display)
    written = threads.write(THREAD, str(initiative.id), author, statement)
    facts = {"number": written.number, "digest": written.digest, "reply_to": number}
    _note(initiative, actor, "initiative:comment:accepted", facts)
    indexing.later(written.comment_id, "written")
    whose = db.session().scalar(sa.select(Comment.account_id).where(Comment.id == above.id))
    if whose != actor.account_id:
        mails.replied(initiative, whose, number, written.number)
    return written


def edit(
    initiative: Initiative,
    actor: Actor,
    number: int,
    *,
    words: str,
    suggestion: str,
    language: str,
) -> Edited:
    """Put new words in place of one's own while it is discussed; the former stay readable.

    Refused for another's comment, after the end, and for what changes nothing.
    """
    _spend(actor)
    discussing.check_open(initiative)
    shown = one(initiative, number)
    wanted = _checked(suggestion, "suggestion") if shown.section and not shown.reply_to else ""
    statement = Statement(
        version=shown.version,
        section=shown.section,
        stance=shown.stance,
        words=_checked(words, "words"),
        suggestion=wanted or None,
        language=language,
    )
    account = account_of(actor)
    edited = editing.edit(THREAD, str(initiative.id), number, statement, account_id=account)
    indexing.later(edited.comment_id, f"edit-{edited.edition}")
    facts = {"number": number, "edition": edited.edition, "digest": edited.digest}
    _note(initiative, actor, "initiative:comment:edited", facts)
    return edited


def react(initiative: Initiative, actor: Actor, number: int, mood: Mood | None) -> None:
    """Support or thank another person's comment, or take that back with None; while it is discussed."""
    _spend(actor)
    discussing.check_open(initiative)
    key, account = str(initiative.id), account_of(actor)
    if mood is None:
        reactions.take_back(THREAD, key, number, account_id=account)
    else:
        reactions.react(THREAD, key, number, mood, account_id=account)


def withhold_name(initiative: Initiative, actor: Actor, number: int) -> None:
    """Withhold one's name under one's own comment, at any time and for ever (I41)."""
    authors.withhold_name(THREAD, str(initiative.id), number, account_id=account_of(actor))
    _note(initiative, actor, "initiative:comment:name-withheld", {"number": number})


def noticed(*words: str) -> list[str]:
    """What a machine notices in words before they are sent: a hint to their author, no hindrance."""
    return hints.of("\n".join(words))


def mark(initiative: Initiative, number: int) -> None:
    """Let a moderator look at what was sent in spite of a hint; it is public meanwhile."""
    reporting.notice(places.subject(THREAD, str(initiative.id)), number)


def one(initiative: Initiative, number: int) -> CommentView:
    """A comment on this initiative; refused where there is none."""
    found = discussion.one(THREAD, str(initiative.id), number)
    if found is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    return found


def _checked(written: str, name: str) -> str:
    said = normalise(written).strip()
    if count(said) > LONGEST:
        raise Refusal(
            "too-long", _l("Write at most %(most)s characters.", most=LONGEST), field=name
        )
    return said


def _spend(actor: Actor) -> None:
    limits.spend(limits.COMMENT, str(actor.account_id))


def _note(initiative: Initiative, actor: Actor, kind: str, facts: dict[str, object]) -> None:
    record.note(
        kind, initiative.path, actor=actor, agency_id=initiative.agency_id, facts=dict(facts)
    )

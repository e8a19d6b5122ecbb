"""Official replies, public at once: one text to one comment or to many, and to a section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
import structlog

from commons import clock, db, jobs, record
from commons.access import Actor
from commons.discussion.models import Comment
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import queries as text_queries
from commons.texts.words import normalise
from consult import digests, policies, replymails
from consult.answering import Correction, Replied, Reply, Theme
from consult.models import Hearing
from consult.queries import answers as queries
from consult.queries import texts
from consult.services import answering, telling
from consult.states import Disposition

log = structlog.get_logger("consult")
TOLD_AT_ONCE = 100
"""The authors of so many comments are written to in the act itself; those of more by a job."""
TELL = "consult.tell-replied"


@dataclass(frozen=True)
class Given:
    """What the agency does with a point, why, and which section it changed because of it."""

    disposition: Disposition
    reason: str
    section: str | None = None


def reply(
    actor: Actor,
    hearing: Hearing,
    numbers: Sequence[int],
    given: Given,
    *,
    theme: Theme | None = None,
) -> Reply:
    """Answer these comments with one text; each author gets one letter, and each comment shows it.

    With `theme` they are put there too. Comments that have a reply keep theirs; refuses where all
    have one ("already-answered"), where none is named, and an empty reason.
    """
    policies.check(policies.may_answer(actor, hearing))
    ids = _without_reply(queries.comment_ids(hearing, numbers), numbers)
    made = _make(actor, hearing, given, place=None)
    made.comments = len(ids)
    session = db.session()
    rows = [{"reply_id": made.id, "comment_id": each} for each in ids]
    session.execute(sa.insert(Replied), rows)
    session.execute(sa.update(Comment).where(Comment.id.in_(ids)).values(is_answered=True))
    if theme is not None:
        answering.group(actor, hearing, theme, numbers)
    _note(actor, hearing, made)
    _tell_soon(hearing, made, f"reply:{made.number}")
    return made


def reply_to_section(actor: Actor, hearing: Hearing, eid: str, given: Given) -> Reply:
    """Answer a section as a whole; its page and the report show it.

    Refuses a section that the newest version does not have, and an empty reason.
    """
    policies.check(policies.may_answer(actor, hearing))
    if eid:
        text_queries.section(texts.newest(hearing).id, eid)
    made = _make(actor, hearing, given, place=eid)
    _note(actor, hearing, made)
    return made


def correct(actor: Actor, hearing: Hearing, made: Reply, given: Given, *, why: str) -> None:
    """Change a reply; the former wording and the reason stay visible, and its authors are told."""
    policies.check(policies.may_correct(actor, hearing) and made.hearing_id == hearing.id)
    if not why.strip():
        raise Refusal("reason-needed", _l("Write why the answer is corrected."), field="why")
    said = answering.reason_of(given.reason)
    kept = Correction(
        reply_id=made.id,
        disposition=made.disposition,
        reason=made.reason,
        section=made.section,
        why=normalise(why.strip()),
        corrected_by=actor.account_id or 0,
        corrected_at=clock.now(),
    )
    db.session().add(kept)
    made.disposition, made.reason = given.disposition, said
    made.section, made.version = answering.changed(hearing, given.section)
    db.session().flush()
    facts = {
        "reply": made.number,
        "disposition": made.disposition.value,
        "digest": digests.of_answer(made),
    }
    record.note(
        "hearing:reply:corrected",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts=facts,
    )
    _tell_soon(hearing, made, f"reply:{made.number}:corrected:{kept.id}")


def tell(hearing: Hearing, made: Reply, event: str) -> int:
    """Write to each author of the comments that a reply answers, once; gives how many were new."""
    rows = db.session().execute(
        sa.select(Comment.account_id, sa.func.min(Comment.number))
        .join(Replied, Replied.comment_id == Comment.id)
        .where(Replied.reply_id == made.id, Comment.account_id.is_not(None))
        .group_by(Comment.account_id)
    )
    told = 0
    for account_id, number in rows.tuples().all():
        path = f"{hearing.path}/comments/{number}"
        compose = (
            replymails.corrected(hearing, path=path)
            if ":corrected:" in event
            else replymails.replied(hearing, number=number, path=path)
        )
        told += telling.account(account_id, f"hearing:{hearing.id}:{event}", compose)
    return told


def _tell_soon(hearing: Hearing, made: Reply, event: str) -> None:
    if made.comments <= TOLD_AT_ONCE:
        tell(hearing, made, event)
        return
    payload = {"hearing": hearing.id, "reply": made.number, "event": event}
    jobs.later(TELL, key=f"{hearing.id}:{event}", payload=payload)


def _without_reply(ids: Sequence[int], numbers: Sequence[int]) -> list[int]:
    if not numbers:
        raise Refusal("nothing-ticked", _l("Tick at least one comment."), field="reason")
    if not ids:
        raise Refusal("not-found", _l("There is no comment with this number."))
    taken = set(
        db.session().scalars(sa.select(Replied.comment_id).where(Replied.comment_id.in_(ids)))
    )
    left = [each for each in ids if each not in taken]
    if not left:
        raise Refusal(
            "already-answered",
            _l("These comments have an official reply; correct that one instead."),
        )
    return left


def _make(actor: Actor, hearing: Hearing, given: Given, *, place: str | None) -> Reply:
    said = answering.reason_of(given.reason)
    section, version = answering.changed(hearing, given.section)
    answering.lock(hearing)
    last = db.session().scalar(
        sa.select(sa.func.max(Reply.number)).where(Reply.hearing_id == hearing.id)
    )
    made = Reply(
        hearing_id=hearing.id,
        number=(last or 0) + 1,
        place=place,
        disposition=given.disposition,
        reason=said,
        section=section,
        version=version,
        answered_by=actor.account_id or 0,
        answered_at=clock.now(),
        agency_id=policies.house_of(actor, hearing),
    )
    db.session().add(made)
    db.session().flush()
    return made


def _note(actor: Actor, hearing: Hearing, made: Reply) -> None:
    db.session().flush()
    facts = {
        "reply": made.number,
        "comments": made.comments,
        "section": made.place,
        "disposition": made.disposition.value,
        "digest": digests.of_answer(made),
    }
    record.note(
        "hearing:reply:given", hearing.path, actor=actor, agency_id=hearing.agency_id, facts=facts
    )
    log.info("hearing_replied", id=hearing.id, reply=made.number, comments=made.comments)

"""The agency's work on what was said: themes, "no issue", and one answer for each theme."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.discussion.models import Comment
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts.words import normalise
from consult import digests, mails, policies
from consult.answering import Answer, Correction, NoIssue, Placement, Theme
from consult.models import Hearing
from consult.queries import answers as queries
from consult.queries import texts
from consult.services import telling
from consult.states import Disposition

log = structlog.get_logger("consult")


def make_theme(actor: Actor, hearing: Hearing, *, title: str, words: str = "") -> Theme:
    """Name a point that was made; refuses an empty name."""
    policies.check(policies.may_answer(actor, hearing))
    named = named_as(title)
    lock(hearing)
    last = db.session().scalar(
        sa.select(sa.func.max(Theme.number)).where(Theme.hearing_id == hearing.id)
    )
    theme = Theme(
        hearing_id=hearing.id,
        number=(last or 0) + 1,
        title=named,
        words=normalise(words.strip()),
        created_at=clock.now(),
    )
    db.session().add(theme)
    db.session().flush()
    return theme


def group(actor: Actor, hearing: Hearing, theme: Theme, numbers: Sequence[int]) -> int:
    """Put comments into a theme, many at once; gives how many were new there.

    A comment that was marked "no issue" is no longer so.
    """
    policies.check(policies.may_answer(actor, hearing) and theme.hearing_id == hearing.id)
    ids = queries.comment_ids(hearing, numbers)
    forget_no_issue(hearing, ids)
    new = 0
    for comment_id in ids:
        values = {"hearing_id": hearing.id, "theme_id": theme.id, "comment_id": comment_id}
        added = db.insert_once(Placement, values, conflict=["theme_id", "comment_id"])
        new += added is not None
    log.info("hearing_grouped", hearing=hearing.id, theme=theme.number, comments=new)
    return new


def ungroup(actor: Actor, hearing: Hearing, theme: Theme, numbers: Sequence[int]) -> None:
    """Take comments out of a theme."""
    policies.check(policies.may_answer(actor, hearing) and theme.hearing_id == hearing.id)
    ids = queries.comment_ids(hearing, numbers)
    db.session().execute(
        sa.delete(Placement).where(Placement.theme_id == theme.id, Placement.comment_id.in_(ids))
    )


def mark_no_issue(actor: Actor, hearing: Hearing, numbers: Sequence[int], *, reason: str) -> int:
    """Say that comments raise no point, and why; each author is told and may object once.

    Refuses an empty reason; several at once only by a publisher.
    """
    policies.check(policies.may_answer(actor, hearing))
    said = normalise(reason.strip())
    if not said:
        raise Refusal("reason-needed", _l("Write why there is no point to answer."), field="reason")
    ids = queries.comment_ids(hearing, numbers)
    if len(ids) > 1:
        policies.check(policies.may_mark_many(actor, hearing))
    for comment_id in ids:
        _mark(actor, hearing, comment_id, said)
    return len(ids)


def object_once(actor: Actor, hearing: Hearing, number: int, words: str) -> None:
    """Let an author object, once, that the comment does raise a point; it is printed in the report."""
    mark = queries.no_issue_of(hearing, number)
    comment = db.session().get(Comment, mark.comment_id) if mark else None
    own = comment is not None and actor.is_authenticated and comment.account_id == actor.account_id
    if mark is None or not own:
        raise Refusal("not-permitted", _l("Only its author may object."))
    if mark.objected_at is not None or not policies.owes_summary(hearing):
        raise Refusal("already-objected", _l("You can object once, before the summary."))
    said = normalise(words.strip())
    if not said:
        raise Refusal("nothing-said", _l("Write which point you make."), field="objection")
    mark.objection, mark.objected_at = said, clock.now()
    db.session().flush()


def answer(
    actor: Actor,
    hearing: Hearing,
    theme: Theme,
    *,
    disposition: Disposition,
    reason: str,
    section: str | None = None,
) -> Answer:
    """Answer a theme, or change its answer: what is done with the point, and why.

    Refuses an empty reason, and once the summary is published.
    """
    policies.check(policies.may_answer(actor, hearing) and theme.hearing_id == hearing.id)
    said = reason_of(reason)
    given = theme.answer or Answer()
    given.disposition, given.reason = disposition, said
    given.section, given.version = changed(hearing, section)
    given.answered_by, given.answered_at = actor.account_id or 0, clock.now()
    given.agency_id = policies.house_of(actor, hearing)
    theme.answer = given
    db.session().flush()
    _note_answer(hearing, theme, "answered")
    return given


def correct(
    actor: Actor,
    hearing: Hearing,
    theme: Theme,
    *,
    disposition: Disposition,
    reason: str,
    section: str | None,
    why: str,
) -> Answer:
    """Correct a published answer; how it read before, and why, stays visible for ever.

    Only a publisher; refuses an empty reason, and a theme whose answer is not public yet.
    """
    policies.check(policies.may_correct_published(actor, hearing))
    given = theme.answer
    if given is None or theme.hearing_id != hearing.id:
        raise Refusal("not-found", _l("There is no such answer."))
    if not why.strip():
        raise Refusal("reason-needed", _l("Write why the answer is corrected."), field="why")
    said = reason_of(reason)
    db.session().add(
        Correction(
            answer_id=given.id,
            disposition=given.disposition,
            reason=given.reason,
            section=given.section,
            why=normalise(why.strip()),
            corrected_by=actor.account_id or 0,
            corrected_at=clock.now(),
        )
    )
    given.disposition, given.reason = disposition, said
    given.section, given.version = changed(hearing, section)
    db.session().flush()
    _note_answer(hearing, theme, "corrected")
    return given


def reason_of(words: str) -> str:
    """The reason of an answer in its one form; refuses an empty one (H115)."""
    said = normalise(words.strip())
    if not said:
        raise Refusal("reason-needed", _l("Write the reason for this answer."), field="reason")
    return said


def named_as(title: str) -> str:
    """The name of a theme in its one form; refuses an empty one."""
    named = normalise(" ".join(title.split()))
    if not named:
        raise Refusal("no-title", _l("Give the theme a name."), field="title")
    return named


def changed(hearing: Hearing, eid: str | None) -> tuple[str | None, int | None]:
    """The section that was changed, with the version in which it reads so: the newest one."""
    return (eid, texts.newest(hearing).number) if eid else (None, None)


def _note_answer(hearing: Hearing, theme: Theme, done: str) -> None:
    given = theme.answer
    facts = {"theme": theme.number, "disposition": given.disposition.value if given else ""}
    if given is not None:
        facts["digest"] = digests.of_answer(given)
    record.note(f"hearing:theme:{done}", hearing.path, agency_id=hearing.agency_id, facts=facts)


def _mark(actor: Actor, hearing: Hearing, comment_id: int, reason: str) -> None:
    session = db.session()
    session.execute(
        sa.delete(Placement).where(
            Placement.hearing_id == hearing.id, Placement.comment_id == comment_id
        )
    )
    values = {
        "hearing_id": hearing.id,
        "comment_id": comment_id,
        "reason": reason,
        "marked_by": actor.account_id,
        "marked_at": clock.now(),
    }
    if db.insert_once(NoIssue, values, conflict=["hearing_id", "comment_id"]) is None:
        return
    comment = session.get_one(Comment, comment_id)
    facts = {"number": comment.number}
    record.note("hearing:comment:no-issue", hearing.path, agency_id=hearing.agency_id, facts=facts)
    telling.account(
        comment.account_id,
        f"hearing:{hearing.id}:no-issue:{comment.number}",
        lambda tongue: mails.no_issue(hearing, number=comment.number, reason=reason, tongue=tongue),
    )


def forget_no_issue(hearing: Hearing, ids: Sequence[int] | sa.Select[tuple[int]]) -> None:
    """Take the mark "no issue" from these comments: somebody found their point."""
    db.session().execute(
        sa.delete(NoIssue)
        .where(NoIssue.hearing_id == hearing.id, NoIssue.comment_id.in_(ids))
        .execution_options(synchronize_session=False)
    )


def lock(hearing: Hearing) -> None:
    """Let nobody else give a number in this hearing until the act is done."""
    db.session().execute(
        sa.select(Hearing.id).where(Hearing.id == hearing.id).with_for_update()
    ).one()

"""Acts of authors: take a suggested wording in, hand the authorship over, throw a draft away."""

from __future__ import annotations

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.discussion import queries as discussion
from commons.discussion.models import Comment
from commons.discussion.shown import CommentView
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import queries as texts
from initiatives import policies, queries
from initiatives.about import services as about
from initiatives.acts import drafting
from initiatives.acts.discussing import THREAD
from initiatives.authoring import mails
from initiatives.authoring import queries as authoring
from initiatives.authoring.models import Offer, Taken
from initiatives.enclosures import services as enclosures
from initiatives.models import Initiative, Invitation, Member, Wording
from initiatives.sketching import services as sketching
from initiatives.states import State


def take_in(initiative: Initiative, actor: Actor, number: int) -> Wording:
    """Put a suggested wording into the next version with one act, and thank its author.

    Refused for others than the author, outside the discussion, twice, and where the section's
    words have changed since and the place cannot be found.
    """
    if not policies.may_edit(actor, initiative, clock.now()) or initiative.version_id is None:
        raise Refusal("not-permitted", _l("Only the author changes the words of a proposal."))
    said = _suggested(initiative, number)
    old = texts.section(initiative.version_id, said.section).plain
    parts = _replaced(initiative.parts, old.strip(), (said.suggestion or "").strip())
    drafting.edit(
        initiative,
        actor,
        title=initiative.title,
        language=initiative.language,
        summary=initiative.summary,
        topic=initiative.topic,
        parts=parts,
    )
    wording = drafting.publish_wording(initiative)
    values = {
        "initiative_id": initiative.id,
        "comment_number": number,
        "version": wording.number,
        "taken_at": clock.now(),
    }
    if db.insert_once(Taken, values, conflict=["initiative_id", "comment_number"]) is None:
        raise Refusal("already-settled", _l("This wording was taken in already."))
    facts = {"comment": number, "version": wording.number}
    _note(initiative, actor, "initiative:suggestion:taken", facts)
    author = (
        db.session().scalars(sa.select(Comment.account_id).where(Comment.id == said.id)).first()
    )
    mails.thank(initiative, author, number, wording.number)
    return wording


def offer(initiative: Initiative, actor: Actor, member: Member) -> None:
    """Offer the authorship to another person who carries it; a new offer replaces the old one."""
    now = clock.now()
    if not policies.may_invite(actor, initiative, now) or member.is_author:
        raise Refusal("not-permitted", _l("Only the author offers this, and to somebody else."))
    former = authoring.offer(initiative.id)
    if former is not None:
        db.session().delete(former)
        db.session().flush()
    made = Offer(initiative_id=initiative.id, account_id=member.account_id, offered_at=now)
    db.session().add(made)
    db.session().flush()
    mails.offer(initiative, member.account_id, made.id)


def accept(initiative: Initiative, actor: Actor) -> None:
    """Become the author with one's own consent; refused where nothing is offered to the actor."""
    made, member = authoring.offer(initiative.id), policies.member_of(actor, initiative)
    if made is None or member is None or made.account_id != member.account_id:
        raise Refusal("not-permitted", _l("The authorship is not offered to you."))
    if not policies.is_open_to_join(initiative, clock.now()):
        raise Refusal("text-frozen", _l("The initiators are frozen."))
    for each in initiative.members:
        each.is_author = each.id == member.id
    db.session().delete(made)
    db.session().flush()
    _note(initiative, actor, "initiative:authorship:handed-over", {})


def discard(initiative: Initiative, actor: Actor) -> None:
    """Throw away a draft that nobody else ever saw; what was published is only ended, in public."""
    is_own = policies.is_author(actor, initiative) and initiative.stage is State.DRAFT
    if not is_own or initiative.published_at is not None:
        raise Refusal("not-permitted", _l("Only the author throws a private draft away."))
    if initiative.roll_id is not None:
        raise Refusal(
            "already-confirmed",
            _l("An initiator was confirmed by eID already. Withdraw the initiative instead."),
        )
    sketching.forget_draft(initiative.id)
    enclosures.forget_draft(initiative.id)
    about.forget_draft(initiative.id)
    for table in (Invitation, Offer):
        db.session().execute(sa.delete(table).where(table.initiative_id == initiative.id))
    for member in list(initiative.members):
        db.session().delete(member)
    db.session().flush()
    db.session().expire(initiative, ["members"])
    db.session().delete(initiative)
    db.session().flush()


def _suggested(initiative: Initiative, number: int) -> CommentView:
    said = discussion.one(THREAD, str(initiative.id), number)
    if said is None or not said.suggestion or not said.section or said.is_withdrawn:
        raise Refusal("not-found", _l("There is no such suggested wording."))
    if number in authoring.taken(initiative.id):
        raise Refusal("already-settled", _l("This wording was taken in already."))
    newest = queries.wordings(initiative.id)[-1]
    if said.version != newest.number and said.place is None:
        raise Refusal("version-changed", _l("This section is no longer in the newest version."))
    return said


def _replaced(parts: dict[str, str], old: str, new: str) -> dict[str, str]:
    found = [name for name, words in parts.items() if old and words.count(old) == 1]
    if len(found) != 1:
        raise Refusal(
            "place-unclear",
            _l("The place of this wording is not clear. Change the words by hand."),
        )
    return {**parts, found[0]: parts[found[0]].replace(old, new)}


def _note(initiative: Initiative, actor: Actor, kind: str, facts: dict[str, int]) -> None:
    if initiative.published_at is not None:
        record.note(
            kind, initiative.path, actor=actor, agency_id=initiative.agency_id, facts=dict(facts)
        )

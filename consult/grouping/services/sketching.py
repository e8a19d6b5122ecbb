"""The machine's part: sketches of new texts, and the campaigns that follow from all sketches."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
import structlog

from commons import clock, db
from commons.discussion import filewords
from commons.discussion import queries as discussion
from commons.discussion.models import Comment, Thread
from commons.discussion.shown import CommentView
from consult import rules
from consult.grouping import clusters, shingles
from consult.grouping.models import Campaign, CampaignState, CampaignText, Reach, Sketch
from consult.models import DISCUSSION, Hearing
from consult.states import Stage, State

log = structlog.get_logger("consult")
BATCH = 2_000
"""So many texts are sketched in one go."""


def look_at_all(most: int = BATCH) -> int:
    """Sketch new texts of every hearing whose answers are owed; gives how many."""
    left = most
    for hearing in list(db.session().scalars(_waiting())):
        left -= look(hearing, most=left)
        if left <= 0:
            break
    return most - left


def look(hearing: Hearing, *, most: int = BATCH) -> int:
    """Sketch the texts that came since the last time; once none is left, group all of them anew.

    After closing every text is sketched once more, as edited and moderated by then.
    """
    reach = _reach(hearing)
    over = rules.state(hearing, clock.now()) in (State.CLOSED, State.WITHDRAWN)
    if over and not reach.after_closing:
        reach.through, reach.after_closing = 0, True
    found = _next(hearing, reach.through, most)
    if found:
        _sketch(hearing, [comment.id for comment in found])
        reach.through, reach.is_grouped = found[-1].number, False
    if len(found) < most:
        reach.through = max(reach.through, _last_number(hearing))
        if not reach.is_grouped:
            propose(hearing)
            reach.is_grouped = True
    db.session().flush()
    return len(found)


def look_again(comment_id: int) -> None:
    """Sketch a comment anew, whose file was read after the others had been looked at.

    The next run of the timer groups its hearing anew; comments elsewhere are left alone.
    """
    comment = db.session().get(Comment, comment_id)
    thread = None if comment is None else db.session().get(Thread, comment.thread_id)
    if comment is None or thread is None or thread.kind != DISCUSSION:
        return
    hearing = db.session().get(Hearing, int(thread.key))
    if hearing is None or comment.reply_to_id is not None or comment.withdrawn_at is not None:
        return
    _sketch(hearing, [comment_id])
    _reach(hearing).is_grouped = False
    db.session().flush()


def propose(hearing: Hearing) -> int:
    """Propose campaigns from all sketches; what a person has decided stays as it is.

    The same texts always give the same groups, in whatever order they came. Gives how many.
    """
    rows = db.session().execute(
        sa.select(Sketch.comment_id, Sketch.sketch).where(Sketch.hearing_id == hearing.id)
    )
    decided = _decided(hearing)
    wanted: dict[frozenset[int], int | None] = {}
    for group in clusters.clusters(dict(rows.tuples().all())):
        free = frozenset(key for key in group if key not in decided)
        joined = {c.number: c.id for key in group if (c := decided.get(key)) and _stands(c)}
        joins = joined[min(joined)] if joined else None
        if len(free) > 1 or (free and joins):
            wanted[free] = joins
    _replace(hearing, wanted)
    log.info("hearing_grouped_texts", hearing=hearing.id, campaigns=len(wanted))
    return len(wanted)


def _replace(hearing: Hearing, wanted: dict[frozenset[int], int | None]) -> None:
    """Let the proposals be the wanted ones; one that is already there keeps its number."""
    session = db.session()
    number = session.scalar(
        sa.select(sa.func.max(Campaign.number)).where(Campaign.hearing_id == hearing.id)
    )
    there = _proposed(hearing)
    for texts, campaign in there.items():
        if texts not in wanted or wanted[texts] != campaign.joins_id:
            session.execute(sa.delete(CampaignText).where(CampaignText.campaign_id == campaign.id))
            session.delete(campaign)
    session.flush()
    kept = {t for t, c in there.items() if t in wanted and wanted[t] == c.joins_id}
    new = sorted((texts for texts in wanted if texts not in kept), key=min)
    for place, texts in enumerate(new, start=(number or 0) + 1):
        add(hearing, place, texts, joins_id=wanted[texts])


def add(
    hearing: Hearing,
    number: int,
    texts: frozenset[int],
    *,
    state: CampaignState = CampaignState.PROPOSED,
    joins_id: int | None = None,
) -> Campaign:
    """Keep a campaign of these comments under this number."""
    session = db.session()
    made = Campaign(
        hearing_id=hearing.id,
        number=number,
        state=state,
        texts=len(texts),
        joins_id=joins_id,
        made_at=clock.now(),
    )
    session.add(made)
    session.flush()
    session.execute(
        sa.insert(CampaignText),
        [{"campaign_id": made.id, "comment_id": each} for each in sorted(texts)],
    )
    return made


def _stands(campaign: Campaign) -> bool:
    return campaign.state is CampaignState.CONFIRMED


def _decided(hearing: Hearing) -> dict[int, Campaign]:
    rows = db.session().execute(
        sa.select(CampaignText.comment_id, Campaign)
        .join(Campaign, Campaign.id == CampaignText.campaign_id)
        .where(Campaign.hearing_id == hearing.id, Campaign.state != CampaignState.PROPOSED)
    )
    return dict(rows.tuples().all())


def _proposed(hearing: Hearing) -> dict[frozenset[int], Campaign]:
    rows = db.session().execute(
        sa.select(Campaign, CampaignText.comment_id)
        .join(CampaignText, CampaignText.campaign_id == Campaign.id)
        .where(Campaign.hearing_id == hearing.id, Campaign.state == CampaignState.PROPOSED)
    )
    found: dict[Campaign, set[int]] = {}
    for campaign, comment_id in rows.tuples():
        found.setdefault(campaign, set()).add(comment_id)
    return {frozenset(texts): campaign for campaign, texts in found.items()}


def _sketch(hearing: Hearing, ids: Sequence[int]) -> None:
    session = db.session()
    session.execute(sa.delete(Sketch).where(Sketch.comment_id.in_(ids)))
    attached = filewords.by_comments(ids)
    made = (
        (view.id, shingles.sketch(_said(view, attached.get(view.id, ""))))
        for view in discussion.by_ids(ids).values()
    )
    rows = [
        {"hearing_id": hearing.id, "comment_id": key, "sketch": sketch}
        for key, sketch in made
        if sketch is not None
    ]
    if rows:
        session.execute(sa.insert(Sketch), rows)


def _said(comment: CommentView, attached: str) -> str:
    """What anybody may read of it and its files; hidden and confidential words group with nothing."""
    return f"{comment.words}\n{comment.suggestion or ''}\n{attached}"


def _next(hearing: Hearing, after: int, most: int) -> Sequence[Comment]:
    return (
        db.session()
        .scalars(
            sa.select(Comment)
            .join(Thread, Thread.id == Comment.thread_id)
            .where(
                Thread.kind == DISCUSSION,
                Thread.key == hearing.key,
                Comment.number > after,
                sa.true() == Comment.has_words,
                Comment.reply_to_id.is_(None),
                Comment.withdrawn_at.is_(None),
            )
            .order_by(Comment.number)
            .limit(most)
        )
        .all()
    )


def _last_number(hearing: Hearing) -> int:
    wanted = sa.select(Thread.last_number).where(
        Thread.kind == DISCUSSION, Thread.key == hearing.key
    )
    return db.session().scalar(wanted) or 0


def _reach(hearing: Hearing) -> Reach:
    wanted = sa.select(Reach).where(Reach.hearing_id == hearing.id)
    db.insert_once(
        Reach,
        {"hearing_id": hearing.id, "through": 0, "is_grouped": True, "after_closing": False},
        conflict=["hearing_id"],
    )
    return db.session().scalars(wanted).one()


def _waiting() -> sa.Select[tuple[Hearing]]:
    """Hearings that have opened, owe a summary, and hold texts that nobody has looked at."""
    now = clock.now()
    ended = sa.or_(Hearing.stage == Stage.WITHDRAWN, Hearing.closes_at <= now)
    return (
        sa.select(Hearing)
        .join(
            Thread,
            sa.and_(Thread.kind == DISCUSSION, Thread.key == sa.cast(Hearing.id, sa.String)),
        )
        .outerjoin(Reach, Reach.hearing_id == Hearing.id)
        .where(
            Hearing.summary_due_at.is_not(None),
            Hearing.summarised_at.is_(None),
            Hearing.opens_at <= now,
            sa.or_(
                Reach.id.is_(None),
                Reach.through < Thread.last_number,
                sa.not_(Reach.is_grouped),
                sa.and_(ended, sa.not_(Reach.after_closing)),
            ),
        )
        .order_by(Hearing.id)
    )

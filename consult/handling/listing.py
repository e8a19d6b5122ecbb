"""The desk's list of comments by filter, page by page; the same filters for acts on all that they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from commons import db
from commons.discussion import indexing, searching
from commons.discussion import queries as discussion
from commons.discussion.additions import Attachment
from commons.discussion.models import Channel, Comment, Stance
from commons.discussion.shown import CommentView
from consult.answering import Placement, Theme
from consult.grouping.models import Campaign, CampaignText
from consult.handling.models import Assignment
from consult.models import DISCUSSION, Hearing
from consult.queries import handled

PAGE = 50
_SINGLE = Assignment.comment_id.is_not(None)


@dataclass(frozen=True)
class Wanted:
    """Which comments of a hearing; an empty one wants every comment that is to be handled."""

    section: str | None = None
    stance: Stance | None = None
    channel: Channel | None = None
    language: str = ""
    theme: int | None = None
    campaign: int | None = None
    mine_of: int | None = None
    unassigned: bool = False
    unhandled: bool = False
    unanswered: bool = False
    with_file: bool = False
    words: str = ""


@dataclass(frozen=True)
class Listed:
    """A page of the desk's list, and the number behind which the next one begins."""

    comments: tuple[CommentView, ...]
    following: int | None


def listing(hearing: Hearing, wanted: Wanted, *, after: int = 0, size: int = PAGE) -> Listed:
    """Comments by filter in the order of their numbers, page by page; nothing is counted."""
    where = conditions(hearing, replace(wanted, words=""))
    if wanted.words:
        known = searching.rare(DISCUSSION, hearing.key, wanted.words)
        if known is None:
            return _common(hearing, wanted.words, where, after, size)
        where.append(Comment.id.in_(known))
    found = handled.views(hearing, [*where, Comment.number > after], size + 1)
    following = found[size - 1].number if len(found) > size else None
    return Listed(tuple(found[:size]), following)


def conditions(hearing: Hearing, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    """The filters in SQL; the same for the list and for acts on all that it holds."""
    where = [*handled.to_handle()]
    plain = (
        (wanted.section, Comment.place == (wanted.section or None)),
        (wanted.stance, Comment.stance == wanted.stance),
        (wanted.channel, Comment.channel == wanted.channel),
        (wanted.language or None, Comment.language == wanted.language),
    )
    where += [condition for asked, condition in plain if asked is not None]
    flags = (
        (wanted.unassigned, sa.not_(is_assigned(hearing))),
        (wanted.unhandled, sa.not_(handled.is_handled())),
        (wanted.unanswered, sa.not_(handled.is_replied())),
        (wanted.with_file, sa.exists().where(Attachment.comment_id == Comment.id)),
    )
    where += [condition for is_asked, condition in flags if is_asked]
    if wanted.mine_of is not None:
        where.append(is_assigned(hearing, wanted.mine_of))
    if wanted.theme is not None:
        where.append(Comment.id.in_(_in_theme(hearing, wanted.theme)))
    if wanted.campaign is not None:
        where.append(Comment.id.in_(_in_campaign(hearing, wanted.campaign)))
    if wanted.words:
        where.append(Comment.id.in_(indexing.every(DISCUSSION, hearing.key, wanted.words)))
    return where


def _common(
    hearing: Hearing,
    words: str,
    where: Sequence[sa.ColumnElement[bool]],
    after: int,
    size: int,
) -> Listed:
    """A page of comments with words that stand nearly everywhere; it looks at a bounded number."""

    def batch(last: searching.Row | None, step: int) -> Sequence[searching.Row]:
        begin = after if last is None else last.number
        asked = sa.select(Comment.id, Comment.number).where(
            Comment.thread_id == handled.thread(hearing), *where, Comment.number > begin
        )
        return db.session().execute(asked.order_by(Comment.number).limit(step)).all()

    rows, last = searching.walk(DISCUSSION, hearing.key, words, batch, size)
    shown = discussion.by_ids([row.id for row in rows])
    return Listed(tuple(shown[row.id] for row in rows), None if last is None else last.number)


def is_assigned(hearing: Hearing, account_id: int | None = None) -> sa.ColumnElement[bool]:
    """A comment is given to somebody (or to this account): itself, its section or its theme."""
    here = [Assignment.hearing_id == hearing.id]
    if account_id is not None:
        here.append(Assignment.account_id == account_id)
    units = db.session().execute(
        sa.select(Assignment.place, Assignment.theme_id)
        .where(*here, Assignment.comment_id.is_(None))
        .order_by(Assignment.id)
    )
    given = units.tuples().all()
    places = [place for place, _theme in given if place is not None]
    themes = [theme for _place, theme in given if theme is not None]
    single = sa.select(Assignment.comment_id).where(*here, _SINGLE)
    ways: list[sa.ColumnElement[bool]] = [Comment.id.in_(single)]
    if places:
        ways.append(Comment.place.in_(places))
    if themes:
        ways.append(
            sa.exists().where(Placement.comment_id == Comment.id, Placement.theme_id.in_(themes))
        )
    return sa.or_(*ways)


def _in_theme(hearing: Hearing, number: int) -> sa.Select[tuple[int]]:
    return (
        sa.select(Placement.comment_id)
        .join(Theme, Theme.id == Placement.theme_id)
        .where(Theme.hearing_id == hearing.id, Theme.number == number)
    )


def _in_campaign(hearing: Hearing, number: int) -> sa.Select[tuple[int]]:
    return (
        sa.select(CampaignText.comment_id)
        .join(Campaign, Campaign.id == CampaignText.campaign_id)
        .where(Campaign.hearing_id == hearing.id, Campaign.number == number)
    )

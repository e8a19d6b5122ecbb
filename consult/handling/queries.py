"""The desk's list of comments by filter, who works on what, private notes, and progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from commons import db
from commons.access import Role
from commons.accounts.models import Account
from commons.agencies import queries as agencies
from commons.discussion import covering
from commons.discussion.additions import Attachment
from commons.discussion.models import Channel, Comment, Stance
from commons.discussion.shown import CommentView
from consult.answering import Placement, Theme
from consult.grouping.models import Campaign, CampaignText
from consult.handling.models import Assignment, DeskNote
from consult.models import Hearing
from consult.queries import handled, progress
from consult.queries.progress import Coverage

PAGE = 50
OFFICER = "officer:"
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


@dataclass(frozen=True)
class Note:
    """A private note with the name of whoever wrote it."""

    words: str = field(repr=False)
    by: str = field(repr=False)
    written_at: datetime


@dataclass(frozen=True)
class Officer:
    """Somebody who may be given work in a hearing."""

    account_id: int
    name: str = field(repr=False)


def listing(hearing: Hearing, wanted: Wanted, *, after: int = 0, size: int = PAGE) -> Listed:
    """Comments by filter in the order of their numbers, page by page; nothing is counted."""
    where = [*conditions(hearing, wanted), Comment.number > after]
    found = handled.views(hearing, where, size + 1)
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
        (wanted.unassigned, sa.not_(_is_assigned(hearing))),
        (wanted.unhandled, sa.not_(handled.is_handled())),
        (wanted.unanswered, sa.not_(handled.is_replied())),
        (wanted.with_file, sa.exists().where(Attachment.comment_id == Comment.id)),
    )
    where += [condition for is_asked, condition in flags if is_asked]
    if wanted.mine_of is not None:
        where.append(_is_assigned(hearing, wanted.mine_of))
    if wanted.theme is not None:
        where.append(Comment.id.in_(_in_theme(hearing, wanted.theme)))
    if wanted.campaign is not None:
        where.append(Comment.id.in_(_in_campaign(hearing, wanted.campaign)))
    said = covering.searchable_words()
    return where + [said.icontains(word, autoescape=True) for word in wanted.words.split()]


def officers(hearing: Hearing) -> list[Officer]:
    """Whoever may be given work: officers and publishers of the agencies that hold the hearing."""
    found: dict[int, Officer] = {}
    for house in sorted(hearing.houses):
        for member in agencies.members(house, Role.OFFICER, Role.PUBLISHER):
            name = member.account.display_name or f"{member.role.value} {member.account_id}"
            found.setdefault(member.account_id, Officer(member.account_id, name))
    return list(found.values())


def names(hearing: Hearing) -> dict[int, str]:
    """What the officers of a hearing are called at the desk."""
    return {officer.account_id: officer.name for officer in officers(hearing)}


def assignments(hearing: Hearing) -> dict[str, int]:
    """Who works on which section and theme: the account by unit; single comments apart."""
    rows = db.session().execute(
        sa.select(Assignment.unit, Assignment.account_id).where(
            Assignment.hearing_id == hearing.id, Assignment.comment_id.is_(None)
        )
    )
    return dict(rows.tuples().all())


def assigned_comments(hearing: Hearing, ids: Sequence[int]) -> dict[int, int]:
    """Who works on these single comments: the account by row."""
    rows = db.session().execute(
        sa.select(Assignment.comment_id, Assignment.account_id).where(
            Assignment.hearing_id == hearing.id, Assignment.comment_id.in_(ids)
        )
    )
    return {comment: account for comment, account in rows.tuples() if comment is not None}


def notes(hearing: Hearing, comment_id: int) -> list[Note]:
    """The private notes on a comment, oldest first; for the agency's own people only."""
    rows = db.session().execute(
        sa.select(DeskNote, Account.display_name)
        .join(Account, Account.id == DeskNote.written_by)
        .where(DeskNote.hearing_id == hearing.id, DeskNote.comment_id == comment_id)
        .order_by(DeskNote.id)
    )
    return [Note(note.words, name or "", note.written_at) for note, name in rows.tuples()]


def noted(hearing: Hearing, ids: Sequence[int]) -> set[int]:
    """Which of these comments bear a private note."""
    rows = db.session().scalars(
        sa.select(DeskNote.comment_id).where(
            DeskNote.hearing_id == hearing.id, DeskNote.comment_id.in_(ids)
        )
    )
    return set(rows)


def by_officer(hearing: Hearing) -> dict[int, Coverage]:
    """How much of what each officer was given is handled."""
    kept = {} if progress.is_small(hearing) else progress.kept_counts(hearing)
    found = {
        int(name.removeprefix(OFFICER)): count
        for name, count in kept.items()
        if name.startswith(OFFICER)
    }
    return found or count_officers(hearing)


def count_officers(hearing: Hearing) -> dict[int, Coverage]:
    """Count the work of each officer; for small hearings and jobs."""
    rows = db.session().scalars(
        sa.select(Assignment.account_id)
        .where(Assignment.hearing_id == hearing.id)
        .distinct()
        .order_by(Assignment.account_id)
    )
    found: dict[int, Coverage] = {}
    for account in list(rows):
        given = [*handled.to_handle(), _is_assigned(hearing, account)]
        whole = handled.count(hearing, *given)
        left = handled.count(hearing, *given, sa.not_(handled.is_handled()))
        found[account] = Coverage(whole, whole - left)
    return found


def hearings_of(account_id: int) -> list[Hearing]:
    """The hearings in which an officer has work and whose answers are still owed."""
    given = sa.select(Assignment.hearing_id).where(Assignment.account_id == account_id)
    rows = db.session().scalars(
        sa.select(Hearing)
        .where(
            Hearing.id.in_(given),
            Hearing.summary_due_at.is_not(None),
            Hearing.summarised_at.is_(None),
        )
        .order_by(Hearing.summary_due_at, Hearing.id)
    )
    return list(rows)


def _is_assigned(hearing: Hearing, account_id: int | None = None) -> sa.ColumnElement[bool]:
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

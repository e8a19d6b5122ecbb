"""Reading campaigns and proposed themes: for the desk all of them, for everybody the confirmed ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from commons import db
from commons.discussion import queries as discussion
from commons.discussion.shown import CommentView
from commons.errors import Refusal
from commons.i18n import _l
from consult.grouping.models import Campaign, CampaignState, CampaignText, Reach, ThemeProposal
from consult.models import Hearing
from consult.queries import answers, handled


@dataclass(frozen=True)
class Line:
    """A campaign with its first text, by which people know it."""

    campaign: Campaign
    first: CommentView | None
    joins: int | None = None


@dataclass(frozen=True)
class Totals:
    """How many campaigns a person has confirmed, and how many texts they hold."""

    campaigns: int = 0
    texts: int = 0


@dataclass(frozen=True)
class Proposed:
    """A proposed theme with its extracts, cut from the words as they are shown now."""

    proposal: ThemeProposal
    extracts: tuple[tuple[CommentView, str], ...] = field(repr=False)


def lines(hearing: Hearing, *states: CampaignState) -> list[Line]:
    """The campaigns of a hearing in these states, the largest first."""
    rows = db.session().scalars(
        sa.select(Campaign)
        .where(Campaign.hearing_id == hearing.id, Campaign.state.in_(states))
        .order_by(Campaign.texts.desc(), Campaign.number)
    )
    found = list(rows)
    firsts = _first_texts([row.id for row in found])
    numbers = _numbers([row.joins_id for row in found if row.joins_id])
    return [Line(row, firsts.get(row.id), numbers.get(row.joins_id or 0)) for row in found]


def proposed(hearing: Hearing) -> list[Line]:
    """What the machine proposes, the largest first."""
    return lines(hearing, CampaignState.PROPOSED)


def one(hearing: Hearing, number: int) -> Campaign:
    """One campaign by its number, in any state; refuses where there is none."""
    found = db.session().scalar(
        sa.select(Campaign).where(Campaign.hearing_id == hearing.id, Campaign.number == number)
    )
    if found is None:
        raise unknown()
    return found


def confirmed(hearing: Hearing, number: int) -> Campaign:
    """One campaign that a person has confirmed; to everybody else the others are not there."""
    found = one(hearing, number)
    if found.state is not CampaignState.CONFIRMED:
        raise unknown()
    return found


def unknown() -> Refusal:
    """There is no such campaign."""
    return Refusal("not-found", _l("There is no such campaign."))


def totals(hearing: Hearing) -> Totals:
    """How many campaigns are confirmed, and their texts together."""
    row = db.session().execute(
        sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(Campaign.texts), 0)).where(
            Campaign.hearing_id == hearing.id, Campaign.state == CampaignState.CONFIRMED
        )
    )
    campaigns, texts = row.one()
    return Totals(campaigns, int(texts))


def texts(campaign: Campaign, *, after: int = 0, size: int = 50) -> list[CommentView]:
    """Every text of a campaign, in the order of the comments' numbers."""
    held = sa.select(CampaignText.comment_id).where(CampaignText.campaign_id == campaign.id)
    hearing = db.session().get_one(Hearing, campaign.hearing_id)
    return handled.listed(hearing, held, CampaignText.comment_id, after=after, size=size)


def of_comments(ids: Sequence[int]) -> dict[int, int]:
    """The number of the confirmed campaign of each of these comments that is in one."""
    rows = db.session().execute(
        sa.select(CampaignText.comment_id, Campaign.number)
        .join(Campaign, Campaign.id == CampaignText.campaign_id)
        .where(CampaignText.comment_id.in_(ids), Campaign.state == CampaignState.CONFIRMED)
    )
    return dict(rows.tuples().all())


def is_pending(hearing: Hearing) -> bool:
    """Whether texts wait to be looked at by the machine."""
    reach = db.session().scalar(sa.select(Reach).where(Reach.hearing_id == hearing.id))
    return reach is None or not reach.is_grouped


def proposals(hearing: Hearing) -> list[Proposed]:
    """The themes that the machine proposes, in its order."""
    rows = db.session().scalars(
        sa.select(ThemeProposal)
        .where(ThemeProposal.hearing_id == hearing.id)
        .order_by(ThemeProposal.number)
    )
    return [_proposed(hearing, row) for row in rows]


def proposal(hearing: Hearing, number: int) -> ThemeProposal:
    """One proposed theme; refuses where there is none."""
    found = db.session().scalar(
        sa.select(ThemeProposal).where(
            ThemeProposal.hearing_id == hearing.id, ThemeProposal.number == number
        )
    )
    if found is None:
        raise Refusal("not-found", _l("There is no such proposal."))
    return found


def _proposed(hearing: Hearing, row: ThemeProposal) -> Proposed:
    places = list(zip(row.extracts[::3], row.extracts[1::3], row.extracts[2::3], strict=True))
    ids = answers.comment_ids(hearing, [number for number, _from, _to in places])
    views = {view.number: view for view in discussion.by_ids(ids).values()}
    found = (
        (views[number], views[number].words[begin:end].strip())
        for number, begin, end in places
        if number in views
    )
    return Proposed(row, tuple(pair for pair in found if pair[1]))


def _first_texts(ids: Sequence[int]) -> dict[int, CommentView]:
    first = (
        sa.select(CampaignText.comment_id)
        .where(CampaignText.campaign_id == Campaign.id)
        .order_by(CampaignText.comment_id)
        .limit(1)
        .scalar_subquery()
    )
    rows = db.session().execute(
        sa.select(Campaign.id, first).where(Campaign.id.in_(ids), first.is_not(None))
    )
    firsts = dict(rows.tuples().all())
    views = discussion.by_ids(list(firsts.values()))
    return {campaign: views[first] for campaign, first in firsts.items() if first in views}


def _numbers(ids: Sequence[int]) -> dict[int, int]:
    rows = db.session().execute(sa.select(Campaign.id, Campaign.number).where(Campaign.id.in_(ids)))
    return dict(rows.tuples().all())

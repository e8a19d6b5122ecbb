"""A person's part: confirm a campaign that the machine proposed, split it, undo it, bring it back."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from consult import policies
from consult.grouping.models import Campaign, CampaignState, CampaignText
from consult.grouping.services import campaigning
from consult.models import Hearing
from consult.queries import answers


def confirm(actor: Actor, hearing: Hearing, campaign: Campaign) -> Campaign:
    """Say that these texts are one campaign; from now on it is public, with every text.

    Later texts of a confirmed campaign join it, and it is what comes back then. Refuses what is
    decided already.
    """
    _check(actor, hearing, campaign)
    if campaign.state is not CampaignState.PROPOSED:
        raise Refusal("already-decided", _l("Somebody has decided on this campaign already."))
    joined = db.session().get(Campaign, campaign.joins_id) if campaign.joins_id else None
    if joined is not None:
        return _join(actor, hearing, campaign, joined)
    _decide(actor, campaign, CampaignState.CONFIRMED)
    _note(actor, hearing, campaign, "confirmed")
    return campaign


def undo(actor: Actor, hearing: Hearing, campaign: Campaign) -> None:
    """Say that these texts are no campaign; each stands by itself again, and none is lost."""
    _check(actor, hearing, campaign)
    was_public = campaign.state is CampaignState.CONFIRMED
    _decide(actor, campaign, CampaignState.UNDONE)
    if was_public:
        _note(actor, hearing, campaign, "undone")


def bring_back(actor: Actor, hearing: Hearing, campaign: Campaign) -> None:
    """Let an undone campaign be a proposal again; refuses any other."""
    _check(actor, hearing, campaign)
    if campaign.state is not CampaignState.UNDONE:
        raise Refusal("already-decided", _l("Only what was undone can be brought back."))
    campaign.state = CampaignState.PROPOSED
    campaign.decided_by = campaign.decided_at = None
    db.session().flush()


def split(actor: Actor, hearing: Hearing, campaign: Campaign, numbers: Sequence[int]) -> Campaign:
    """Part these texts from a campaign: two or more are a campaign of their own, one stands alone.

    Refuses where no text is ticked, or all of them are.
    """
    _check(actor, hearing, campaign)
    session = db.session()
    held = set(
        session.scalars(
            sa.select(CampaignText.comment_id).where(CampaignText.campaign_id == campaign.id)
        )
    )
    parted = frozenset(held.intersection(answers.comment_ids(hearing, numbers)))
    if not parted or len(parted) == len(held):
        raise Refusal(
            "nothing-ticked", _l("Tick some of the texts, but not all of them."), field="split"
        )
    session.execute(sa.delete(CampaignText).where(CampaignText.comment_id.in_(parted)))
    last = session.scalar(
        sa.select(sa.func.max(Campaign.number)).where(Campaign.hearing_id == hearing.id)
    )
    made = campaigning.add(hearing, (last or 0) + 1, parted, state=campaign.state)
    campaign.texts = len(held) - len(parted)
    for each in (made, campaign):
        if each.texts == 1:
            _decide(actor, each, CampaignState.UNDONE)
        elif each.state is CampaignState.PROPOSED:
            _decide(actor, each, CampaignState.CONFIRMED)
    _note(actor, hearing, campaign, "split")
    return made


def _join(actor: Actor, hearing: Hearing, campaign: Campaign, joined: Campaign) -> Campaign:
    session = db.session()
    session.execute(
        sa.update(CampaignText)
        .where(CampaignText.campaign_id == campaign.id)
        .values(campaign_id=joined.id)
    )
    joined.texts += campaign.texts
    session.delete(campaign)
    session.flush()
    _note(actor, hearing, joined, "confirmed")
    return joined


def _check(actor: Actor, hearing: Hearing, campaign: Campaign) -> None:
    policies.check(policies.may_answer(actor, hearing) and campaign.hearing_id == hearing.id)


def _decide(actor: Actor, campaign: Campaign, state: CampaignState) -> None:
    campaign.state, campaign.decided_at = state, clock.now()
    campaign.decided_by = actor.account_id
    db.session().flush()


def _note(actor: Actor, hearing: Hearing, campaign: Campaign, done: str) -> None:
    record.note(
        f"hearing:campaign:{done}",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts={"campaign": campaign.number, "texts": campaign.texts},
    )

"""The public pages of campaigns: "1 campaign, 21 texts", and each of the texts."""

from __future__ import annotations

from flask import Blueprint, request

from commons.access import Permission, requires
from commons.texts import queries as text_queries
from consult.grouping import queries
from consult.grouping.models import CampaignState
from consult.pages import public, within
from consult.queries import cards, texts

blueprint = Blueprint("campaigns", __name__)
PAGE = 50


@blueprint.get("/hearings/<slug>/campaigns")
@requires(Permission.ANYONE)
def index(slug: str) -> str:
    """The campaigns of a hearing that a person has confirmed."""
    hearing = public(slug)
    return within(
        "grouping/campaigns.html",
        hearing=hearing,
        card=cards.card(hearing),
        lines=queries.lines(hearing, CampaignState.CONFIRMED),
        totals=queries.totals(hearing),
    )


@blueprint.get("/hearings/<slug>/campaigns/<int:number>")
@requires(Permission.ANYONE)
def show(slug: str, number: int) -> str:
    """One campaign with every text, in the order in which they came."""
    hearing = public(slug)
    found = queries.confirmed(hearing, number)
    said = request.args.get("after", "0")
    after = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    comments = queries.texts(found, after=after, size=PAGE + 1)
    entries = text_queries.outline(texts.newest(hearing).id)
    return within(
        "grouping/campaign.html",
        hearing=hearing,
        campaign=found,
        comments=comments[:PAGE],
        following=comments[PAGE - 1].number if len(comments) > PAGE else None,
        labels={e.eid: e.label for e in entries if e.has_page},
    )

"""Campaigns as they follow from all sketches of a hearing; what a person has decided stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import sqlalchemy as sa
import structlog

from commons import clock, db
from consult.grouping import clusters, shingles
from consult.grouping.models import Campaign, CampaignState, CampaignText, Sketch
from consult.models import Hearing

log = structlog.get_logger("consult")
READ = 2_000
"""So many sketches are held at once."""
WRITTEN = 5_000
"""So many texts are written at once."""


def propose(hearing: Hearing) -> int:
    """Propose campaigns from all sketches; what a person has decided stays as it is.

    The same texts always give the same groups, in whatever order they came. Gives how many. The
    sketches are read in batches, once for each band; what is held is a number or two for each text.
    """
    decided = _decided(hearing)
    wanted: dict[frozenset[int], int | None] = {}
    for group in clusters.chained(lambda band: _by_band(hearing, band)):
        free = frozenset(key for key in group if key not in decided)
        joined = {c.number: c.id for key in group if (c := decided.get(key)) and _stands(c)}
        joins = joined[min(joined)] if joined else None
        if len(free) > 1 or (free and joins):
            wanted[free] = joins
    _replace(hearing, wanted)
    log.info("hearing_grouped_texts", hearing=hearing.id, campaigns=len(wanted))
    return len(wanted)


def _by_band(hearing: Hearing, number: int) -> Iterator[clusters.Sketched]:
    """All sketches in the order of one band, a batch at a time."""
    band = sa.func.substr(Sketch.sketch, number * shingles.WIDE + 1, shingles.WIDE)
    rows = db.session().execute(
        sa.select(Sketch.comment_id, Sketch.sketch)
        .where(Sketch.hearing_id == hearing.id)
        .order_by(band, Sketch.sketch, Sketch.comment_id)
        .execution_options(yield_per=READ)
    )
    yield from rows.tuples()


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
    _put(made, texts)
    return made


def _replace(hearing: Hearing, wanted: Mapping[frozenset[int], int | None]) -> None:
    """Let the proposals be the wanted ones; one whose first text is still there keeps its number."""
    session, left = db.session(), dict(wanted)
    group_of = {min(texts): texts for texts in wanted}
    changed: list[tuple[Campaign, set[int], frozenset[int]]] = []
    for campaign, texts in _proposed(hearing).items():
        group = group_of.get(min(texts))
        if group is not None and group in left and left[group] == campaign.joins_id:
            changed.append((campaign, texts, group))
            _take(campaign, texts - group)
            del left[group]
        else:
            _take(campaign, texts)
            session.delete(campaign)
    session.flush()
    for campaign, texts, group in changed:
        _put(campaign, group - texts)
        campaign.texts = len(group)
    number = session.scalar(
        sa.select(sa.func.max(Campaign.number)).where(Campaign.hearing_id == hearing.id)
    )
    _add_all(hearing, left, after=number or 0)


def _add_all(hearing: Hearing, wanted: Mapping[frozenset[int], int | None], *, after: int) -> None:
    """Propose many campaigns, numbered in the order of their first texts, batch by batch."""
    rest = iter(enumerate(sorted(wanted, key=min), start=after + 1))
    while some := dict(islice(rest, READ)):
        rows = [
            {
                "hearing_id": hearing.id,
                "number": number,
                "state": CampaignState.PROPOSED,
                "texts": len(texts),
                "joins_id": wanted[texts],
                "made_at": clock.now(),
            }
            for number, texts in some.items()
        ]
        made = sa.insert(Campaign).returning(Campaign.id, Campaign.number)
        ids = db.session().execute(made, rows).tuples().all()
        held = [(key, each) for key, number in ids for each in sorted(some[number])]
        for part in _parts(held):
            lines = [{"campaign_id": key, "comment_id": each} for key, each in part]
            db.session().execute(sa.insert(CampaignText), lines)


def _parts(held: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    for start in range(0, len(held), WRITTEN):
        yield held[start : start + WRITTEN]


def _put(campaign: Campaign, texts: Iterable[int]) -> None:
    for some in _batches(texts):
        rows = [{"campaign_id": campaign.id, "comment_id": each} for each in some]
        db.session().execute(sa.insert(CampaignText), rows)


def _take(campaign: Campaign, texts: Iterable[int]) -> None:
    for some in _batches(texts):
        db.session().execute(
            sa.delete(CampaignText).where(
                CampaignText.campaign_id == campaign.id, CampaignText.comment_id.in_(some)
            )
        )


def _batches(texts: Iterable[int]) -> Iterator[Sequence[int]]:
    rest = iter(sorted(texts))
    while some := list(islice(rest, WRITTEN)):
        yield some


def _stands(campaign: Campaign) -> bool:
    return campaign.state is CampaignState.CONFIRMED


def _decided(hearing: Hearing) -> dict[int, Campaign]:
    rows = db.session().execute(
        sa.select(CampaignText.comment_id, Campaign)
        .join(Campaign, Campaign.id == CampaignText.campaign_id)
        .where(Campaign.hearing_id == hearing.id, Campaign.state != CampaignState.PROPOSED)
    )
    return dict(rows.tuples().all())


def _proposed(hearing: Hearing) -> dict[Campaign, set[int]]:
    rows = db.session().execute(
        sa.select(Campaign, CampaignText.comment_id)
        .join(CampaignText, CampaignText.campaign_id == Campaign.id)
        .where(Campaign.hearing_id == hearing.id, Campaign.state == CampaignState.PROPOSED)
        .execution_options(yield_per=READ)
    )
    found: dict[Campaign, set[int]] = {}
    for campaign, comment_id in rows.tuples():
        found.setdefault(campaign, set()).add(comment_id)
    return found

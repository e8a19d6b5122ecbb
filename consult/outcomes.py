"""What the answering of a hearing came to, for its report in every form: campaigns, replies, verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from commons.discussion.statistics import Statistics
from commons.i18n import _
from commons.tables import Cell
from consult.answering import Reply
from consult.grouping import queries as grouping
from consult.grouping.models import CampaignState
from consult.models import Hearing
from consult.queries import answers, progress, replies
from consult.queries.answers import Row
from consult.queries.progress import Spread
from consult.queries.replies import Returned, Verdicts
from consult.states import Treated, Verdict
from consult.words import name

BATCH = 500
SHOWN = 50
"""So many replies the page of a report holds; files and data hold all of them."""


@dataclass(frozen=True)
class Outcome:
    """Everything that a report says beside themes, answers and what was said."""

    campaigns: list[grouping.Line]
    totals: grouping.Totals
    replies: list[Reply]
    returns: list[Returned]
    verdicts: Verdicts
    spread: Spread


def of(hearing: Hearing, counts: Statistics) -> Outcome:
    """What the answering of a hearing came to so far."""
    return Outcome(
        campaigns=grouping.lines(hearing, CampaignState.CONFIRMED),
        totals=grouping.totals(hearing),
        replies=replies.replies(hearing, size=SHOWN),
        returns=replies.returns(hearing),
        verdicts=replies.verdicts(hearing),
        spread=progress.spread(hearing, counts),
    )


def treated(hearing: Hearing, row: Row) -> Treated:
    """What has become of a comment so far, as everybody may know it."""
    comment, done = row.comment, row.treatment
    if comment.is_withdrawn:
        return Treated.WITHDRAWN
    if comment.reply_to is not None:
        return Treated.REPLY
    if done.reply is not None:
        return Treated.ANSWERED
    if not comment.has_words:
        return Treated.STANCE
    if hearing.summarised_at is None:
        return Treated.OPEN
    if done.themes:
        return Treated.ANSWERED
    return Treated.NO_ISSUE if done.no_issue else Treated.OPEN


def rows(hearing: Hearing) -> Iterator[tuple[Row, int | None]]:
    """Every row of the response matrix with the number of its campaign, read in batches."""
    matrix = answers.matrix(hearing)
    while batch := list(islice(matrix, BATCH)):
        known = grouping.of_comments([row.comment.id for row in batch])
        yield from ((row, known.get(row.comment.id)) for row in batch)


def all_replies(hearing: Hearing) -> Iterator[Reply]:
    """Every official reply, read in batches."""
    after = 0
    while found := replies.replies(hearing, after=after):
        yield from found
        after = found[-1].number


def figures(found: Outcome) -> list[tuple[str, int]]:
    """What is counted, as office programs show it."""
    return [
        (_("campaigns"), found.totals.campaigns),
        (_("texts in campaigns"), found.totals.texts),
        (_("took part for the first time"), found.spread.first_time),
        (_("comments by the ten who wrote most"), found.spread.of_busiest),
        (_("sections that hold half of all comments"), found.spread.half_in),
        *(
            (_("Does this answer my point? %(verdict)s", verdict=name(word)), times)
            for word in Verdict
            if (times := found.verdicts.times.get(word, 0))
        ),
    ]


def reply_heads() -> tuple[str, ...]:
    """What the columns of the replies are called."""
    return (
        _("Reply"),
        _("Section"),
        _("Comments"),
        _("Disposition"),
        _("Official reply"),
        _("Changed"),
        _("Answered by"),
    )


def reply_rows(hearing: Hearing, labels: dict[str, str]) -> Iterator[Sequence[Cell]]:
    """A row an official reply."""
    for one in all_replies(hearing):
        place = "" if one.place is None else labels.get(one.place, _("The draft as a whole"))
        changed = labels.get(one.section, one.section) if one.section else ""
        by = one.agency.name() if one.agency else ""
        yield one.number, place, one.comments, name(one.disposition), one.reason, changed, by


def data(hearing: Hearing, found: Outcome, path: str) -> dict[str, Any]:
    """The same for machines; `path` is the whole address of the hearing."""
    return {
        "campaigns": [
            {
                "number": line.campaign.number,
                "texts": line.campaign.texts,
                "url": f"{path}/campaigns/{line.campaign.number}",
            }
            for line in found.campaigns
        ],
        "official_replies": [_reply(one) for one in all_replies(hearing)],
        "verdicts": {word.name.lower(): found.verdicts.times.get(word, 0) for word in Verdict},
        "returns": [
            {
                "by": one.body.slug,
                "reason": one.entry.reason,
                "returned_at": one.entry.returned_at,
                "was_published": one.entry.published_at is not None,
            }
            for one in found.returns
        ],
        "spread": {
            "persons": found.spread.persons,
            "first_time": found.spread.first_time,
            "comments": found.spread.comments,
            "by_ten_busiest": found.spread.of_busiest,
            "sections_with_half": found.spread.half_in,
        },
    }


def _reply(one: Reply) -> dict[str, Any]:
    return {
        "number": one.number,
        "place": one.place,
        "comments": one.comments,
        "disposition": one.disposition.value,
        "reason": one.reason,
        "section": one.section,
        "version": one.version,
        "answered_at": one.answered_at,
        "agency": one.agency.slug if one.agency else None,
    }

"""The report of a hearing for other programs: the response matrix as a table and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from commons import tables
from commons.discussion.shown import CommentView
from commons.machine import absolute
from commons.tables import Cell
from consult import outcomes, serialising
from consult.answering import Answer, Reply
from consult.models import Hearing
from consult.queries import answers, cards
from consult.queries.answers import Row, Treatment

HEADS = (
    "number",
    "address",
    "channel",
    "received_on",
    "written_at",
    "version",
    "section",
    "reply_to",
    "stance",
    "author",
    "verified",
    "speaks_for",
    "register_number",
    "capacity",
    "confirmed",
    "confidential",
    "confidential_reason",
    "words",
    "suggestion",
    "themes",
    "theme_titles",
    "dispositions",
    "answers",
    "changed_sections",
    "no_issue_reason",
    "objection",
    "state",
    "campaign",
    "reply",
    "changed_in_version",
    "answered_by",
)


def matrix_csv(hearing: Hearing, base: str) -> Iterator[str]:
    """The response matrix line by line: comment, theme, answer, changed section."""
    rows = (
        (*_cells(hearing, row, base), *_outcome(hearing, row, campaign))
        for row, campaign in outcomes.rows(hearing)
    )
    return tables.csv_lines(HEADS, rows)


def matrix_json(hearing: Hearing) -> Iterator[str]:
    """The report as one JSON object, its comments one by one."""
    card = cards.card(hearing)
    yield json.dumps(_frame(hearing, card), ensure_ascii=False, default=_plain)[:-1]
    yield ', "items": ['
    for place, (row, campaign) in enumerate(outcomes.rows(hearing)):
        done = _public(hearing, row.treatment)
        said = {
            **serialising.comment(hearing, row.comment, done, card),
            "state": outcomes.treated(hearing, row).value,
            "campaign": campaign,
            "official_reply": done.reply.number if done.reply else None,
        }
        yield (", " if place else "") + json.dumps(said, ensure_ascii=False, default=_plain)
    yield "]}"


def _frame(hearing: Hearing, card: cards.Card) -> dict[str, Any]:
    written = answers.summary(hearing)
    found = outcomes.of(hearing, card.statistics)
    more = outcomes.data(hearing, found, absolute(hearing.path))
    if written is not None and written.published_at is not None:
        themes = answers.themes(hearing)
        whole = serialising.report(card, written, answers.coverage(hearing), themes)
        return {**whole, **more}
    return {
        **more,
        "hearing": serialising.line(card),
        "counts": serialising.counts(card, 0),
        "coverage": serialising.covered(answers.coverage(hearing)),
    }


def _cells(hearing: Hearing, row: Row, base: str) -> Sequence[Cell]:
    comment, done = row.comment, _public(hearing, row.treatment)
    given = given_to(done)
    return (
        comment.number,
        f"{base}{hearing.path}/comments/{comment.number}",
        comment.channel.value,
        comment.received_on,
        comment.written_at,
        comment.version,
        comment.section,
        comment.reply_to,
        comment.stance.value if comment.stance else "",
        "withheld" if comment.is_withheld else comment.shown_as,
        "yes" if comment.is_verified else "no",
        comment.speaks_for,
        comment.register_number,
        comment.capacity,
        "yes" if comment.speaks_confirmed else "",
        "yes" if comment.is_confidential else "",
        comment.confidential_reason,
        _words(comment),
        comment.suggestion,
        "; ".join(str(theme.number) for theme in done.themes),
        "; ".join(theme.title for theme in done.themes),
        "; ".join(answer.disposition.value for answer in given),
        "\n".join(answer.reason for answer in given),
        "; ".join(answer.section for answer in given if answer.section),
        done.no_issue.reason if done.no_issue else "",
        (done.no_issue.objection or "") if done.no_issue else "",
    )


def _words(comment: CommentView) -> str:
    """The words that anybody may read, or in one word why there are none."""
    if comment.is_withdrawn:
        return "withdrawn"
    return f"removed: {comment.cover_ground}" if comment.is_covered else comment.words


def given_to(done: Treatment) -> list[Answer | Reply]:
    """The official reply to a comment, then the answers to its themes."""
    own: list[Answer | Reply] = [done.reply] if done.reply else []
    return own + [theme.answer for theme in done.themes if theme.answer is not None]


def _outcome(hearing: Hearing, row: Row, campaign: int | None) -> Sequence[Cell]:
    done = _public(hearing, row.treatment)
    versions = [str(one.version) for one in given_to(done) if one.section and one.version]
    return (
        outcomes.treated(hearing, row).value,
        campaign,
        done.reply.number if done.reply else None,
        "; ".join(versions),
        "; ".join(dict.fromkeys(one.agency.slug for one in given_to(done) if one.agency)),
    )


def _public(hearing: Hearing, done: Treatment) -> Treatment:
    """Until the summary is published only an official reply is public, themes are the agency's own."""
    return done if hearing.summarised_at is not None else Treatment(reply=done.reply)


def _plain(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the report")

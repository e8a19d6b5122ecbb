"""The report of a hearing for other programs: the response matrix as a table and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from commons import tables
from commons.discussion.shown import CommentView
from commons.tables import Cell
from consult import serialising
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
)


def matrix_csv(hearing: Hearing, base: str) -> Iterator[str]:
    """The response matrix line by line: comment, theme, answer, changed section."""
    rows = (_cells(hearing, row, base) for row in answers.matrix(hearing))
    return tables.csv_lines(HEADS, rows)


def matrix_json(hearing: Hearing) -> Iterator[str]:
    """The report as one JSON object, its comments one by one."""
    card = cards.card(hearing)
    yield json.dumps(_frame(hearing, card), ensure_ascii=False, default=_plain)[:-1]
    yield ', "items": ['
    for place, row in enumerate(answers.matrix(hearing)):
        said = serialising.comment(hearing, row.comment, _public(hearing, row.treatment), card)
        yield (", " if place else "") + json.dumps(said, ensure_ascii=False, default=_plain)
    yield "]}"


def _frame(hearing: Hearing, card: cards.Card) -> dict[str, Any]:
    written = answers.summary(hearing)
    if written is not None and written.published_at is not None:
        themes = answers.themes(hearing)
        return serialising.report(card, written, answers.coverage(hearing), themes)
    return {
        "hearing": serialising.line(card),
        "counts": serialising.counts(card, 0),
        "coverage": serialising.covered(answers.coverage(hearing)),
    }


def _cells(hearing: Hearing, row: Row, base: str) -> Sequence[Cell]:
    comment, done = row.comment, _public(hearing, row.treatment)
    given = [theme.answer for theme in done.themes if theme.answer is not None]
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


def _public(hearing: Hearing, done: Treatment) -> Treatment:
    """What the agency does with a comment is its own until the summary is published."""
    return done if hearing.summarised_at is not None else Treatment()


def _plain(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the report")

"""Whether others have said nearly the same of a section: a hint before sending, never a hindrance."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from rapidfuzz import fuzz

from commons import db
from commons.discussion import indexing
from commons.discussion.models import Comment, Thread
from commons.discussion.services import Statement
from commons.discussion.shown import CommentView, view
from commons.search import analyser

NEARLY = 85
"""From this likeness on (of 100) two texts are called nearly the same."""
LOOKED_AT = 50
_TELLING = 3
_MOST = 500
"""So many comments with the same telling words are gone through, the newest."""


@dataclass(frozen=True)
class Similar:
    """How many comments say nearly the same (at most LOOKED_AT), and the one most supported."""

    times: int
    first: CommentView


def of(kind: str, key: str, said: Statement) -> Similar | None:
    """Comments on the same section that say nearly this; None where there is none."""
    mine = _joined(said.words, said.suggestion)
    telling = sorted(analyser.terms(mine, said.language), key=len, reverse=True)[:_TELLING]
    if not telling:
        return None
    ids = indexing.matching(kind, key, " ".join(telling), limit=_MOST)
    wanted = (
        sa.select(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(
            Thread.kind == kind,
            Thread.key == key,
            Comment.id.in_(ids),
            Comment.place == said.section,
            Comment.reply_to_id.is_(None),
        )
        .order_by(Comment.support.desc(), Comment.id)
        .limit(LOOKED_AT)
    )
    found = [view(row) for row in db.session().scalars(wanted)]
    alike = [c for c in found if fuzz.ratio(_joined(c.words, c.suggestion), mine) >= NEARLY]
    return Similar(len(alike), alike[0]) if alike else None


def _joined(words: str, suggestion: str | None) -> str:
    return analyser.normalise(f"{words}\n{suggestion or ''}".strip())

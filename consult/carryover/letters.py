"""Who is told of a finished round: each author once, of all his comments that went elsewhere."""

from __future__ import annotations

import sqlalchemy as sa

from commons import db
from commons.discussion.models import Comment
from commons.texts import queries as text_queries
from commons.texts.matching import State
from consult.carryover import mails, queries
from consult.carryover.models import Carried
from consult.models import Hearing
from consult.queries import texts
from consult.services import telling


def tell(hearing: Hearing, version: int) -> int:
    """Write one letter to each author whose comments moved or lost their section; gives how many.

    After a reopening only those are told of whose comments something was decided since.
    """
    before = queries.reopenings(hearing, version)
    rows = db.session().execute(
        sa.select(Comment.account_id, Comment.number, Carried.from_eid, Carried.to_eid)
        .join(Comment, Comment.id == Carried.comment_id)
        .where(
            Carried.hearing_id == hearing.id,
            Carried.version == version,
            _decided_since(hearing, version) if before else Carried.state != State.SAME.value,
            Comment.account_id.is_not(None),
            Comment.withdrawn_at.is_(None),
        )
        .order_by(Comment.account_id, Comment.number)
    )
    labels = mails.Labels(
        {e.eid: e.label for e in text_queries.outline(texts.version(hearing, version - 1).id)},
        {e.eid: e.label for e in text_queries.outline(texts.version(hearing, version).id)},
    )
    ways: dict[int, list[mails.Way]] = {}
    for account, number, old, new in rows.tuples():
        ways.setdefault(account or 0, []).append(mails.Way(number, old, new))
    again = f":{len(before)}" if before else ""
    event = f"hearing:{hearing.id}:carried:{version}{again}"
    return sum(
        telling.account(account, event, mails.carried(hearing, version, found, labels))
        for account, found in ways.items()
    )


def _decided_since(hearing: Hearing, version: int) -> sa.ColumnElement[bool]:
    opened = queries.reopenings(hearing, version)[-1].reopened_at
    since = [d for d in queries.decisions(hearing, version) if d.decided_at >= opened]
    numbers = [d.number for d in since if d.number is not None]
    whole = [d.eid for d in since if d.number is None]
    apart = sa.and_(Carried.from_eid.in_(whole), Carried.alone.is_(False))
    return sa.or_(apart, Comment.number.in_(numbers))

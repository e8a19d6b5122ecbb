"""Official replies, corrections of answers, returned summaries, and what participants say of it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from commons import db
from commons.agencies.models import Agency
from commons.discussion.shown import CommentView
from commons.errors import Refusal
from commons.i18n import _l
from consult.answering import (
    Correction,
    EarlyEnd,
    Judgement,
    Replied,
    Reply,
    SummaryReturn,
    VerdictTally,
)
from consult.models import Hearing
from consult.queries import handled
from consult.states import Verdict


@dataclass(frozen=True)
class Verdicts:
    """How many participants gave each verdict on the published answers."""

    times: dict[Verdict, int] = field(default_factory=dict)

    @property
    def all(self) -> int:
        """How many have said anything."""
        return sum(self.times.values())

    def percent(self, verdict: Verdict | str) -> int:
        """Of a hundred who said anything so many gave this verdict."""
        return round(100 * self.times.get(Verdict(verdict), 0) / self.all) if self.all else 0


@dataclass(frozen=True)
class Returned:
    """A return of the summary with the body that gave it back."""

    entry: SummaryReturn
    body: Agency


def replies(hearing: Hearing, *, after: int = 0, size: int = 200) -> list[Reply]:
    """The official replies in their order: to comments and to sections."""
    rows = db.session().scalars(
        sa.select(Reply)
        .where(Reply.hearing_id == hearing.id, Reply.number > after)
        .order_by(Reply.number)
        .limit(size)
    )
    return list(rows)


def reply(hearing: Hearing, number: int) -> Reply:
    """One official reply by its number; refuses where there is none."""
    found = db.session().scalar(
        sa.select(Reply).where(Reply.hearing_id == hearing.id, Reply.number == number)
    )
    if found is None:
        raise Refusal("not-found", _l("There is no such reply."))
    return found


def of_section(hearing: Hearing, eid: str) -> list[tuple[Reply, list[Correction]]]:
    """The official replies to a section as a whole, each with how it read before."""
    rows = db.session().scalars(
        sa.select(Reply)
        .where(Reply.hearing_id == hearing.id, Reply.place == eid)
        .order_by(Reply.number)
    )
    found = list(rows)
    before = corrections(replies=[row.id for row in found]) if found else {}
    return [(row, before.get(f"reply:{row.id}", [])) for row in found]


def comments_of(reply_: Reply, *, after: int = 0, size: int = 50) -> list[CommentView]:
    """The comments that a reply answers, in the order of their numbers."""
    held = sa.select(Replied.comment_id).where(Replied.reply_id == reply_.id)
    hearing = db.session().get_one(Hearing, reply_.hearing_id)
    return handled.listed(hearing, held, Replied.comment_id, after=after, size=size)


def corrections(
    *, answers: Sequence[int] = (), replies: Sequence[int] = ()
) -> dict[str, list[Correction]]:
    """How these answers and replies read before, oldest first, under `answer:<row>`, `reply:<row>`."""
    rows = db.session().scalars(
        sa.select(Correction)
        .where(sa.or_(Correction.answer_id.in_(answers), Correction.reply_id.in_(replies)))
        .order_by(Correction.id)
    )
    found: dict[str, list[Correction]] = {}
    for row in rows:
        key = f"answer:{row.answer_id}" if row.answer_id else f"reply:{row.reply_id}"
        found.setdefault(key, []).append(row)
    return found


def returns(hearing: Hearing) -> list[Returned]:
    """Each time that the summary was given back, oldest first."""
    rows = db.session().execute(
        sa.select(SummaryReturn, Agency)
        .join(Agency, Agency.id == SummaryReturn.agency_id)
        .where(SummaryReturn.hearing_id == hearing.id)
        .order_by(SummaryReturn.id)
    )
    return [Returned(entry, body) for entry, body in rows.tuples()]


def verdicts(hearing: Hearing) -> Verdicts:
    """What participants say of the answers of a hearing."""
    return _verdicts([hearing.id])


def verdict_of(hearing: Hearing, account_id: int | None) -> Verdict | None:
    """What this participant has said, if anything."""
    if account_id is None:
        return None
    return db.session().scalar(
        sa.select(Judgement.verdict).where(
            Judgement.hearing_id == hearing.id, Judgement.account_id == account_id
        )
    )


def judgements_by(account_id: int) -> list[tuple[int, Judgement]]:
    """Every verdict of an account, with the number of its hearing; for its own page."""
    rows = db.session().scalars(
        sa.select(Judgement).where(Judgement.account_id == account_id).order_by(Judgement.id)
    )
    return [(row.hearing_id, row) for row in rows]


def early_end(hearing: Hearing) -> EarlyEnd | None:
    """The early end that waits for its second person, if one does."""
    return db.session().scalar(
        sa.select(EarlyEnd).where(EarlyEnd.hearing_id == hearing.id, EarlyEnd.settled_at.is_(None))
    )


def _verdicts(hearing_ids: Sequence[int]) -> Verdicts:
    rows = db.session().execute(
        sa.select(VerdictTally.verdict, sa.func.sum(VerdictTally.times))
        .where(VerdictTally.hearing_id.in_(hearing_ids))
        .group_by(VerdictTally.verdict)
    )
    return Verdicts({verdict: int(times) for verdict, times in rows.tuples()})

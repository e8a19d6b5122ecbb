"""What participants say of the published answers, once each: does this answer my point?"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from commons import clock, db
from commons.access import Actor
from commons.discussion.models import Voice
from commons.errors import Refusal
from commons.i18n import _l
from consult.answering import Judgement, VerdictTally
from consult.models import Hearing
from consult.queries import handled
from consult.states import Verdict


def judge(actor: Actor, hearing: Hearing, verdict: Verdict) -> None:
    """Say whether the published answers answer one's point; whoever spoke here may, once.

    Refuses before the summary is published, whoever has not spoken, and a second time.
    """
    if hearing.summarised_at is None:
        raise Refusal("out-of-order", _l("The answers are not published yet."))
    if not took_part(hearing, actor.account_id):
        raise Refusal("not-permitted", _l("Only those who have spoken in this hearing are asked."))
    values = {
        "hearing_id": hearing.id,
        "account_id": actor.account_id,
        "verdict": verdict,
        "given_at": clock.now(),
    }
    if db.insert_once(Judgement, values, conflict=["hearing_id", "account_id"]) is None:
        raise Refusal("already-judged", _l("You have answered this question already."))
    insert = pg_insert if db.is_postgres() else sqlite_insert
    statement = insert(VerdictTally).values(hearing_id=hearing.id, verdict=verdict, times=1)
    db.session().execute(
        statement.on_conflict_do_update(
            index_elements=["hearing_id", "verdict"],
            set_={"times": VerdictTally.times + statement.excluded.times},
        )
    )


def took_part(hearing: Hearing, account_id: int | None) -> bool:
    """Whether this account has spoken in the hearing."""
    if account_id is None:
        return False
    found = sa.select(Voice.id).where(
        Voice.thread_id == handled.thread(hearing), Voice.account_id == account_id
    )
    return db.session().scalar(found) is not None


def forget(account_id: int) -> None:
    """Cut the link between an account and its verdicts; the tallies stay (GDPR art. 17)."""
    db.session().execute(sa.delete(Judgement).where(Judgement.account_id == account_id))

"""Deciding a carry-over: confirm, put elsewhere or orphan; then finish the round and tell the authors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.discussion import placing
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import matching
from commons.texts import queries as text_queries
from commons.texts.matching import State
from commons.texts.tree import plain
from consult import policies
from consult.carryover import letters, queries
from consult.carryover.models import Act, Carried, CarryDecision, CarryRound
from consult.models import DISCUSSION, CarryOver, Hearing
from consult.queries import texts

log = structlog.get_logger("consult")
_ALIKE = 100


def decide_section(
    actor: Actor, hearing: Hearing, eid: str, act: Act, *, to: str | None = None
) -> CarryDecision:
    """Decide where a section of the version before went, with every comment not decided alone.

    `to` names a section of the newest version where `act` is to reassign. Refuses once the round
    is finished (carry-over-settled), while comments are still
    being placed (carry-over-running), and a section that is not there (no-such-section).
    """
    version = _open_round(actor, hearing)
    row = _row(hearing, version, eid)
    before, target = row.to_eid, _target(hearing, act, row.to_eid, to)
    score = _likeness(hearing, version, eid, target, known=(row.to_eid, row.score))
    moving = _undecided(hearing, version, eid)
    _put(hearing, moving, target, _state(eid, target), score)
    row.to_eid, row.state, row.score = target, _state(eid, target).value, score
    return _note(actor, hearing, _Choice(version, eid, None, act, before, target, score))


def confirm_alike(actor: Actor, hearing: Hearing) -> int:
    """Confirm every section whose words are quite the same under another number; gives how many."""
    version = _open_round(actor, hearing)
    alike = [w for w in queries.lines(hearing, version) if w.waits and w.score == _ALIKE]
    for line in alike:
        decide_section(actor, hearing, line.eid, Act.CONFIRM)
    return len(alike)


def decide_comment(
    actor: Actor, hearing: Hearing, number: int, act: Act, *, to: str | None = None
) -> CarryDecision:
    """Decide the place of one comment apart from its section; refuses as `decide_section` does."""
    version = _open_round(actor, hearing)
    carried = queries.carried(hearing, version, number)
    before, target = carried.to_eid, _target(hearing, act, carried.to_eid, to)
    known = (carried.to_eid, carried.score)
    score = _likeness(hearing, version, carried.from_eid, target, known=known)
    _put(hearing, [carried], target, _state(carried.from_eid, target), score)
    carried.alone = True
    chosen = _Choice(version, carried.from_eid, number, act, before, target, score)
    return _note(actor, hearing, chosen)


def settle(actor: Actor, hearing: Hearing) -> CarryRound:
    """Finish the round: every author whose comment moved or lost its section is told, once.

    Refuses while a section waits (carry-over-pending), and a second time (carry-over-settled).
    """
    version = _open_round(actor, hearing)
    if any(found.waits for found in queries.lines(hearing, version)):
        sentence = _l("Decide every section in doubt first; then the authors are told.")
        raise Refusal("carry-over-pending", sentence)
    done = CarryRound(
        hearing_id=hearing.id,
        version=version,
        settled_by=actor.account_id,
        settled_at=clock.now(),
        told=letters.tell(hearing, version),
    )
    db.session().add(done)
    db.session().flush()
    record.note(
        "hearing:carry-over:settled",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts={"version": version, "told": done.told},
    )
    log.info("carry_over_settled", id=hearing.id, version=version, told=done.told)
    return done


@dataclass(frozen=True)
class _Choice:
    """What was decided, as it goes on record."""

    version: int
    eid: str
    number: int | None
    act: Act
    before: str | None
    to: str | None
    score: int


def _open_round(actor: Actor, hearing: Hearing) -> int:
    """The number of the newest version, whose round is open to this officer."""
    policies.check(policies.may_see_desk(actor, hearing))
    version = texts.newest(hearing).number or 0
    if version < 2:
        raise Refusal("out-of-order", _l("There is only one version: nothing was carried over."))
    queries.check_placed(hearing)
    if queries.settled(hearing, version) is not None:
        sentence = _l("This round is finished and its authors are told.")
        raise Refusal("carry-over-settled", sentence)
    return version


def _row(hearing: Hearing, version: int, eid: str) -> CarryOver:
    found = db.session().scalar(
        sa.select(CarryOver).where(
            CarryOver.hearing_id == hearing.id,
            CarryOver.version == version - 1,
            CarryOver.eid == eid,
        )
    )
    if found is None:
        raise Refusal("section-not-found", _l("This version has no such section."), eid=eid)
    return found


def _target(hearing: Hearing, act: Act, now: str | None, to: str | None) -> str | None:
    if act is not Act.REASSIGN:
        return now if act is Act.CONFIRM else None
    pages = text_queries.outline(texts.newest(hearing).id)
    if to not in {entry.eid for entry in pages if entry.has_page}:
        sentence = _l("Choose a section of the new version.")
        raise Refusal("no-such-section", sentence, field="to")
    return to


def _state(eid: str, target: str | None) -> State:
    if target is None:
        return State.ORPHANED
    return State.SAME if target == eid else State.MOVED


def _likeness(
    hearing: Hearing, version: int, eid: str, target: str | None, *, known: tuple[str | None, int]
) -> int:
    if target is None or target == known[0]:
        return known[1] if target else 0
    old = text_queries.section(texts.version(hearing, version - 1).id, eid)
    new = text_queries.section(texts.version(hearing, version).id, target)
    return matching.likeness(plain(old.node), plain(new.node))


def _undecided(hearing: Hearing, version: int, eid: str) -> Sequence[Carried]:
    wanted = sa.select(Carried).where(
        Carried.hearing_id == hearing.id,
        Carried.version == version,
        Carried.from_eid == eid,
        Carried.alone.is_(False),
    )
    return db.session().scalars(wanted).all()


def _put(
    hearing: Hearing, rows: Sequence[Carried], target: str | None, state: State, score: int
) -> None:
    moving = [row.comment_id for row in rows if row.to_eid != target]
    if moving:
        placing.put(DISCUSSION, hearing.key, moving, target)
    for row in rows:
        row.to_eid, row.state, row.score = target, state.value, score
    db.session().flush()


def _note(actor: Actor, hearing: Hearing, chosen: _Choice) -> CarryDecision:
    decision = CarryDecision(
        hearing_id=hearing.id,
        version=chosen.version,
        eid=chosen.eid,
        number=chosen.number,
        act=chosen.act,
        before_eid=chosen.before,
        to_eid=chosen.to,
        score=chosen.score,
        decided_by=actor.account_id,
        decided_at=clock.now(),
    )
    db.session().add(decision)
    db.session().flush()
    facts = {
        "version": chosen.version,
        "from": chosen.eid,
        "comment": chosen.number,
        "act": chosen.act.value,
        "before": chosen.before,
        "to": chosen.to,
        "score": chosen.score,
    }
    record.note(
        "hearing:carry-over:decided",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts=facts,
    )
    return decision

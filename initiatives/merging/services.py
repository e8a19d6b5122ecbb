"""Acts of merging: ask, agree, call off; when both groups agree the one ends in favour of the other."""

from __future__ import annotations

import signatures
from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from initiatives import policies, proposal, queries, rules
from initiatives.authoring.models import Ending
from initiatives.merging import mails
from initiatives.merging import queries as mergers
from initiatives.merging.models import Merger, MergerVoice
from initiatives.models import Initiative, Member
from initiatives.states import State

MAY_END = frozenset({State.DISCUSSION, State.RETURNED, State.REVIEW, State.COLLECTING})
MAY_GO_ON = MAY_END


def may_ask(actor: Actor, ending: Initiative) -> bool:
    """Whether the actor may propose that this initiative ends in favour of another."""
    return policies.is_author(actor, ending) and _stands(ending) in MAY_END


def ask(ending: Initiative, actor: Actor, going_on: Initiative, *, reason: str) -> Merger:
    """Propose that one's initiative ends in favour of another; the author's own yes is given with it.

    Refused for others than the author, for what is not public or no longer running, for itself,
    between practice and reality, without reason, and while another merger of it waits.
    """
    if not policies.is_author(actor, ending):
        raise Refusal("not-permitted", _l("Only the author proposes this."))
    _check_possible(ending, going_on)
    if mergers.waiting(ending.id):
        raise Refusal("already-asked", _l("A merger of this initiative waits for consent already."))
    said = proposal.tidy(reason)
    if not said:
        raise Refusal("reason-missing", _l("Write the reason; it is public."), field="reason")
    merger = Merger(ending=ending, going_on=going_on, reason=said, asked_at=clock.now())
    db.session().add(merger)
    db.session().flush()
    _note(merger, actor, "asked")
    mails.asked(merger)
    agree(merger, ending, actor)
    return merger


def agree(merger: Merger, initiative: Initiative, actor: Actor) -> bool:
    """Give one's voice as one who carries `initiative`; whether the two are one now.

    Refused for others, once it is settled, and when one of the two can no longer be merged.
    """
    member = policies.member_of(actor, initiative)
    if member is None:
        raise Refusal("not-permitted", _l("Only those who carry one of the two agree."))
    if not merger.waits:
        raise Refusal("already-settled", _l("This merger is settled already."))
    first, second = sorted((merger.ending_id, merger.going_on_id))
    queries.locked(first)
    queries.locked(second)
    _check_possible(merger.ending, merger.going_on)
    values = {"merger_id": merger.id, "member_id": member.id, "given_at": clock.now()}
    db.insert_once(MergerVoice, values, conflict=["merger_id", "member_id"])
    db.session().expire(merger, ["voices"])
    if not (is_agreed(merger, merger.ending) and is_agreed(merger, merger.going_on)):
        return False
    _merge(merger, actor)
    return True


def call_off(merger: Merger, actor: Actor) -> None:
    """End a merger that waits; the author of either initiative may."""
    authors = (merger.ending, merger.going_on)
    if not any(policies.is_author(actor, each) for each in authors):
        raise Refusal("not-permitted", _l("Only an author calls this off."))
    if not merger.waits:
        raise Refusal("already-settled", _l("This merger is settled already."))
    merger.called_off_at = clock.now()
    db.session().flush()
    _note(merger, actor, "called-off")


def agreeing(merger: Merger, initiative: Initiative) -> list[Member]:
    """Who of those who carry one of the two has agreed."""
    given = {voice.member_id for voice in merger.voices}
    return [member for member in initiative.members if member.id in given]


def is_agreed(merger: Merger, initiative: Initiative) -> bool:
    """Whether more than half of those who carry it have agreed."""
    return rules.is_majority(len(agreeing(merger, initiative)), len(initiative.members))


def _merge(merger: Merger, actor: Actor) -> None:
    ending, now = merger.ending, clock.now()
    if ending.sheet_id is not None and ending.sealed_at is None:
        signatures.end(ending.sheet_id)
        ending.closes_at = min(now, ending.closes_at or now)
    ending.move(State.WITHDRAWN)
    ending.ended_at = merger.merged_at = now
    db.session().add(Ending(initiative_id=ending.id, reason=merger.reason, ended_at=now))
    db.session().flush()
    for other in mergers.waiting(ending.id):
        other.called_off_at = now
    db.session().flush()
    _note(merger, actor, "merged")
    mails.merged(merger)


def _check_possible(ending: Initiative, going_on: Initiative) -> None:
    if ending.id == going_on.id:
        raise Refusal("bad-form", _l("Choose another initiative."), field="other")
    for each, may in ((ending, MAY_END), (going_on, MAY_GO_ON)):
        if each.published_at is None or each.removed_at is not None or _stands(each) not in may:
            raise Refusal(
                "wrong-state",
                _l(
                    "Only two public initiatives that are discussed, reviewed or signed are merged."
                ),
            )
    if ending.practice != going_on.practice:
        raise Refusal("practice-sheet", _l("Practice and reality are not merged."))


def _stands(initiative: Initiative) -> State:
    return rules.state(initiative, clock.now())


def _note(merger: Merger, actor: Actor, word: str) -> None:
    pair = ((merger.ending, merger.going_on), (merger.going_on, merger.ending))
    for initiative, other in pair:
        record.note(
            f"initiative:merger:{word}",
            initiative.path,
            actor=actor,
            agency_id=initiative.agency_id,
            facts={"number": merger.id, "address": other.path},
        )

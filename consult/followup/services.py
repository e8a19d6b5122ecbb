"""What an agency reports after the decision: the final text, and what became of each section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.errors import FieldRefusals, Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.texts import matching, tree
from commons.texts import queries as texts
from commons.texts import services as text_services
from commons.texts.importing import Parsed
from commons.texts.words import normalise
from consult import policies
from consult.followup import evaluating, mails, queries, rules
from consult.followup.models import FinalText, Outcome, Result
from consult.models import Hearing
from consult.services import telling
from consult.states import Stage

log = structlog.get_logger("consult")
TOLD = "followup"


@dataclass(frozen=True)
class Said:
    """What an officer says became of one section."""

    result: Result
    reason: str = ""
    final_eid: str | None = None


def enter_final_text(
    actor: Actor,
    hearing: Hearing,
    *,
    link: str,
    gazette: str = "",
    parsed: Parsed | None = None,
    evaluate_on: date | None = None,
) -> FinalText:
    """Enter where the adopted act is published, and its text where it is at hand.

    Refuses before the decision ("out-of-order"), no address, and an evaluation that is later than
    the rule set allows. An imported text proposes what became of each section; nobody is told yet.
    """
    _check(actor, hearing)
    if not link.strip():
        raise Refusal("link-needed", _l("Enter the address of the adopted text."), field="link")
    found = queries.final_text(hearing) or FinalText(hearing_id=hearing.id)
    found.link, found.gazette = link.strip(), normalise(gazette.strip())
    found.recorded_by, found.recorded_at = actor.account_id or 0, clock.now()
    if parsed is not None:
        found.text_id = _kept(found, parsed)
    db.session().add(found)
    db.session().flush()
    if evaluate_on is not None:
        evaluating.plan(hearing, evaluate_on)
    facts: dict[str, object] = {"link": found.link, "gazette": found.gazette}
    if parsed is not None:
        facts["digest"] = texts.latest(found.text_id or 0).digest
    _note(actor, hearing, "hearing:final-text:entered", facts)
    return found


def proposals(hearing: Hearing) -> dict[str, Said]:
    """What the words of the final text say became of each section; an officer confirms it."""
    return {fate.eid: Said(rules.proposed(fate), "", fate.to) for fate in _fates(hearing).values()}


def record_outcomes(actor: Actor, hearing: Hearing, said: Mapping[str, Said]) -> int:
    """Put on record what became of these sections; followers get one letter, however often it is mended.

    Refuses before the decision, a section that the draft has not, and "partly" or "not adopted"
    without a reason; gives how many sections were written.
    """
    _check(actor, hearing)
    known = {line.entry.eid for line in queries.lines(hearing)}
    _check_said(said, known)
    standing, fates = queries.outcomes(hearing), _fates(hearing)
    for eid, one in said.items():
        row = standing.get(eid) or Outcome(hearing_id=hearing.id, eid=eid)
        row.result, row.reason = one.result, normalise(one.reason.strip())
        row.final_eid, row.recorded_at = one.final_eid or None, clock.now()
        fate = fates.get(eid)
        row.score = fate.score if fate and fate.to and fate.to == row.final_eid else None
        db.session().add(row)
    db.session().flush()
    if said:
        telling.followers(hearing, TOLD, mails.followed_up(hearing))
        facts = {r.value: times for r, times in queries.counts(hearing).items()}
        _note(actor, hearing, "hearing:follow-up:recorded", facts)
    return len(said)


def _check_said(said: Mapping[str, Said], known: set[str]) -> None:
    faults: list[tuple[str, object]] = []
    for eid, one in said.items():
        if eid not in known:
            raise Refusal("section-not-found", _l("This version has no such section."), eid=eid)
        try:
            rules.check_reason(one.result, one.reason, f"reason-{eid}")
        except Refusal as refusal:
            faults.append((f"reason-{eid}", refusal.message))
    if faults:
        raise FieldRefusals(
            "reason-needed", _l("Some sections still lack the reason for their outcome."), faults
        )


def _fates(hearing: Hearing) -> dict[str, matching.Fate]:
    final = queries.final_text(hearing)
    if final is None or final.text_id is None or hearing.text_id is None:
        return {}
    old = tree.sections(texts.whole(texts.latest(hearing.text_id).id))
    new = tree.sections(texts.whole(texts.latest(final.text_id).id))
    return {fate.eid: fate for fate in matching.match(old, new).old}


def _kept(final: FinalText, parsed: Parsed) -> int:
    own = (
        texts.text(final.text_id)
        if final.text_id is not None
        else text_services.create(parsed.title, parsed.language)
    )
    text_services.publish(text_services.stage(own, parsed))
    return own.id


def _check(actor: Actor, hearing: Hearing) -> None:
    policies.check(policies.may_see_desk(actor, hearing))
    if hearing.stage not in (Stage.DECIDED, Stage.IN_FORCE):
        raise Refusal(
            "out-of-order", _l("Record the decision first: what became of it follows after that.")
        )


def _note(actor: Actor, hearing: Hearing, kind: str, facts: Mapping[str, object]) -> None:
    record.note(kind, hearing.path, actor=actor, agency_id=hearing.agency_id, facts=facts)
    log.info(kind.replace(":", "_"), id=hearing.id, rule_set=law.by_key(hearing.rule_set_id).id)

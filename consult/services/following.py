"""What follows a hearing: decision, parliament, gazette, entry into force; never before the summary."""

from __future__ import annotations

from datetime import date

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.texts.words import normalise
from consult import mails, policies
from consult.impact import queries as impacts
from consult.impact.rules import check_for_decision
from consult.models import Hearing, Step
from consult.queries import prepared
from consult.services import telling
from consult.states import Stage, StepKind


def record_step(
    actor: Actor,
    hearing: Hearing,
    *,
    kind: StepKind,
    happened_on: date,
    words: str,
    link: str | None = None,
) -> Step:
    """Record what followed; the first step decides the hearing, entry into force ends it.

    Refuses before the summary is published ("summary-missing", R018), entry into force before a
    decision, and an empty sentence.
    """
    policies.check(policies.may_see_desk(actor, hearing))
    _check_order(hearing, kind)
    said = normalise(words.strip())
    if not said:
        raise Refusal("nothing-said", _l("Write what was decided."), field="words")
    now = clock.now()
    if hearing.stage is Stage.SUMMARISED:
        hearing.move(Stage.DECIDED)
        hearing.decided_at = now
    if kind is StepKind.IN_FORCE:
        hearing.move(Stage.IN_FORCE)
        hearing.in_force_on = happened_on
    step = Step(kind=kind, happened_on=happened_on, words=said, link=link or None, recorded_at=now)
    hearing.steps.append(step)
    db.session().flush()
    telling.followers(hearing, f"step:{step.id}", mails.followed(hearing, said))
    facts = {"step": kind.value, "on": happened_on.isoformat()}
    record.note(
        "hearing:step:recorded",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts=facts,
    )
    return step


def _check_order(hearing: Hearing, kind: StepKind) -> None:
    if hearing.stage not in policies.WITH_SUMMARY:
        raise Refusal(
            "summary-missing",
            _l("Publish the summary first: nothing may follow a hearing before its answers."),
        )
    if hearing.stage is Stage.SUMMARISED:
        check_for_decision(
            law.by_key(hearing.rule_set_id), prepared.written(hearing), impacts.of(hearing)
        )
    if kind is StepKind.IN_FORCE and hearing.stage is not Stage.DECIDED:
        raise Refusal("out-of-order", _l("Record the decision before the entry into force."))

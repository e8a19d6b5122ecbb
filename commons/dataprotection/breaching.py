"""Acts after a breach: enter it, amend it, and take each step with two persons (R142, R105)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from commons import clock, db, record
from commons.access import Actor, Permission
from commons.dataprotection import mails, policies, queries, rules
from commons.dataprotection.models import Audience, Breach, BreachStep, Risk, StepKind
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import add

SUBJECT = "/privacy/breaches"
OF = "generic"
"""The rule set that says within how many hours the operator of the house reports."""


@dataclass(frozen=True)
class Known:
    """What is known of a breach (GDPR art. 33 (3)); an update may say more later (33 (4))."""

    title: str
    detected_at: datetime
    harms: tuple[str, ...]
    risk: Risk
    nature: str
    people: str
    people_count: int | None
    records: str
    records_count: int | None
    consequences: str
    measures: str
    contact: str


@dataclass(frozen=True)
class Draft:
    """A step as one person prepares it."""

    kind: StepKind
    words: str
    address: str = ""
    audience: Audience | None = None


def enter(actor: Actor, known: Known) -> Breach:
    """Enter a breach into the register; the hours of the law run from when it was noticed.

    Refuses a moment in the future ("bad-day").
    """
    policies.check_keeper(actor)
    now = clock.now()
    _check_moment(known, now)
    made = Breach(
        **_columns(known),
        due_at=_due(known.detected_at),
        entered_by=actor.account_id,
        entered_at=now,
        steps=[],
    )
    db.session().add(made)
    db.session().flush()
    _note("entered", made, actor)
    return made


def amend(actor: Actor, number: int, known: Known) -> Breach:
    """Write down what has become known since; the moment of noticing may only move back.

    Refuses a closed case ("already-settled") and a clock that would be wound forward ("bad-day").
    """
    policies.check_keeper(actor)
    breach = queries.breach(number, locked=True)
    if breach.closed_at is not None:
        raise Refusal("already-settled", _l("This case is closed."))
    _check_moment(known, breach.detected_at)
    for name, value in _columns(known).items():
        setattr(breach, name, value)
    breach.due_at, breach.changed_at = _due(known.detected_at), clock.now()
    db.session().flush()
    _note("amended", breach, actor)
    return breach


def prepare(actor: Actor, number: int, draft: Draft) -> BreachStep:
    """Prepare a step; nothing happens before a second person agrees.

    Refuses a step that is not to be taken now ("already-settled"), and missing words or address.
    """
    policies.check_keeper(actor)
    breach = queries.breach(number, locked=True)
    if draft.kind not in rules.steps_open(breach):
        raise Refusal(
            "already-settled", _l("This step waits, is done, or has no place yet."), field="kind"
        )
    _check_draft(breach, draft)
    made = BreachStep(
        breach_id=breach.id, asked_by=actor.account_id, asked_at=clock.now(), **asdict(draft)
    )
    db.session().add(made)
    db.session().flush()
    db.session().refresh(breach, ["steps"])
    _note("prepared", breach, actor, step=made.id, what=draft.kind.value)
    return made


def decide(actor: Actor, number: int, step_number: int, *, accepted: bool) -> Breach:
    """Say the second yes, upon which the step is taken, or no.

    Refuses whoever prepared it and his deputy ("two-persons-needed"), and a second decision.
    """
    policies.check_keeper(actor)
    breach = queries.breach(number, locked=True)
    step = queries.step(breach.id, step_number)
    if step.decided_at is not None:
        raise Refusal("already-settled", _l("This step is decided already."))
    if actor.is_one_of(step.asked_by):
        raise Refusal("two-persons-needed", _l("Another person has to agree to this step."))
    if accepted:
        _check_late(breach, step)
    step.decided_by, step.decided_at, step.accepted = actor.account_id, clock.now(), accepted
    if accepted:
        _ACTS[step.kind](breach, step)
    db.session().flush()
    word = "taken" if accepted else "refused"
    _note(word, breach, actor, step=step.id, what=step.kind.value)
    return breach


def may_decide(actor: Actor, step: BreachStep) -> bool:
    """Whether this actor may be the second person of a step."""
    return actor.may(Permission.PROTECTION_KEEP) and not actor.is_one_of(step.asked_by)


def _report(breach: Breach, step: BreachStep) -> None:
    step.letters = int(mails.report(breach, step))
    breach.reported_at = breach.settled_at = clock.now()


def _no_report(breach: Breach, _step: BreachStep) -> None:
    breach.settled_at = clock.now()


def _letters(breach: Breach, step: BreachStep) -> None:
    step.letters = mails.tell_persons(breach, step)


def _publish(breach: Breach, step: BreachStep) -> None:
    breach.summary, breach.published_at = step.words, clock.now()


def _close(breach: Breach, _step: BreachStep) -> None:
    breach.closed_at = clock.now()


_ACTS: Mapping[StepKind, Callable[[Breach, BreachStep], None]] = {
    StepKind.REPORT: _report,
    StepKind.NO_REPORT: _no_report,
    StepKind.LETTERS: _letters,
    StepKind.PUBLISH: _publish,
    StepKind.CLOSE: _close,
}


def _check_moment(known: Known, latest: datetime) -> None:
    if known.detected_at > latest:
        raise Refusal(
            "bad-day", _l("This moment cannot be later than it is said here."), field="detected_at"
        )


def _check_draft(breach: Breach, draft: Draft) -> None:
    if draft.kind is StepKind.REPORT and not draft.address:
        raise Refusal("bad-form", _l("Say to which address the report goes."), field="address")
    if draft.kind in (StepKind.REPORT, StepKind.CLOSE):
        return
    if not draft.words.strip():
        raise Refusal("reason-missing", _l("Write the words of this step."), field="words")


def _check_late(breach: Breach, step: BreachStep) -> None:
    """A late report says why it is late (GDPR art. 33 (1))."""
    late = step.kind is StepKind.REPORT and rules.is_late(breach, clock.now())
    if late and not step.words.strip():
        raise Refusal(
            "reason-missing",
            _l("The report is late now. Refuse this step and prepare it anew, with the reason."),
        )


def _due(detected_at: datetime) -> datetime:
    rule_set = law.current(OF)
    period = rule_set.period("breach.notify")
    if period is None:
        raise Refusal("bad-rule-set", _l("The rules do not say when a breach is reported."))
    return add(detected_at, period, rule_set.zone)


def _columns(known: Known) -> dict[str, object]:
    return {**asdict(known), "harms": list(known.harms)}


def _note(word: str, breach: Breach, actor: Actor, **more: object) -> None:
    """Numbers and instants only: what happened to whom is public when two persons publish it."""
    facts = {"number": breach.id, "due_at": breach.due_at.isoformat(), **more}
    record.note(f"protection:breach:{word}", SUBJECT, actor=actor, facts=facts)

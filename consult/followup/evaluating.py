"""The evaluation of a law in force: planned by the clock, asked for by citizens, made in a hearing."""

from __future__ import annotations

from datetime import date

import structlog

from commons import clock, db, limits, record
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _, _l, force_locale
from commons.law import calendar
from commons.law import queries as law
from commons.law.calendar import due, local_date
from commons.texts import queries as texts
from commons.texts import services as text_services
from commons.texts.importing import Parsed
from commons.texts.words import normalise
from consult import policies
from consult.followup import mails, queries, rules
from consult.followup.models import Evaluation, EvaluationRequest
from consult.models import Hearing
from consult.services import announcing, preparing, telling
from consult.states import Kind, Stage

log = structlog.get_logger("consult")


def plan(hearing: Hearing, day: date) -> Evaluation:
    """Set the day until which the law is evaluated; refuses one later than the rule set allows."""
    rule_set = law.by_key(hearing.rule_set_id)
    latest = None
    if hearing.in_force_on is not None:
        latest = rules.evaluation_due(hearing.in_force_on, rule_set)
    rules.check_evaluation_day(day, latest)
    row = queries.evaluation_row(hearing) or Evaluation(hearing_id=hearing.id)
    row.due_on = day
    db.session().add(row)
    db.session().flush()
    return row


def call_due() -> int:
    """Plan what is not planned, and make every call that has come, each once; gives how many.

    Safe to run at any time: it looks at every law in force, however long it has not run. Where
    several calls have come meanwhile, one letter is written, the latest.
    """
    for hearing in queries.without_evaluation():
        _planned(hearing)
    done = 0
    for row in queries.open_evaluations():
        found = db.session().get_one(Hearing, row.hearing_id)
        zone = law.by_key(found.rule_set_id).zone
        fresh = [
            call
            for call in rules.calls(row.due_on, local_date(clock.now(), zone))
            if announcing.first_time(found, call.event)
        ]
        if fresh:
            _call(found, row, fresh[-1])
            done += 1
    return done


def ask(actor: Actor, hearing: Hearing, *, reason: str) -> int:
    """Ask that a law be evaluated earlier; gives how many ask for it.

    The first request starts the agency's clock. Refuses a law that is not in force, an empty
    reason, a second request of one person, and one after the agency has answered.
    """
    policies.check(actor.may(Permission.HEARING_COMMENT))
    if hearing.stage is not Stage.IN_FORCE:
        raise Refusal("out-of-order", _l("Only a law in force can be evaluated."))
    if not reason.strip():
        raise Refusal("reason-needed", _l("Write why it should be evaluated now."), field="reason")
    limits.spend(limits.COMMENT, f"account:{actor.account_id}")
    row = _planned(hearing)
    if row is None or row.made_in_id is not None or row.answered_at is not None:
        raise Refusal("already-answered", _l("The agency has answered this already."))
    values = {
        "hearing_id": hearing.id,
        "account_id": actor.account_id,
        "reason": normalise(reason.strip()),
        "asked_at": clock.now(),
    }
    if db.insert_once(EvaluationRequest, values, conflict=["hearing_id", "account_id"]) is None:
        raise Refusal("already-asked", _l("You have asked for this already."))
    number = queries.asked(hearing)
    if row.asked_at is None:
        _start_clock(hearing, row)
    record.note(
        "hearing:evaluation:asked",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts={"asked": number},
    )
    return number


def answer(actor: Actor, hearing: Hearing, *, agreed: bool, words: str) -> None:
    """Answer those who ask for an earlier evaluation; each of them is told once.

    Refuses when nobody has asked, twice, and no words.
    """
    policies.check(policies.may_see_desk(actor, hearing))
    row = queries.evaluation_row(hearing)
    if row is None or row.asked_at is None:
        raise Refusal("out-of-order", _l("Nobody has asked for an earlier evaluation."))
    if row.answered_at is not None:
        raise Refusal("already-answered", _l("The agency has answered this already."))
    if not words.strip():
        raise Refusal("nothing-said", _l("Write the answer."), field="answer")
    row.answered_at, row.agreed, row.answer = clock.now(), agreed, normalise(words.strip())
    if agreed:
        zone = law.by_key(hearing.rule_set_id).zone
        row.due_on = min(row.due_on, local_date(clock.now(), zone))
    db.session().flush()
    event = f"hearing:{hearing.id}:evaluation-answered"
    for one in queries.requests(hearing):
        telling.account(one.account_id, event, mails.answered(hearing, row.answer))
    record.note(
        "hearing:evaluation:answered",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts={"agreed": agreed},
    )


def begin(actor: Actor, hearing: Hearing) -> Hearing:
    """Begin the hearing in which the law is evaluated: its text is the law, section by section.

    It links back to the sections and comments of the first hearing, and is linked from there once
    it is public. Refuses a law that is not in force and one whose evaluation is begun already.
    """
    policies.check(policies.may_see_desk(actor, hearing))
    row = _planned(hearing) if hearing.stage is Stage.IN_FORCE else None
    if row is None:
        raise Refusal("out-of-order", _l("Only a law in force can be evaluated."))
    if row.made_in_id is not None:
        raise Refusal("already-begun", _l("The evaluation of this law is begun already."))
    made = preparing.create(
        actor,
        agency_id=hearing.agency_id,
        kind=Kind.EVALUATION,
        rule_set=law.current(law.by_key(hearing.rule_set_id).id),
        language=hearing.language,
        titles=_titles(hearing),
        topic=hearing.topic,
        audience=hearing.audience,
    )
    final = queries.final_text(hearing)
    source = final.text_id if final is not None and final.text_id else hearing.text_id
    if source is not None:
        _copy_text(made, source)
    row.made_in_id = made.id
    db.session().flush()
    log.info("evaluation_begun", id=hearing.id, made_in=made.id)
    return made


def announce_opened() -> int:
    """Tell the followers of the first hearing, once, that the evaluation is announced."""
    done = 0
    for first, made in queries.public_evaluations():
        if announcing.first_time(first, f"evaluation-opened:{made.id}"):
            telling.followers(first, f"evaluation:{made.id}", mails.opened(first, made))
            record.note("hearing:evaluation:announced", first.path, agency_id=first.agency_id)
            done += 1
    return done


def _planned(hearing: Hearing) -> Evaluation | None:
    row = queries.evaluation_row(hearing)
    if row is not None or hearing.in_force_on is None:
        return row
    day = rules.evaluation_due(hearing.in_force_on, law.by_key(hearing.rule_set_id))
    if day is None:
        return None
    values = {"hearing_id": hearing.id, "due_on": day, "answer": ""}
    db.insert_once(Evaluation, values, conflict=["hearing_id"])
    return queries.evaluation_row(hearing)


def _start_clock(hearing: Hearing, row: Evaluation) -> None:
    zone = law.by_key(hearing.rule_set_id).zone
    row.asked_at = clock.now()
    row.answer_due_at = due(row.asked_at, rules.ANSWER, zone)
    db.session().flush()
    last = calendar.last_day(row.answer_due_at, zone)
    telling.agency(hearing, f"hearing:{hearing.id}:evaluation-asked", mails.asked(hearing, last))


def _call(hearing: Hearing, row: Evaluation, call: rules.Due) -> None:
    compose = mails.evaluation(hearing, call.call, row.due_on)
    event = f"hearing:{hearing.id}:{call.event}"
    if call.call is rules.Call.LATE:
        telling.agency_and_superior(hearing, event, compose)
    else:
        telling.agency(hearing, event, compose)
    record.note(
        f"hearing:evaluation:{call.call.value.removeprefix('evaluation-')}",
        hearing.path,
        agency_id=hearing.agency_id,
        facts={"due_on": row.due_on.isoformat()},
    )


def _titles(hearing: Hearing) -> dict[str, str]:
    titles: dict[str, str] = {}
    for tongue, said in hearing.titles.items():
        with force_locale(tongue):
            titles[tongue] = str(_("Evaluation of: %(title)s", title=said))
    return titles


def _copy_text(made: Hearing, source: int) -> None:
    law_text = texts.latest(source)
    parsed = Parsed(tree=texts.whole(law_text.id), report=texts.report(law_text.id))
    text = text_services.create(law_text.title, law_text.language)
    text_services.publish(text_services.stage(text, parsed))
    made.text_id = text.id
    db.session().flush()

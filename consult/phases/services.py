"""Phases from plan to end: set in the draft, only lengthened later, refusing what is not their turn."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l, date_
from commons.law import queries as law
from commons.law.calendar import last_day
from commons.texts.words import normalise
from consult import policies
from consult import rules as hearing_rules
from consult.models import Announced, Hearing
from consult.phases import mails, queries, rules
from consult.phases.models import Phase, PhaseChange
from consult.phases.queries import Shown
from consult.phases.rules import Span
from consult.phases.states import Part, Turn
from consult.services import telling


@dataclass(frozen=True)
class Wish:
    """A phase as its officer wants it: names by language, what it opens, first and last instant."""

    titles: Mapping[str, str]
    parts: Collection[Part]
    opens_at: datetime
    closes_at: datetime


def add(actor: Actor, hearing: Hearing, wish: Wish) -> Phase:
    """Give a draft one more phase; refuses what `rules.check_span` refuses, and too many."""
    policies.check(policies.may_prepare(actor, hearing))
    if len(queries.of(hearing)) >= rules.MOST:
        raise Refusal("too-many-phases", _l("A hearing has at most ten phases."), field="title_en")
    phase = Phase(hearing_id=hearing.id, **_values(hearing, wish))
    db.session().add(phase)
    db.session().flush()
    return phase


def change(actor: Actor, hearing: Hearing, phase: Phase, wish: Wish) -> None:
    """Set a phase of a draft otherwise; once the draft is approved it can only be extended."""
    policies.check(policies.may_prepare(actor, hearing) and phase.hearing_id == hearing.id)
    for name, value in _values(hearing, wish).items():
        setattr(phase, name, value)
    db.session().flush()


def remove(actor: Actor, hearing: Hearing, phase: Phase) -> None:
    """Take a phase out of a draft; what it opened is then open for the whole hearing."""
    policies.check(policies.may_prepare(actor, hearing) and phase.hearing_id == hearing.id)
    db.session().delete(phase)
    db.session().flush()


def extend(
    actor: Actor, hearing: Hearing, phase: Phase, *, closes_at: datetime, reason: str
) -> None:
    """Let a phase last longer, at most until the hearing ends; the old end stays visible.

    Followers are told once. Refuses an earlier end, a phase that is over, and an empty reason.
    """
    policies.check(policies.may_see_desk(actor, hearing) and phase.hearing_id == hearing.id)
    policies.check(policies.is_public(hearing))
    span, now = queries.span(phase, hearing), clock.now()
    rules.check_extension(
        span, closes_at, hearing_ends=hearing.closes_at or span.closes_at, now=now
    )
    said = normalise(reason.strip())
    if not said:
        raise Refusal(
            "reason-needed", _l("Write the reason, which will be public."), field="reason"
        )
    _move(phase, closes_at, reason=said, by=actor.account_id)
    event = f"phase-extended:{phase.id}:{len(phase.changes)}"
    telling.followers(hearing, event, mails.extended(hearing, phase, said))
    facts = {"phase": phase.id, "old": span.closes_at.isoformat(), "new": closes_at.isoformat()}
    _note(actor, hearing, "extended", facts)


def follow_hearing(actor: Actor, hearing: Hearing, *, old_end: datetime, reason: str) -> None:
    """Let the phases that ended with the hearing end with it again, after it was extended."""
    for phase in queries.of(hearing):
        if phase.closes_at == old_end and hearing.closes_at is not None:
            _move(phase, hearing.closes_at, reason=reason, by=actor.account_id)


def check(hearing: Hearing, part: Part) -> None:
    """Refuse ("phase-not-open") what no running phase of an open hearing takes.

    The sentence says when it opens, or that it is over, and what is open instead. A hearing
    without phases, and a part that stands in none, take everything while the hearing is open.
    """
    plan = queries.plan(hearing)
    if plan.takes(part):
        return
    shown = plan.of_part(part)
    if shown is not None:
        raise Refusal("phase-not-open", _sentence(hearing, part, shown))


def check_questions(hearing: Hearing, now: datetime) -> None:
    """Refuse answers to questions outside the open hearing, and outside their phase."""
    hearing_rules.check_open(hearing, now)
    check(hearing, Part.QUESTIONS)


def missing(hearing: Hearing) -> list[tuple[str, object]]:
    """What keeps a draft with phases from being handed in: one that left the hearing's days."""
    for phase in queries.of(hearing):
        ends_later = hearing.closes_at is not None and phase.closes_at > hearing.closes_at
        if ends_later or queries.span(phase, hearing).turn(clock.now()) is Turn.OFF:
            sentence = _l("The phase “%(title)s” is not within the days of the hearing.")
            return [("phases", str(sentence) % {"title": phase.title()})]
    return []


def on_record(hearing: Hearing) -> list[dict[str, object]]:
    """The plan as the record keeps it at the approval: what opens when, without names."""
    return [
        {
            "phase": phase.id,
            "opens": phase.opens,
            "opens_at": phase.opens_at.isoformat(),
            "closes_at": phase.closes_at.isoformat(),
        }
        for phase in queries.of(hearing)
    ]


def announce_due() -> int:
    """Tell followers of each phase that has opened inside a hearing, once; gives how many."""
    now, done = clock.now(), 0
    rows = db.session().execute(
        sa.select(Phase, Hearing)
        .join(Hearing, Hearing.id == Phase.hearing_id)
        .where(
            Hearing.approved_at.is_not(None),
            Phase.opens_at > Hearing.opens_at,
            Phase.opens_at <= now,
            Phase.closes_at > now,
        )
    )
    for phase, hearing in rows.tuples().all():
        event = f"phase:{phase.id}"
        values = {"hearing_id": hearing.id, "event": event, "announced_at": now}
        if queries.span(phase, hearing).turn(now) is not Turn.NOW:
            continue
        if db.insert_once(Announced, values, conflict=["hearing_id", "event"]) is None:
            continue
        telling.followers(hearing, event, mails.opened(hearing, phase))
        _note(None, hearing, "opened", {"phase": phase.id, "opens": phase.opens})
        done += 1
    return done


def _move(phase: Phase, closes_at: datetime, *, reason: str, by: int | None) -> None:
    phase.changes.append(
        PhaseChange(
            old_closes_at=phase.closes_at,
            new_closes_at=closes_at,
            reason=reason,
            changed_by=by,
            changed_at=clock.now(),
        )
    )
    phase.closes_at = closes_at
    db.session().flush()


def _values(hearing: Hearing, wish: Wish) -> dict[str, object]:
    titles = {t: normalise(" ".join(w.split())) for t, w in wish.titles.items() if w.strip()}
    if not titles:
        raise Refusal("no-title", _l("Give the phase a name."), field=f"title_{hearing.language}")
    parts = tuple(part for part in Part if part in wish.parts)
    rules.check_span(
        Span(parts, wish.opens_at, wish.closes_at), hearing.opens_at, hearing.closes_at
    )
    return {
        "titles": titles,
        "opens": [part.value for part in parts],
        "opens_at": wish.opens_at,
        "closes_at": wish.closes_at,
    }


def _sentence(hearing: Hearing, part: Part, shown: Shown) -> object:
    zone = law.by_key(hearing.rule_set_id).zone
    title, span = shown.phase.title(), shown.span
    if shown.turn is Turn.NEXT:
        sentence = (
            _l(
                "The sections of this draft take comments from %(day)s on, in the phase "
                "“%(title)s”. Until then you can speak of the draft as a whole."
            )
            if part is Part.SECTIONS
            else _l("The questions can be answered from %(day)s on, in the phase “%(title)s”.")
        )
        return str(sentence) % {"day": date_(span.opens_at, zone=zone), "title": title}
    sentence = (
        _l(
            "The sections took comments until the end of %(day)s, in the phase “%(title)s”. "
            "You can still speak of the draft as a whole."
        )
        if part is Part.SECTIONS
        else _l("The questions could be answered until the end of %(day)s (phase “%(title)s”).")
    )
    return str(sentence) % {"day": date_(last_day(span.closes_at, zone)), "title": title}


def _note(actor: Actor | None, hearing: Hearing, word: str, facts: Mapping[str, object]) -> None:
    record.note(
        f"hearing:phase:{word}",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts=facts,
    )

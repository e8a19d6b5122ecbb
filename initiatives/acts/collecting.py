"""Collecting: what was accepted is frozen, its sheet opened in the strong room, and ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

import signatures
from commons import clock, config, db, record
from commons.access import Actor
from commons.agencies import queries as agencies
from commons.agencies.models import Agency, Kind
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.rulesets import RuleSet
from initiatives import allowances, mails, policies, proposal, rules, sheets, windows
from initiatives.acts import drafting, reviewing
from initiatives.authoring.models import Ending
from initiatives.models import FormerSheet, Initiative
from initiatives.occasions import binding
from initiatives.states import State

T = TypeVar("T")
START = "start"
"""Among what an initiative has announced: that its collecting will begin."""


def start(
    initiative: Initiative,
    actor: Actor,
    *,
    last_day: date | None = None,
    first_day: date | None = None,
) -> None:
    """Freeze text, initiators, rule set and threshold, and open the sheet (FI s. 5; R034, R035).

    It collects at once, or from the day that is announced now where the law wants notice (EU).
    Refused before acceptance, with too few initiators, without declarations, and after the date.
    """
    now = clock.now()
    if not policies.may_start(actor, initiative, now):
        raise Refusal("wrong-state", _l("Collecting cannot start where the initiative stands."))
    rule_set = law.current(law.by_key(initiative.rule_set_id).id)
    begins = windows.opening(rule_set, now, first_day)
    _check_may_open(initiative, rule_set, begins)
    binding.check_may_begin(rule_set, begins)
    window = sheets.Window(begins, windows.closing(rule_set, begins, last_day))
    initiative.rule_set_id = rule_set.key
    takes = signatures.takes_containers(rule_set.id)
    initiative.practice = (
        initiative.practice
        or rules.must_practise(rule_set, takes_containers=takes)
        or _is_foreign_operator(rule_set)
    )
    wording = drafting.publish_wording(initiative)
    _open_sheet(initiative, rule_set, window)
    initiative.move(State.COLLECTING)
    db.session().flush()
    facts = {
        "version": wording.number,
        "sheet": initiative.sheet_digest,
        "rule_set": f"{rule_set.id} {rule_set.version}",
        "threshold": initiative.threshold,
        "opens_at": window.opens_at.isoformat(),
        "closes_at": window.closes_at.isoformat(),
        "practice": initiative.practice,
    }
    word = "announced" if begins > now else "opened"
    record.note(
        f"initiative:collecting:{word}",
        initiative.path,
        actor=actor,
        agency_id=initiative.agency_id,
        facts=facts,
    )
    if begins > now:
        initiative.announced = [*initiative.announced, START]
        mails.tell(initiative, "announced", to=agencies.by_id(initiative.agency_id))
        return
    mails.tell(initiative, "collecting")


def tell_begun(x: Initiative) -> None:
    """Say once that a collection whose start was announced has begun; before its day nothing is said."""
    if START not in x.announced or x.opens_at is None or clock.now() < x.opens_at:
        return
    x.announced = [word for word in x.announced if word != START]
    db.session().flush()
    facts = {"sheet": x.sheet_digest}
    record.note("initiative:collecting:opened", x.path, agency_id=x.agency_id, facts=facts)
    mails.tell(x, "collecting")


def withdraw(initiative: Initiative, actor: Actor, *, reason: str = "") -> None:
    """End the initiative by its author; refused once it was sent to verification.

    Whoever ends what everybody could read says why in public; refused without the reason.
    """
    now = clock.now()
    if not policies.may_withdraw(actor, initiative, now):
        raise Refusal("wrong-state", _l("The initiative can no longer be withdrawn."))
    said = proposal.tidy(reason)
    if initiative.published_at is not None and not said:
        raise Refusal("reason-missing", _l("Write the reason; it is public."), field="reason")
    if initiative.sheet_id is not None and initiative.sealed_at is None:
        signatures.end(initiative.sheet_id)
        initiative.closes_at = max(
            min(now, initiative.closes_at or now), initiative.opens_at or now
        )
    initiative.move(State.WITHDRAWN)
    initiative.ended_at = now
    db.session().flush()
    if initiative.published_at is not None:
        db.session().add(Ending(initiative_id=initiative.id, reason=said, ended_at=now))
        db.session().flush()
        record.note("initiative:proposal:withdrawn", initiative.path, actor=actor)
        mails.tell(initiative, "withdrawn")


def open_cure(initiative: Initiative) -> None:
    """Open the second window for new persons, where verification has left too few (R044).

    The first sheet stays as it is; what it brought is carried, and whoever stands on it is refused.
    """
    rule_set = law.by_key(initiative.rule_set_id)
    window = sheets.Window(clock.now(), _set(initiative.cure_closes_at))
    former = FormerSheet(
        initiative_id=initiative.id,
        sheet_id=_set(initiative.sheet_id),
        sheet_digest=_set(initiative.sheet_digest),
        opens_at=_set(initiative.opens_at),
        closes_at=_set(initiative.closes_at),
        collected=initiative.collected or 0,
        verified=initiative.verified or 0,
        result_at=_set(initiative.result_at),
    )
    initiative.former_sheets.append(former)
    initiative.carried = initiative.support = former.verified
    text = drafting.official_text(initiative, rule_set)
    authority = signatures.authority_of(_set(initiative.verifier_id))
    manifest = sheets.sheet(initiative, rule_set, window, text=text, authority=authority)
    missing = max(1, (initiative.threshold or 0) - former.verified)
    manifest = replace(manifest, continues=former.sheet_digest, threshold=missing)
    initiative.sheet_id = signatures.open_sheet(manifest)
    initiative.sheet_digest = manifest.digest
    _begin_again(initiative, window)
    initiative.move(State.CURE)
    db.session().flush()


def _begin_again(x: Initiative, window: sheets.Window) -> None:
    """Forget the instants of the first window, which stand with its sheet."""
    x.opens_at, x.closes_at, x.planned_closes_at = (
        window.opens_at,
        window.closes_at,
        window.closes_at,
    )
    x.sent_at = x.sealed_at = x.handed_over_at = x.reached_at = None
    x.result_at = x.result_final_at = x.cure_closes_at = None
    x.handover_due_at = x.verification_due_at = None
    x.early_stop_at = x.next_release_by = None
    for member in x.members:
        member.agrees_to_send_at = None


def _set(value: T | None) -> T:
    if value is None:
        raise Refusal("wrong-state", _l("This is not possible where the initiative stands."))
    return value


def _is_foreign_operator(rule_set: RuleSet) -> bool:
    """In production only the operator whom the law names collects in earnest."""
    settings = config.current()
    return settings.is_production and allowances.is_foreign_operator(
        rule_set, rule_set.id, settings.operator_of
    )


def _check_may_open(initiative: Initiative, rule_set: RuleSet, begins: datetime) -> None:
    if rules.has_review(rule_set) and initiative.accepted_at is None:
        raise Refusal("not-accepted", _l("The receiving body has not accepted it yet."))
    if initiative.start_due_at is not None and begins >= initiative.start_due_at:
        raise Refusal("start-too-late", _l("The time for starting to collect has passed."))
    rules.check_declared(initiative.declarations)
    reviewing.check_ready(initiative)
    if config.current().is_production and rule_set.unconfirmed() and not initiative.practice:
        raise Refusal(
            "law-unconfirmed",
            _l(
                "Values of this rule set are not confirmed in their source: %(names)s.",
                names=", ".join(rule_set.unconfirmed()),
            ),
        )


def _open_sheet(initiative: Initiative, rule_set: RuleSet, window: sheets.Window) -> None:
    verifier = _verifier()
    authority = signatures.authority_of(verifier.id) if verifier else None
    if authority is None and not initiative.practice:
        raise Refusal(
            "no-authority-key", _l("The verifying authority has not published its key yet.")
        )
    text = drafting.official_text(initiative, rule_set)
    binding.freeze_base(initiative, rule_set)
    manifest = sheets.sheet(initiative, rule_set, window, text=text, authority=authority)
    initiative.sheet_id = signatures.open_sheet(manifest)
    initiative.sheet_digest = manifest.digest
    initiative.threshold = manifest.threshold
    initiative.verifier_id = verifier.id if verifier else None
    initiative.opens_at, initiative.closes_at = window.opens_at, window.closes_at
    initiative.planned_closes_at = window.closes_at
    stop = windows.early_stop(rule_set, window.opens_at)
    if stop is not None and stop.at < window.closes_at:
        initiative.early_stop_at, initiative.early_stop_below = stop.at, stop.below


def _verifier() -> Agency | None:
    bodies = agencies.all_bodies(Kind.AUTHORITY)
    return next((body for body in bodies if signatures.authority_of(body.id)), None)

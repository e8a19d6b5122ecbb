"""Acts on reports: report a breach, and answer it."""

from __future__ import annotations

import secrets
from datetime import timedelta

import structlog

from commons import clock, db, record
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts.words import normalise
from initiatives import policies
from initiatives.abuse.models import AbuseReport, Breach, Finding
from initiatives.models import Initiative

ANSWER_WITHIN = timedelta(days=30)
"""The platform's time for answering a report, where a rule set names none."""
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12
log = structlog.get_logger("initiatives")


def report(initiative: Initiative, *, breach: Breach, words: str) -> AbuseReport:
    """Keep a report and give it a case number; nothing is kept of who reported."""
    now = clock.now()
    kept = AbuseReport(
        initiative_id=initiative.id,
        case_number="".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)),
        breach=breach,
        words=normalise(words.strip()),
        reported_at=now,
        due_at=now + ANSWER_WITHIN,
    )
    db.session().add(kept)
    db.session().flush()
    facts = {"report": kept.id, "breach": breach.value}
    record.note(
        "initiative:abuse:reported", initiative.path, agency_id=initiative.agency_id, facts=facts
    )
    log.info("initiative_abuse_reported", id=initiative.id, report=kept.id)
    return kept


def answer(report: AbuseReport, clerk: Actor, *, finding: Finding, words: str) -> None:
    """Answer a report, once; refused for whoever carries the initiative, and for other bodies."""
    initiative = report.initiative
    allowed = clerk.may(Permission.INITIATIVE_REVIEW, initiative.agency_id)
    if not allowed or policies.is_member(clerk, initiative):
        raise Refusal("not-permitted", _l("Only a clerk of the receiving body answers this."))
    if report.answered_at is not None:
        raise Refusal("already-answered", _l("This report is answered already."))
    report.finding, report.answer = finding, normalise(words.strip())
    report.answered_at, report.answered_by = clock.now(), clerk.account_id
    db.session().flush()
    facts = {"report": report.id, "finding": finding.value}
    record.note(
        "initiative:abuse:answered",
        initiative.path,
        actor=clerk,
        agency_id=initiative.agency_id,
        facts=facts,
    )

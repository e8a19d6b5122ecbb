"""Initiatives as data for machines: the serialisers of the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import signatures
from commons import clock
from commons.agencies.models import Agency
from commons.law import queries as law
from commons.law.rulesets import RuleSet
from commons.machine import absolute, local
from initiatives import clocks, rules
from initiatives.about import queries as about
from initiatives.clocks import Clock
from initiatives.enclosures import queries as enclosures
from initiatives.enclosures.models import Enclosure
from initiatives.merging import queries as merging
from initiatives.mirror import queries as mirror
from initiatives.mirror.models import Act
from initiatives.mirror.queries import Part
from initiatives.mirror.states import ActKind
from initiatives.models import (
    CommitteeDecision,
    DecisionCorrection,
    Initiative,
    Referral,
    Review,
    Wording,
)

Bodies = dict[int, Agency]


def line(x: Initiative, bodies: Bodies) -> dict[str, Any]:
    """An initiative as lists show it."""
    now, rule_set = clock.now(), law.by_key(x.rule_set_id)
    zone = rule_set.zone
    return {
        "number": x.id,
        "slug": x.slug,
        "url": absolute(x.path),
        "title": x.title,
        "language": x.language,
        "status": rules.state(x, now).value,
        "practice": x.practice,
        "rule_set": {
            "id": rule_set.id,
            "version": rule_set.version,
            "url": absolute(f"/rules/{rule_set.id}/{rule_set.version}"),
        },
        "receiver": body(bodies[x.agency_id]),
        "opens_at": local(x.opens_at, zone),
        "closes_at": local(x.closes_at, zone),
        "planned_closes_at": local(x.planned_closes_at, zone),
        "support": _support(x, zone),
        "owed": [_owed(each, now, zone) for each in clocks.running(x, now)],
    }


def whole(x: Initiative, bodies: Bodies, wordings: Iterable[Wording]) -> dict[str, Any]:
    """Everything public about one initiative."""
    rule_set, merger = law.by_key(x.rule_set_id), merging.into(x.id)
    return {
        **line(x, bodies),
        "summary": x.summary,
        "about": _about(x),
        "annexes": [_annex(each) for each in enclosures.annexes(x.id)],
        "merged_into": absolute(merger.going_on.path) if merger else None,
        "sheet_digest": x.sheet_digest,
        "initiators": [m.name for m in x.members if m.confirmed_at and m.name],
        "reviews": [_review(each, rule_set.zone) for each in x.reviews],
        "versions": [_wording(each, rule_set.zone) for each in wordings],
        "referrals": [
            _referral(each, rule_set, bodies, mirror.brought(x.id)) for each in x.referrals
        ],
    }


def body(agency: Agency) -> dict[str, Any]:
    """The body that receives an initiative, or its committee."""
    return {"slug": agency.slug, "names": agency.names}


def day(counted: signatures.DayCount) -> dict[str, Any]:
    """How the public count moved on one local day."""
    return {
        "day": counted.day,
        "signatures": counted.signatures,
        "withdrawals": counted.withdrawals,
        "net": counted.net,
    }


def _about(x: Initiative) -> dict[str, Any]:
    told = about.told(x.id)
    return {
        "topics": [field.value for field in told.fields],
        "tags": told.tags,
        "area": told.area,
        "point": told.point,
        "organisations": [
            {"name": o.name, "register_number": o.register_number, "url": o.address}
            for o in told.organisations
        ],
    }


def _annex(annex: Enclosure) -> dict[str, Any]:
    return {
        "title": annex.title,
        "type": annex.type,
        "size": annex.size,
        "sha256": annex.digest,
        "url": absolute(annex.path),
    }


def _support(x: Initiative, zone: ZoneInfo) -> dict[str, Any]:
    known = x.verified is not None and x.threshold is not None
    return {
        "net": x.support,
        "released_at": local(x.support_at, zone),
        "next_release_by": local(x.next_release_by, zone),
        "threshold": x.threshold,
        "reached_at": local(x.reached_at, zone),
        "collected": x.collected,
        "verified": x.verified,
        "missing": max(0, (x.threshold or 0) - (x.verified or 0)) if known else None,
    }


def _owed(owed: Clock, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "what": owed.code,
        "by": owed.owes.value,
        "due_at": local(owed.due_at, zone),
        "days_left": owed.days_left(now, zone),
        "days_overdue": owed.days_overdue(now, zone),
        "is_overdue": owed.is_overdue(now),
    }


def _review(review: Review, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "submitted_at": local(review.submitted_at, zone),
        "due_at": local(review.due_at, zone),
        "decided_at": local(review.decided_at, zone),
        "verdict": review.verdict.value if review.verdict else None,
        "code": review.code,
        "reason": review.reason,
    }


def _wording(wording: Wording, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "number": wording.number,
        "title": wording.title,
        "parts": wording.parts,
        "published_at": local(wording.published_at, zone),
    }


def _referral(
    referral: Referral, rule_set: RuleSet, bodies: Bodies, brought: Mapping[Part, Act]
) -> dict[str, Any]:
    dates = (
        "forwarded_at",
        "receipt_due_at",
        "received_at",
        "hearing_due_at",
        "taken_up_at",
        "answer_due_at",
        "answered_at",
    )
    zone = rule_set.zone
    return {
        "committee": body(bodies[referral.committee_id]),
        **{name: local(getattr(referral, name), zone) for name in dates},
        "registry_number": referral.registry_number,
        "meetings": [
            {"held_on": m.held_on, "topic": m.topic, "heard": m.heard} for m in referral.meetings
        ],
        "receipt_brought_by": _origin(brought.get((ActKind.RECEIPT, referral.id))),
        "decision": _decision(referral.decision, rule_set, brought) if referral.decision else None,
        "extensions": [
            {
                "before": local(e.before, zone),
                "due_at": local(e.due_at, zone),
                "reason": e.reason,
                "brought_by": _origin(brought.get((ActKind.EXTENSION, e.id))),
            }
            for e in referral.extensions
        ],
    }


def _origin(act: Act | None) -> dict[str, Any] | None:
    if act is None:
        return None
    return {
        "key": act.message.key or "",
        "message_sha256": act.message.digest,
        "url": absolute(act.path),
        "at_once": act.at_once,
    }


def _decision(
    decision: CommitteeDecision, rule_set: RuleSet, brought: Mapping[Part, Act]
) -> dict[str, Any]:
    return {
        "brought_by": _origin(brought.get((ActKind.DECISION, decision.id))),
        **_reading(decision.now, rule_set),
        "corrections": [
            {**_reading(each, rule_set), "why": each.why} for each in decision.corrections
        ],
    }


def _reading(said: CommitteeDecision | DecisionCorrection, rule_set: RuleSet) -> dict[str, Any]:
    return {
        "outcome": said.outcome,
        "outcome_names": dict(rule_set.words.get(said.outcome, {})),
        "clause": said.clause,
        "reason": said.reason,
        "decided_on": said.decided_on,
    }

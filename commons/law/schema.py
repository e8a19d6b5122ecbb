"""Every parameter that a rule set may have, and the shape of its value."""

from __future__ import annotations

from collections.abc import Mapping

from commons.law.rulesets import Kind
from commons.law.shapes import (
    Shape,
    code,
    count,
    country,
    duration,
    each_named,
    locale,
    many,
    one_of,
    percent,
    table,
    truth,
    words,
    zone,
)

CODES = many(code)
STATEMENT_FIELDS = (
    "given_name",
    "family_name",
    "national_id",
    "birth_date",
    "municipality",
    "voting_right",
    "date",
)
CHANNELS = ("eid", "container", "paper", "email", "account", "other-system")
"""Ways to sign that laws name; the last three are none that this platform has."""
LEVELS = ("verified-statement", "advanced", "qualified", "email-confirmed")
EVENT_AND_DELAY = table({"period": duration, "since": code})

COMMON: Mapping[str, Shape] = {
    "approval.reference": words,
    "breach.notify": duration,
    "calendar.closing_instant": one_of("24:00"),
    "calendar.count_first_day": truth,
    "calendar.day_kind": one_of("calendar", "working"),
    "calendar.display_era": one_of("gregorian", "buddhist"),
    "calendar.holidays": country,
    "calendar.month_arithmetic": one_of("clip_to_month_end"),
    "calendar.roll_if_holiday": one_of("none", "next_working_day"),
    "calendar.timezone": zone,
    "controller.model": CODES,
    "data.location": CODES,
    "exception.approver": code,
    "languages.allowed": many(locale),
    "languages.required": many(locale),
    "legal_basis": words,
    "oob.code.lifetime": duration,
    "operator.required": words,
    "retention.account": EVENT_AND_DELAY,
    "retention.comment_author": EVENT_AND_DELAY,
    "retention.email": EVENT_AND_DELAY,
    "session.absolute": duration,
    "session.admin.idle": duration,
    "session.user.idle": duration,
    "speaker.min_age": count,
    "special_category_basis": words,
    "stats.small_cell_k": count,
    "text.max": each_named(count),
    "upload.max_bytes": count,
    "upload.types": CODES,
}

HEARING: Mapping[str, Shape] = {
    "comment.max_length": count,
    "evaluation.exempt": CODES,
    "evaluation.period": duration,
    "evaluation.triggers": CODES,
    "hearing.dates_announced": truth,
    "hearing.end_early.grounds": CODES,
    "hearing.link_cut_after": duration,
    "hearing.min_after_version": duration,
    "hearing.min_duration": duration,
    "hearing.new_round_on_substantive_change": one_of("required", "warn", "none"),
    "hearing.not_publish_conditions": CODES,
    "hearing.notify_known_stakeholders": truth,
    "hearing.publish_comments": one_of("all", "verified-only", "after-moderation"),
    "hearing.publish_identity": one_of("author-chooses", "name", "nickname"),
    "hearing.read_without_login": truth,
    "hearing.required_documents": CODES,
    "hearing.response_granularity": one_of("issue", "theme", "suggestion", "overall"),
    "hearing.ria_required": truth,
    "hearing.shorten.allowed": truth,
    "hearing.shorten.reason_length": count,
    "hearing.shorten.reasons": CODES,
    "hearing.stakeholder_list_required": count,
    "hearing.submit_identity": one_of("open", "account", "verified"),
    "hearing.summary.deadline": duration,
    "hearing.summary.fields": CODES,
    "hearing.summary.required": truth,
    "hearing.types": CODES,
    "moderation.clauses": each_named(words),
    "subordinate.issue_within": duration,
}

PEOPLE_AND_TEXT: Mapping[str, Shape] = {
    "discussion.max_duration": duration,
    "discussion.min_duration": duration,
    "discussion.required": truth,
    "eligibility.reference_date": one_of("day-of-signing", "day-of-proposal"),
    "initiators.confirmed_email": truth,
    "initiators.max": count,
    "initiators.min": count,
    "initiators.min_states": count,
    "initiators.verified": truth,
    "invitation.lifetime": duration,
    "repeat.same_content_block": duration,
    "representatives": CODES,
    "review.before_collection": truth,
    "review.deadline": duration,
    "review.reject_reasons": CODES,
    "signer.checked_by_authority": CODES,
    "signer.countries": many(country),
    "signer.country": country,
    "signer.eligibility": many(one_of("citizen", "resident", "citizen-or-resident")),
    "signer.min_age": count,
    "signer.min_ages": each_named(count),
    "subject.allowed": CODES,
    "subject.excluded": CODES,
    "subject.single": truth,
    "text.frozen_at": one_of("collection-start", "registration"),
    "text.kind": code,
    "text.required_parts": CODES,
    "threshold.count": count,
    "threshold.floor": count,
    "threshold.freeze_at": one_of("collection-start", "collection-end"),
    "threshold.percent": table({"percent": percent, "base": code}),
    "threshold.rounding": one_of("ceil"),
    "threshold.territorial": table({"minima": each_named(count), "least": count}),
    "threshold.tiers": many(table({"count": count, "duty": code}, {"period": duration})),
}

SIGNING: Mapping[str, Shape] = {
    "channels": many(one_of(*CHANNELS)),
    "collection.blackouts": many(table({"before": code, "period": duration, "stops": code})),
    "collection.early_stop": table({"below": count, "after": duration}),
    "collection.max_duration": duration,
    "collection.min_duration": duration,
    "collection.outage_extension": duration,
    "collection.start_notice": table({"period": duration, "days": one_of("calendar", "working")}),
    "collection.start_window": duration,
    "collection.stop_on_submit": truth,
    "grace": duration,
    "identifier.also": CODES,
    "identifier.kind": code,
    "idp.acr_min": one_of("low", "substantial", "high"),
    "idp.allowed": CODES,
    "paper.delivery": duration,
    "paper.recheck_sample": count,
    "ratelimit.sign.ip": table({"times": count, "period": duration}),
    "ratelimit.sign.person": table({"times": count, "period": duration}),
    "release.max_delay": duration,
    "release.min_batch": count,
    "signature.assistants": count,
    "signature.duplicate_policy": one_of("reject", "replace"),
    "signature.level": one_of(*LEVELS),
    "signature.self_access": truth,
    "signature.withdraw": one_of("until-submission", "until-close", "never"),
    "statement.evidence": one_of("id-token", "container", "none"),
    "statement.extra_fields_forbidden": truth,
    "statement.fields": many(one_of(*STATEMENT_FIELDS)),
}

AFTERWARDS: Mapping[str, Shape] = {
    "anonymise.keep": CODES,
    "committee.seats_for_initiators": table({"one_in": count}),
    "cure.window": duration,
    "export.format": CODES,
    "export.lock_after_receipt": truth,
    "export.to_organiser": one_of("none", "counts", "identities"),
    "forward.by": one_of("representative", "system"),
    "funding.disclose_over": table({"amount": count, "currency": code}, {"within": code}),
    "funding.payment_for_signatures": one_of("forbidden", "allowed"),
    "handover.grace": duration,
    "handover.notices": many(duration),
    "handover.to_parliament": duration,
    "handover.to_verifier": duration,
    "lapse.confirm_within": duration,
    "lapse.on_term_end": one_of("lapses", "survives", "survives-if-confirmed", "closes"),
    "objection.window": duration,
    "response.decision_set": CODES,
    "response.extend": table({"times": count, "period": duration, "reason": truth}),
    "response.final": duration,
    "response.hearing": duration,
    "response.reason_required": truth,
    "response.receipt": duration,
    "retention.litigation_hold": one_of("two-persons"),
    "retention.statements": EVENT_AND_DELAY,
    "retention.unfinished": duration,
    "signers.public": one_of("never", "after-threshold-confirmed", "for-objection"),
    "verification.by": words,
    "verification.deadline": duration,
    "verification.method": one_of("all", "sample", "paper-sample-electronic-all"),
}

INITIATIVE: Mapping[str, Shape] = {**PEOPLE_AND_TEXT, **SIGNING, **AFTERWARDS}

KNOWN: Mapping[Kind, Mapping[str, Shape]] = {
    Kind.HEARING: {**COMMON, **HEARING},
    Kind.INITIATIVE: {**COMMON, **INITIATIVE},
}

NEEDED: Mapping[Kind, frozenset[str]] = {
    Kind.HEARING: frozenset(
        {
            "calendar.count_first_day",
            "calendar.timezone",
            "hearing.min_duration",
            "hearing.required_documents",
            "hearing.summary.deadline",
            "hearing.types",
        }
    ),
    Kind.INITIATIVE: frozenset(
        {
            "calendar.count_first_day",
            "calendar.timezone",
            "channels",
            "collection.max_duration",
            "grace",
            "identifier.kind",
            "idp.acr_min",
            "initiators.min",
            "objection.window",
            "release.max_delay",
            "release.min_batch",
            "response.decision_set",
            "signer.eligibility",
            "signer.min_age",
            "statement.fields",
            "text.required_parts",
        }
    ),
}

CODED = frozenset(
    name for known in KNOWN.values() for name, shape in known.items() if shape in (CODES, code)
)
"""Parameters whose values are codes, for which the file must give the words that people read."""

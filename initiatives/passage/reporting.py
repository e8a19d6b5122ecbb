"""The integrity report of a closed collection, on a page, as JSON and as PDF (N36)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, render_template

import signatures
from commons import config, documents, record
from commons.access import Permission, requires
from commons.documents import Document, Grid, Heading, Paragraph
from commons.errors import Refusal
from commons.i18n import _, _l, date_, datetime_, language, number
from commons.law import queries as law
from initiatives import labels, unusual
from initiatives.models import Initiative
from initiatives.passage import labels as own
from initiatives.views import visible
from signatures import IntegrityReport

blueprint = Blueprint("integrity_report", __name__)
EVENTS = ("sheet:verification:recorded", "sheet:verification:revised", "sheet:package:received")


@blueprint.get("/initiatives/<slug>/integrity")
@requires(Permission.ANYONE)
def page(slug: str) -> str:
    """What was counted, refused, withdrawn and checked, for everybody."""
    initiative = visible(slug)
    report = _report(initiative)
    return render_template(
        "initiatives/passage/integrity.html",
        x=initiative,
        r=report,
        tables=_tables(report),
        zone=law.by_key(initiative.rule_set_id).zone,
        events=_events(report),
    )


@blueprint.get("/initiatives/<slug>/integrity.json")
@requires(Permission.ANYONE)
def as_json(slug: str) -> Response:
    """The same for machines; null stands for a count too small to say."""
    initiative = visible(slug)
    answer = jsonify(_facts(initiative, _report(initiative)))
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@blueprint.get("/initiatives/<slug>/integrity.pdf")
@requires(Permission.ANYONE)
def as_pdf(slug: str) -> Response:
    """The same on paper."""
    initiative = visible(slug)
    report = _report(initiative)
    blocks: list[Any] = [
        Paragraph(f"{config.current().base_url}{initiative.path}/integrity"),
        Paragraph(f"{_('Sheet digest')}: {report.certificate.sheet_digest}"),
        Paragraph(f"{_('Root of the closing head')}: {report.certificate.root}"),
    ]
    for title, rows in _tables(report):
        blocks += [Heading(title), Grid((_("What"), _("Number")), rows)]
    document = Document(_("Integrity report"), language(), blocks, subtitle=initiative.title)
    answer = Response(documents.pdf(document), mimetype="application/pdf")
    name = f"initiative-{initiative.id}-integrity.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _report(initiative: Initiative) -> IntegrityReport:
    if initiative.sheet_id is None or initiative.sealed_at is None:
        raise Refusal("not-found", _l("The report is made when the sheet is sealed."))
    return signatures.integrity(initiative.sheet_id)


def _tables(report: IntegrityReport) -> list[tuple[str, list[tuple[str, str]]]]:
    certificate = report.certificate
    totals = [
        (_("Sealed"), datetime_(certificate.sealed_at)),
        (_("Signatures released"), number(certificate.signatures)),
        (_("Withdrawn"), number(certificate.withdrawn)),
        (_("Counted at the end"), number(certificate.net)),
        (_("On their way to the eID at the end"), number(report.on_their_way)),
    ]
    parts = [(_("Totals"), totals)]
    if report.result is not None:
        parts.append((_("Result of the authority"), _result_rows(report)))
    for title, counts, words in (
        (_("By channel"), report.by_channel, own.CHANNELS),
        (_("By region"), report.by_region, {}),
        (_("Refused at signing, by reason"), report.refused, labels.REASONS),
    ):
        if counts:
            parts.append((title, _rows(counts, words)))
    strange = [(date_(day), _("far more than usual")) for day in unusual.days(report.by_day)]
    if strange:
        parts.append((_("Unusual days"), strange))
    days = [(date_(day.day), number(day.net)) for day in report.by_day]
    return [*parts, (_("Public count at the end of each day"), days)]


def _result_rows(report: IntegrityReport) -> list[tuple[str, str]]:
    result = report.result
    if result is None:
        return []
    rows = [
        (_("Examined"), number(result.examined)),
        (_("Verified"), number(result.verified)),
        (_("Objections received"), number(report.objections)),
        (_("Results that replaced an earlier one"), number(result.revision)),
    ]
    rows += [
        (_("Removed: %(reason)s", reason=labels.REASONS.get(code, code)), number(many))
        for code, many in result.reasons.items()
    ]
    return rows


def _rows(counts: Mapping[str, int | None], words: Mapping[Any, object]) -> list[tuple[str, str]]:
    few = _("fewer than five")
    return [
        (str(words.get(name, name)), few if many is None else number(many))
        for name, many in counts.items()
    ]


def _events(report: IntegrityReport) -> list[tuple[str, record.Entry]]:
    subject = f"/ledger/sheets/{report.certificate.sheet_digest}"
    entries = record.history(subject, limit=100, kinds=EVENTS)
    return [(str(own.EVENTS[entry.kind]), entry) for entry in reversed(entries)]


def _facts(initiative: Initiative, report: IntegrityReport) -> dict[str, Any]:
    certificate, result = report.certificate, report.result
    return {
        "initiative": f"{config.current().base_url}{initiative.path}",
        "sheet": certificate.sheet_digest,
        "sealed_at": certificate.sealed_at.isoformat(),
        "closing": {"root": certificate.root, "size": certificate.size},
        "signatures": certificate.signatures,
        "withdrawn": certificate.withdrawn,
        "net": certificate.net,
        "on_their_way": report.on_their_way,
        "by_channel": dict(report.by_channel),
        "by_region": dict(report.by_region),
        "refused": dict(report.refused),
        "by_day": [{"day": d.day.isoformat(), "net": d.net} for d in report.by_day],
        "unusual_days": [day.isoformat() for day in unusual.days(report.by_day)],
        "head": certificate.head,
        "package_received_at": report.received_at.isoformat() if report.received_at else None,
        "objections": report.objections,
        "result": None
        if result is None
        else {
            "verified": result.verified,
            "examined": result.examined,
            "removed": dict(result.reasons),
            "revision": result.revision,
            "sample_seed": result.seed,
            "outcomes_root": result.outcomes_root,
        },
    }

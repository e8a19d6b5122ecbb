"""The record of processing and the assessment of risks, made from a rule set; who is responsible when."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

import signatures
from commons import record
from commons.access import Permission, requires
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import labels, queries, wording
from commons.law.rulesets import RuleSet

blueprint = Blueprint("protection", __name__)

PHASES = (
    _l("While signatures are collected"),
    _l("From the handing over to the verifying authority"),
    _l("From the result of the verification"),
)
SECTIONS = (
    ("basis", _l("Why the data may be processed"), ("legal_basis", "special_category_basis")),
    ("data", _l("Which data"), ("statement.fields", "identifier.kind", "signer.eligibility")),
    ("recipients", _l("Who receives them"), ("signer.checked_by_authority", "signers.public")),
    (
        "keeping",
        _l("How long they are kept"),
        (
            "retention.statements",
            "retention.unfinished",
            "retention.email",
            "retention.account",
            "retention.comment_author",
            "retention.litigation_hold",
            "anonymise.keep",
        ),
    ),
    (
        "safety",
        _l("Where they lie, and what happens after a breach"),
        ("data.location", "breach.notify", "stats.small_cell_k"),
    ),
)
RISKS = (
    (
        _l("Somebody learns who supported an initiative, which is a political opinion."),
        _l(
            "Names are sealed to the authority's key when they arrive. What is stored here shows nobody, and every sheet has keys of its own."
        ),
    ),
    (
        _l("The database or a backup is stolen."),
        _l("The secrets of the sheets lie outside the database, in a process of their own."),
    ),
    (
        _l("Data are kept longer than needed."),
        _l("Keys are destroyed on schedule, with a public certificate, in every copy."),
    ),
    (
        _l("Somebody follows one person from initiative to initiative."),
        _l("The same person has another key on every sheet; no two sheets share a value."),
    ),
    (
        _l("Small numbers betray a single person."),
        _l("Counts of fewer than five are not said, and cannot be subtracted from others."),
    ),
    (
        _l("An official acts alone."),
        _l("Two persons admit a key and put off a destruction; every act is on public record."),
    ),
)


@dataclass(frozen=True)
class Controller:
    """Who is responsible for the data in one phase."""

    phase: object
    words: str
    is_now: bool = False


@blueprint.get("/rules/<ruleset_id>/<number>/data")
@requires(Permission.ANYONE)
def processing(ruleset_id: str, number: str) -> str:
    """Which personal data are processed under a rule set, why, by whom and for how long."""
    rule_set = queries.version(ruleset_id, number)
    return render_template(
        "protection/processing.html",
        rule_set=rule_set,
        controllers=controllers(rule_set),
        sections=[(key, title, _lines(rule_set, names)) for key, title, names in SECTIONS],
        risks=RISKS,
    )


def controllers(rule_set: RuleSet, now: int | None = None) -> list[Controller]:
    """Who is responsible, phase by phase; `now` is the number of the phase that runs."""
    words = wording.lines(rule_set, "controller.model") if _says(rule_set) else []
    last = len(words) - 1
    running = None if now is None else min(now, last)
    return [
        Controller(phase, word, is_now=place == running)
        for place, (phase, word) in enumerate(zip(PHASES, words, strict=False))
    ]


def of_sheet(sheet: signatures.SheetView) -> tuple[RuleSet, list[Controller]] | None:
    """The rule set of a sheet and who is responsible for its data; None where it is not known here."""
    ruleset_id, _at, number = str(sheet.manifest["rule_set"]).partition("@")
    try:
        rule_set = queries.version(ruleset_id, number)
    except Refusal:
        return None
    kinds = {"sheet:sheet:sent"}
    sent = bool(record.history(f"/ledger/sheets/{sheet.digest}", kinds=kinds, limit=1))
    phase = 2 if signatures.verification(sheet.id) else int(sent)
    return rule_set, controllers(rule_set, phase)


def _says(rule_set: RuleSet) -> bool:
    return bool(rule_set.value("controller.model"))


def _lines(rule_set: RuleSet, names: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    known = [name for name in names if rule_set.param(name) is not None]
    return [(labels.label(name), wording.lines(rule_set, name)) for name in known]

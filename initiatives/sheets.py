"""What is signed: the manifest of an initiative's sheet and of its initiators' roll."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import signatures
from commons.i18n import _, date_, force_locale
from commons.law import wording
from commons.law.calendar import last_day
from commons.law.rulesets import RuleSet
from initiatives import rules
from initiatives.enclosures import queries as enclosures
from initiatives.models import Initiative

ROLL_LASTS = timedelta(days=730)
LANGUAGES = ("en", "th")
_ASSURANCE = {"low": 1, "substantial": 2, "high": 3}
_LEVELS = {
    "verified-statement": signatures.Level.STATEMENT,
    "advanced": signatures.Level.ADVANCED,
    "qualified": signatures.Level.QUALIFIED,
}
_FIELDS = {
    "given_name": "given_name",
    "family_name": "family_name",
    "national_id": "national_id",
    "birth_date": "birth_date",
    "municipality": "residence",
}
"""Fields of a statement as the eID gives them; day, level and voting right are not asked of it."""


@dataclass(frozen=True)
class Window:
    """From when until when consents count; the end is exclusive."""

    opens_at: datetime
    closes_at: datetime


def sheet(
    initiative: Initiative,
    rule_set: RuleSet,
    window: Window,
    *,
    text: str,
    authority: signatures.AuthorityKey | None,
) -> signatures.Manifest:
    """The manifest of the sheet on which citizens declare support; all of it is frozen."""
    threshold = rules.threshold(rule_set, initiative.base_figure)
    return signatures.Manifest(
        kind=signatures.Kind.SIGNATURES,
        subject=initiative.path,
        title=initiative.title,
        text=text,
        language=initiative.language,
        rule_set=f"{rule_set.id}@{rule_set.version}",
        rule_set_digest=rule_set.digest,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        eligibility=eligibility(rule_set),
        notices={tongue: _notice(initiative, window, rule_set, tongue) for tongue in LANGUAGES},
        fields=_fields(rule_set),
        authority=authority,
        attachments=enclosures.attached(initiative.id),
        initiators=_names(initiative),
        funding=_funding(initiative),
        threshold=threshold,
        threshold_basis=_basis(rule_set, initiative),
        grace=_exact(rule_set, "grace", timedelta()),
        channels=_channels(initiative, rule_set),
        paper=_paper(rule_set),
        level=_level(initiative, rule_set),
        pace=_pace(rule_set),
        withdrawable=rule_set.value("signature.withdraw", "until-close") != "never",
        practice=initiative.practice,
        replaces=rule_set.value("signature.duplicate_policy") == "replace",
        appeal_to=str(rule_set.value("appeal.to", "")),
    )


def roll(
    initiative: Initiative, rule_set: RuleSet, *, opens_at: datetime, text: str
) -> signatures.Manifest:
    """The manifest of the roll on which those who carry the initiative are confirmed by eID."""
    return signatures.Manifest(
        kind=signatures.Kind.INITIATORS,
        subject=initiative.path,
        title=initiative.title,
        text=text,
        language=initiative.language,
        rule_set=f"{rule_set.id}@{rule_set.version}",
        rule_set_digest=rule_set.digest,
        opens_at=opens_at,
        closes_at=opens_at + ROLL_LASTS,
        eligibility=eligibility(rule_set),
        notices={tongue: _roll_notice(tongue) for tongue in LANGUAGES},
        fields=_fields(rule_set),
        attachments=enclosures.attached(initiative.id),
        pace=signatures.Pace(min_batch=1),
        practice=initiative.practice,
    )


def eligibility(rule_set: RuleSet) -> signatures.Eligibility:
    """Who may sign, in the words of the strong room, from the rule set."""
    asked = rule_set.value("signer.eligibility", ())
    country = tuple(rule_set.value("signer.countries", (rule_set.value("signer.country", ""),)))
    either = "citizen-or-resident" in asked
    minima = rule_set.value("threshold.territorial") or {"minima": {}}
    return signatures.Eligibility(
        identifier_kinds=(
            str(rule_set.value("identifier.kind", "th-pid")),
            *rule_set.value("identifier.also", ()),
        ),
        zone=str(rule_set.zone),
        min_age=rule_set.value("signer.min_age"),
        residence=country if either or "resident" in asked else (),
        citizenship=country if either or "citizen" in asked else (),
        min_ages=tuple(sorted(rule_set.value("signer.min_ages", {}).items())),
        either=either,
        min_assurance=_ASSURANCE[str(rule_set.value("idp.acr_min", "substantial"))],
        regions=tuple(sorted(minima["minima"])),
    )


def _fields(rule_set: RuleSet) -> tuple[str, ...]:
    said = rule_set.value("statement.fields", ("given_name", "family_name", "national_id"))
    return tuple(dict.fromkeys(_FIELDS[name] for name in said if name in _FIELDS))


def _channels(initiative: Initiative, rule_set: RuleSet) -> tuple[signatures.Channel, ...]:
    """The ways that the law allows; practice is always by eID."""
    said = rule_set.value("channels", ("eid",))
    asked = {channel for channel in signatures.Channel if channel.value in said}
    if initiative.practice:
        asked.add(signatures.Channel.EID)
    if _paper(rule_set) is None:
        asked.discard(signatures.Channel.PAPER)
    return tuple(sorted(asked))


def _paper(rule_set: RuleSet) -> signatures.PaperRule | None:
    """What the law says of paper; None where its form bears no number that makes one person one."""
    asked = tuple(str(name) for name in rule_set.value("statement.fields", ()))
    if "paper" not in rule_set.value("channels", ()) or "national_id" not in asked:
        return None
    return signatures.PaperRule(
        fields=asked,
        delivery=_exact(rule_set, "paper.delivery", timedelta()),
        recheck=rule_set.value("paper.recheck_sample"),
    )


def _level(initiative: Initiative, rule_set: RuleSet) -> signatures.Level:
    if initiative.practice:
        return signatures.Level.STATEMENT
    return _LEVELS[str(rule_set.value("signature.level", "verified-statement"))]


def _names(initiative: Initiative) -> tuple[str, ...]:
    return tuple(m.name for m in initiative.members if m.confirmed_at and m.name)


def _funding(initiative: Initiative) -> tuple[str, ...]:
    said = str(initiative.declarations.get("funding") or "")
    return (said,) if said else ()


def _basis(rule_set: RuleSet, initiative: Initiative) -> str:
    param = rule_set.param("threshold.count") or rule_set.param("threshold.percent")
    source = param.source if param is not None else None
    clause = [source.title("en"), source.section] if source is not None else []
    if initiative.base_figure is not None:
        clause.append(f"of {initiative.base_figure}: {initiative.base_source or ''}")
    return " ".join(part for part in clause if part)


def _exact(rule_set: RuleSet, name: str, otherwise: timedelta) -> timedelta:
    period = rule_set.period(name)
    return timedelta(days=period.all_days) + period.exact if period else otherwise


def _pace(rule_set: RuleSet) -> signatures.Pace:
    return signatures.Pace(
        min_batch=int(rule_set.value("release.min_batch", 20)),
        max_delay=_exact(rule_set, "release.max_delay", timedelta(days=1)),
    )


def _notice(initiative: Initiative, window: Window, rule_set: RuleSet, language: str) -> str:
    with force_locale(language):
        said = _(
            "With this declaration you support the initiative “%(title)s”. Your name and your "
            "national identifier are sealed to the key of the verifying authority; this platform "
            "cannot read them afterwards. That you signed is political opinion, a special category "
            "of personal data, and is processed with your consent only to count and verify support. "
            "Nobody but the authority learns that you signed. You can withdraw by your eID until "
            "the end of %(until)s, when collecting ends. The sealed data are destroyed on the schedule of the "
            "rule set, with a public certificate.",
            title=initiative.title,
            until=date_(last_day(window.closes_at, rule_set.zone)),
        )
        return f"{said} {_rights(rule_set)}"


def _rights(rule_set: RuleSet) -> str:
    """Who is responsible, and what one may ask of whom (GDPR art. 13; PDPA s. 23)."""
    return _(
        "Responsible for the data, phase by phase: %(responsible)s. You may see your own "
        "signature by your eID, ask about your data at /me/requests, and complain to the "
        "authority for data protection. All purposes, recipients and periods stand at %(address)s.",
        responsible="; ".join(wording.lines(rule_set, "controller.model")),
        address=f"/rules/{rule_set.id}/{rule_set.version}/data",
    )


def _roll_notice(language: str) -> str:
    with force_locale(language):
        return _(
            "You confirm by eID that you carry this initiative. Your name and the State whose "
            "identifier you use are published with it while it runs, because the law asks who its "
            "initiators are. Your national identifier is not published and not kept in clear."
        )

"""Values of the law in words: lengths of time, lists, yes and no, closed lists of the platform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commons.i18n import _, _l, language, ngettext, number
from commons.law import maps
from commons.law.periods import BadPeriod, Period
from commons.law.rulesets import RuleSet, in_language
from commons.law.schema import CODED

WORDS: Mapping[str, object] = {
    "calendar": _l("calendar days"),
    "working": _l("working days"),
    "next_working_day": _l("the next working day is taken"),
    "clip_to_month_end": _l("the month's last day is taken"),
    "buddhist": _l("Buddhist era"),
    "gregorian": _l("common era"),
    "24:00": _l("24:00, the end of that day"),
    "open": _l("everybody"),
    "account": _l("whoever signs in"),
    "verified": _l("whoever signs in with a verified identity"),
    "all": _l("all"),
    "verified-only": _l("those of verified persons"),
    "after-moderation": _l("those that have passed moderation"),
    "author-chooses": _l("the author chooses before sending"),
    "issue": _l("issue by issue"),
    "theme": _l("theme by theme"),
    "suggestion": _l("suggestion by suggestion"),
    "overall": _l("as a whole"),
    "required": _l("required"),
    "warn": _l("recommended"),
    "day-of-signing": _l("the day of signing"),
    "day-of-proposal": _l("the day on which the law is proposed"),
    "citizen": _l("citizens"),
    "resident": _l("residents"),
    "citizen-or-resident": _l(
        "citizens, and residents whatever their citizenship: either is enough"
    ),
    "collection-start": _l("the start of the collection"),
    "collection-end": _l("the end of the collection"),
    "registration": _l("registration"),
    "ceil": _l("always up"),
    "eid": _l("with an eID on this platform"),
    "container": _l("a digital signature in a container"),
    "paper": _l("on paper"),
    "email": _l("with an e-mail address, not verified"),
    "other-system": _l("in the system that the law names"),
    "representative": _l("the representative"),
    "system": _l("this platform"),
    "low": _l("low"),
    "substantial": _l("substantial"),
    "high": _l("high"),
    "reject": _l("is refused; the first stands"),
    "replace": _l("replaces the first"),
    "verified-statement": _l("statement with a verified identity"),
    "advanced": _l("advanced electronic signature"),
    "qualified": _l("qualified electronic signature"),
    "email-confirmed": _l("confirmed e-mail address"),
    "until-submission": _l("until the signatures are handed over"),
    "until-close": _l("until the collection ends"),
    "never": _l("never"),
    "id-token": _l("the signed statement of the eID provider"),
    "given_name": _l("given names"),
    "family_name": _l("family name"),
    "national_id": _l("national identification number"),
    "birth_date": _l("date of birth"),
    "municipality": _l("municipality"),
    "voting_right": _l("assurance of the right to vote"),
    "date": _l("date"),
    "none": _l("nothing"),
    "counts": _l("numbers only"),
    "identities": _l("names and numbers"),
    "forbidden": _l("is forbidden"),
    "allowed": _l("is allowed"),
    "lapses": _l("lapses"),
    "survives": _l("goes on"),
    "survives-if-confirmed": _l("goes on if it is confirmed"),
    "closes": _l("closes"),
    "two-persons": _l("two persons together"),
    "after-threshold-confirmed": _l("once the number is confirmed"),
    "for-objection": _l("for objections"),
    "sample": _l("a sample"),
    "paper-sample-electronic-all": _l("a sample of paper, all electronic ones"),
}


def in_words(period: Period) -> str:
    """A length of time as people say it: "15 days", "1 year and 6 months"."""
    parts = [said for count, say in _parts(period) if count and (said := say(count))]
    return _(" and ").join(parts) if parts else _("at once")


def _parts(period: Period) -> Sequence[tuple[int, Any]]:
    return (
        (period.years, lambda n: ngettext("%(n)s year", "%(n)s years", n, n=number(n))),
        (period.months, lambda n: ngettext("%(n)s month", "%(n)s months", n, n=number(n))),
        (period.weeks, lambda n: ngettext("%(n)s week", "%(n)s weeks", n, n=number(n))),
        (period.days, lambda n: ngettext("%(n)s day", "%(n)s days", n, n=number(n))),
        (period.hours, lambda n: ngettext("%(n)s hour", "%(n)s hours", n, n=number(n))),
        (period.minutes, lambda n: ngettext("%(n)s minute", "%(n)s minutes", n, n=number(n))),
        (period.seconds, lambda n: ngettext("%(n)s second", "%(n)s seconds", n, n=number(n))),
    )


def lines(rule_set: RuleSet, name: str) -> list[str]:
    """The value of a parameter in words, a line for each item of a list."""
    value = rule_set.value(name)
    if value is None:
        return [_("No rule")]
    if name in CODED:
        codes = value if isinstance(value, tuple) else (value,)
        return [rule_set.word(code, language()) for code in codes]
    if isinstance(value, tuple):
        return [_plain(item, rule_set) for item in value]
    return [
        _table(rule_set, name, value) if isinstance(value, Mapping) else _plain(value, rule_set)
    ]


def _plain(value: Any, rule_set: RuleSet) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int):
        return number(value)
    if isinstance(value, Mapping):
        return ", ".join(_plain(item, rule_set) for item in value.values())
    if value in WORDS:
        return str(WORDS[value])
    try:
        return in_words(Period.parse(value))
    except BadPeriod:
        return rule_set.word(value, language())


def _table(rule_set: RuleSet, name: str, value: Mapping[str, Any]) -> str:
    if "en" in value:
        return in_language(value, language())
    said = {key: _plain(item, rule_set) for key, item in value.items()}
    if name.startswith("retention."):
        return _("%(period)s after: %(since)s", **said)
    if name.startswith("ratelimit."):
        return _("%(times)s in %(period)s", **said)
    if name == "response.extend":
        return _("%(times)s time, by %(period)s, with a reason", **said)
    if name == "collection.early_stop":
        return _("with fewer than %(below)s signatures after %(after)s", **said)
    if name == "collection.start_notice":
        period = Period.parse(str(value["period"]))
        return _working(period) if value["days"] == "working" else in_words(period)
    if name == "threshold.percent":
        base = rule_set.word(str(value["base"]), language())
        return _("%(percent)s per cent of: %(base)s", percent=value["percent"], base=base)
    if name == "signer.min_ages":
        return _ages(rule_set, value)
    if name == "threshold.territorial":
        return _minima(value)
    if name == "committee.seats_for_initiators":
        return _("at least one seat in %(one_in)s", **said)
    if name == "funding.disclose_over":
        currency = str(value["currency"]).upper()
        return _("%(amount)s %(currency)s", amount=said["amount"], currency=currency)
    return "; ".join(f"{_part_name(rule_set, key)}: {item}" for key, item in said.items())


def _working(period: Period) -> str:
    """So many days on which offices work."""
    n = period.all_days
    return ngettext("%(n)s working day", "%(n)s working days", n, n=number(n))


def _ages(rule_set: RuleSet, value: Mapping[str, int]) -> str:
    """The States by the age that each asks for, the lowest first."""
    states = {
        age: ", ".join(sorted(maps.name(rule_set, s) for s in value if value[s] == age))
        for age in sorted(set(value.values()))
    }
    return "; ".join(f"{number(age)}: {named}" for age, named in states.items())


def _minima(value: Mapping[str, Any]) -> str:
    each = ", ".join(f"{code} {number(least)}" for code, least in sorted(value["minima"].items()))
    return _("in at least %(least)s of these: %(each)s", least=number(value["least"]), each=each)


def _part_name(rule_set: RuleSet, key: str) -> str:
    return _("Title") if key == "title" else rule_set.word(key, language())

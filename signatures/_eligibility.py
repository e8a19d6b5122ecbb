"""Who may sign: age, residence, citizenship and assurance, by the sheet's frozen rule; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from commons.errors import Refusal
from commons.i18n import _l
from commons.identity.claims import Claims
from signatures._manifest import Eligibility


@dataclass(frozen=True, repr=False)
class Identifier:
    """The one number by which a person is one person on this sheet."""

    kind: str
    number: str


def rule_of(facts: dict[str, Any]) -> Eligibility:
    """The rule as the sheet keeps it."""
    said = facts["reference_day"]
    return Eligibility(
        identifier_kinds=tuple(facts["identifier_kinds"]),
        zone=facts["zone"],
        min_age=facts["min_age"],
        residence=tuple(facts["residence"]),
        citizenship=tuple(facts["citizenship"]),
        either=bool(facts.get("either")),
        min_assurance=facts["min_assurance"],
        reference_day=date.fromisoformat(said) if said else None,
        min_ages=tuple(sorted(facts.get("min_ages", {}).items())),
        regions=tuple(facts.get("regions", ())),
    )


def region(rule: Eligibility, claims: Claims) -> str | None:
    """The State or district in which this signer counts; None where the law counts by none.

    A State is that of the citizenship, a district that of the residence.
    """
    said = claims.citizenships | claims.districts
    return min(said.intersection(rule.regions), default=None)


def region_of_number(rule: Eligibility, kind: str) -> str | None:
    """The State whose number a card or a paper form bears; None where the law does not count by it.

    Neither says a district: such a signature counts in the whole, and in no district.
    """
    state = kind.partition("-")[0].upper()
    return state if state in rule.regions else None


def zone(facts: dict[str, Any]) -> ZoneInfo:
    """The zone of the sheet's jurisdiction, in which its days begin and end."""
    return ZoneInfo(facts["zone"])


def local_day(rule: Eligibility, now: datetime) -> date:
    """The calendar day in the jurisdiction's zone."""
    return now.astimezone(ZoneInfo(rule.zone)).date()


def identifiers(rule: Eligibility, claims: Claims) -> tuple[Identifier, ...]:
    """Every number that the rule set takes and the eID gives, in the order of the rule set.

    Refuses "identifier-missing" where it gives none.
    """
    said = claims.identifiers
    found = tuple(Identifier(kind, said[kind]) for kind in rule.identifier_kinds if kind in said)
    if not found:
        raise Refusal(
            "identifier-missing",
            _l("This way of proving who you are does not give the number that is needed here."),
        )
    return found


def check(rule: Eligibility, claims: Claims, today: date) -> None:
    """Refuse whoever may not sign: too weak an eID, too young, not resident, not a citizen.

    Where either of the two is enough, only whoever is neither is refused ("neither-citizen-nor-resident").
    Where the law's reference day is past, it decides; where it is still to come, today does, and
    the authority verifies for the law's day. What the eID does not say is not assumed.
    """
    if claims.assurance < rule.min_assurance:
        raise Refusal("assurance-too-low", _l("Signing needs a stronger proof of who you are."))
    day = min(today, rule.reference_day) if rule.reference_day else today
    least = least_age(dict(rule.min_ages), rule.min_age, claims.citizenships)
    if least is not None:
        _check_age(least, claims.birth_date, day)
    if rule.either:
        _check_either(rule, claims)
        return
    _check_countries(
        rule.residence,
        claims.residences,
        Refusal("not-resident", _l("Only residents may sign this initiative.")),
    )
    _check_countries(
        rule.citizenship,
        claims.citizenships,
        Refusal("not-citizen", _l("Only citizens may sign this initiative.")),
    )


def check_birth(rule: Eligibility, born: date | None, today: date, *, kind: str) -> None:
    """Refuse whoever is too young by a certificate; what it does not say, the authority checks.

    `kind` is that of the certificate's number ("ee-isikukood"), which names the State.
    """
    day = min(today, rule.reference_day) if rule.reference_day else today
    least = least_age(dict(rule.min_ages), rule.min_age, [state_of(kind)])
    if least is not None and born is not None:
        _check_age(least, born, day)


def state_of(kind: str) -> str:
    """The State by whose number somebody is known: "EE" of "ee-isikukood"."""
    return kind.partition("-")[0].upper()


def least_age(ages: Mapping[str, int], lowest: int | None, states: Iterable[str]) -> int | None:
    """The least age in these States, in years; of several the lowest, for one chooses where to count.

    `lowest` holds where no State has an age of its own (Regulation (EU) 2019/788, article 2).
    """
    return min((ages[state] for state in states if state in ages), default=lowest)


def age(born: date, on: date) -> int:
    """Completed years; whoever was born on 29 February completes a year on 1 March otherwise."""
    before_birthday = (on.month, on.day) < (born.month, born.day)
    return on.year - born.year - int(before_birthday)


def _check_age(min_age: int, born: date | None, day: date) -> None:
    if born is None:
        raise _unsaid()
    if age(born, day) < min_age:
        raise Refusal(
            "too-young",
            _l("You may sign from the age of %(age)s years on.", age=min_age),
        )


def _check_either(rule: Eligibility, claims: Claims) -> None:
    """One of the two is enough; what the eID does not say of the other then does not matter."""
    if claims.citizenships.intersection(rule.citizenship):
        return
    if claims.residences.intersection(rule.residence):
        return
    if not claims.citizenships or not claims.residences:
        raise _unsaid()
    raise Refusal(
        "neither-citizen-nor-resident",
        _l("Only citizens and residents may sign this initiative; you are neither."),
    )


def _check_countries(wanted: tuple[str, ...], said: frozenset[str], otherwise: Refusal) -> None:
    if not wanted:
        return
    if not said:
        raise _unsaid()
    if said.isdisjoint(wanted):
        raise otherwise


def _unsaid() -> Refusal:
    return Refusal(
        "claim-missing",
        _l("Your proof of identity does not say something that the law asks for here."),
    )

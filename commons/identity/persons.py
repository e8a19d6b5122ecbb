"""What a provider's claims say of a person: read by the profile, failing closed on bad numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from commons.access import Assurance
from commons.errors import Refusal
from commons.i18n import _l
from commons.identity import checkdigits
from commons.identity.profiles import Profile

_COUNTRY = re.compile(r"[A-Z]{2}")
_DISTRICT = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_BUDDHIST_ERA = 543


@dataclass(frozen=True, repr=False)
class Claims:
    """Who the person is, as the provider attests; name and numbers exist for one request only."""

    provider: str
    issuer: str
    account_issuer: str
    subject: str
    identifiers: Mapping[str, str]
    given_name: str
    family_name: str
    birth_date: date | None
    residences: frozenset[str]
    citizenships: frozenset[str]
    assurance: Assurance
    second_factor: bool
    auth_time: datetime
    districts: frozenset[str] = frozenset()
    """Districts of residence (ISO 3166-2), if the provider says any."""

    @property
    def kind(self) -> str:
        """The kind of the provider's first national number; empty where it gives none."""
        return next(iter(self.identifiers), "")

    @property
    def national_id(self) -> str:
        """The provider's first national number."""
        return next(iter(self.identifiers.values()), "")

    @property
    def residence(self) -> str | None:
        """A country of residence, if the provider says one."""
        return min(self.residences, default=None)

    @property
    def citizenship(self) -> str | None:
        """A citizenship, if the provider says one."""
        return min(self.citizenships, default=None)

    def identifier(self, kind: str) -> str:
        """The national number of this kind; refuses when the provider does not give one."""
        if kind not in self.identifiers:
            raise Refusal(
                "identifier-missing",
                _l("This way of proving who you are does not give the number that is needed here."),
            )
        return self.identifiers[kind]


def bad(reason: str) -> Refusal:
    """One sentence for the person, one word for the log; a forger learns nothing from it."""
    return Refusal(
        "identity-refused",
        _l("The answer of the identity provider could not be accepted. Please try again."),
        reason=reason,
    )


def read(profile: Profile, said: Mapping[str, Any], auth_time: datetime) -> Claims:
    """The person of these claims; refuses a missing subject and a bad or missing number."""
    names = profile.claims
    subject = said.get("sub")
    if not isinstance(subject, str) or not subject.strip() or len(subject) > 255:
        raise bad("subject")
    return Claims(
        provider=profile.id,
        issuer=profile.issuer,
        account_issuer=profile.account_issuer,
        subject=subject,
        identifiers=_identifiers(profile, said),
        given_name=_words(said, names.get("given_name")),
        family_name=_words(said, names.get("family_name")),
        birth_date=_birth_date(_words(said, names.get("birth_date"))),
        residences=_countries(said, names.get("residences")),
        citizenships=_countries(said, names.get("citizenships")),
        assurance=_assurance(profile, said),
        second_factor=_has_second_factor(profile, said),
        auth_time=auth_time,
        districts=_countries(said, names.get("districts"), _DISTRICT),
    )


def _identifiers(profile: Profile, said: Mapping[str, Any]) -> dict[str, str]:
    """The national numbers; fails closed when one is missing or its check digit is wrong."""
    found = {}
    for place in profile.identifiers:
        value = _words(said, place.claim)
        if not value and place.optional:
            continue
        number = value.removeprefix(place.prefix)
        if not value.startswith(place.prefix) or not checkdigits.is_sound(place.kind, number):
            raise bad("national-number")
        found[place.kind] = number
    return found


def _assurance(profile: Profile, said: Mapping[str, Any]) -> Assurance:
    """The level that was reached, by our own table; a word we do not know is no assurance."""
    return profile.assurance_levels.get(_words(said, profile.assurance_claim), Assurance.NONE)


def _has_second_factor(profile: Profile, said: Mapping[str, Any]) -> bool:
    value = _at(said, profile.second_factor_claim)
    methods = value if isinstance(value, list) else [value]
    return any(isinstance(m, str) and m in profile.second_factor_values for m in methods)


def _birth_date(value: str) -> date | None:
    """A birth date as the provider writes it; a year beyond 2400 is of the Buddhist era."""
    if not value:
        return None
    try:
        year, month, day = (int(part) for part in value.split("-"))
        return date(year - _BUDDHIST_ERA if year > 2400 else year, month, day)
    except ValueError:
        raise bad("birth-date") from None


def _countries(
    said: Mapping[str, Any], path: str | None, pattern: re.Pattern[str] = _COUNTRY
) -> frozenset[str]:
    value = _at(said, path) if path else None
    listed = value if isinstance(value, list) else [value]
    return frozenset(c for c in listed if isinstance(c, str) and pattern.fullmatch(c))


def _words(said: Mapping[str, Any], path: str | None) -> str:
    value = _at(said, path) if path else None
    return value.strip() if isinstance(value, str) else ""


def _at(said: Mapping[str, Any], path: str) -> Any:
    """A claim by its dotted path."""
    place: Any = said
    for step in path.split("."):
        place = place.get(step) if isinstance(place, dict) else None
    return place

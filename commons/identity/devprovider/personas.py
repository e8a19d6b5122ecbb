"""The invented people of the development provider, each made from a login hint alone."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commons.identity import checkdigits
from commons.identity.devprovider import abroad

HOME = ("TH", "EE", "FI")
ABROAD = ("SE",)
UNION = ("AT", "BE", "BG", "CY", "CZ", "DE", "DK")
"""Of one of these, too, each invented voter and initiator is a citizen, for counts by State."""
DISTRICTS = ("TH-10", "TH-40", "TH-50", "TH-90")
"""In one of these each invented person lives, for counts by district."""
VOTERS = 10_000
STAFF = (
    "officer-1",
    "officer-2",
    "officer-b",
    "publisher",
    "moderator",
    "moderator-p",
    "clerk",
    "secretary",
    "registrar-1",
    "registrar-2",
    "verifier",
    "auditor",
    "appeals",
    "admin-1",
    "admin-2",
    "registrar-3",
)
CITIZENS = ("citizen-a", "citizen-b", "citizen-c", "citizen-d")
AGES = ("age-15", "age-16", "age-17", "age-18")
ODD_ONES = ("non-resident", "non-citizen")
INITIATORS = tuple(f"initiator-{n}" for n in range(1, 21))
NAMED = CITIZENS + AGES + ODD_ONES + INITIATORS + STAFF

_GIVEN = (
    "Anong", "Boonsri", "Chaiya", "Darika", "Ekachai", "Fueang", "Ganda", "Hathai", "Intira",
    "Jirayu", "Kamon", "Lamai", "Malee", "Narong", "Orathai", "Piti", "Ratana", "Somsri",
    "Thawee", "Ubon", "Vichai", "Wanna", "Yupa", "Sirin", "Preecha",
)  # fmt: skip
_FAMILY = (
    "Bunyarat", "Charoensuk", "Duangkaew", "Issaraphong", "Jaidee", "Kaewmanee", "Limthong",
    "Manoonsil", "Nakprasit", "Ongart", "Phromma", "Rattanakul", "Saengdao", "Thongdee",
    "Udomchai", "Wattanasuk", "Yodrak", "Srisawat", "Panyawong", "Chantara",
)  # fmt: skip
_NUMBERED = re.compile(r"(voter)-([1-9]\d{0,4})")


@dataclass(frozen=True, repr=False)
class Persona:
    """An invented person, with everything that a national provider would know."""

    hint: str
    subject: str
    given_name: str
    family_name: str
    birth_date: date
    residences: tuple[str, ...]
    citizenships: tuple[str, ...]
    identifiers: dict[str, str]

    @property
    def district(self) -> str:
        """The invented district of residence, by the last digits of the number; empty abroad."""
        number = self.identifiers.get("th-pid", "")
        return DISTRICTS[int(number[8:12]) % len(DISTRICTS)] if number else ""


def find(hint: str, now: datetime) -> Persona | None:
    """The persona of a login hint; None when nobody bears it."""
    number = _number(hint)
    if number is None:
        return _stranger(hint)
    return Persona(
        hint=hint,
        subject=_subject(hint),
        given_name=_GIVEN[number % len(_GIVEN)],
        family_name=_FAMILY[number // len(_GIVEN) % len(_FAMILY)],
        birth_date=_birth_date(hint, number, now),
        residences=ABROAD if hint == "non-resident" else HOME,
        citizenships=_citizenships(hint, number),
        identifiers=identifiers(number),
    )


def _subject(hint: str) -> str:
    return f"dev-{hashlib.sha256(hint.encode()).hexdigest()[:24]}"


def _stranger(hint: str) -> Persona | None:
    """Somebody of another State, who has the number of that State alone."""
    found = abroad.find(hint)
    if found is None:
        return None
    given_name, family_name = found.names
    return Persona(
        hint=hint,
        subject=_subject(hint),
        given_name=given_name,
        family_name=family_name,
        birth_date=found.born,
        residences=found.residences,
        citizenships=found.citizenships,
        identifiers=found.identifiers,
    )


def _citizenships(hint: str, number: int) -> tuple[str, ...]:
    if hint == "non-citizen":
        return ABROAD
    if hint in INITIATORS or _NUMBERED.fullmatch(hint):
        return (*HOME, UNION[number % len(UNION)])
    return HOME


def identifiers(number: int) -> dict[str, str]:
    """The invented national numbers of person `number`, one of each kind, with check digits."""
    thai = f"1{number:011d}"
    estonian = f"{3 + number % 2}{40 + number % 60:02d}{1 + number // 60 % 12:02d}"
    estonian += f"{1 + number // 720 % 28:02d}{number // 20160 * 7 % 1000:03d}"
    day = f"{1 + number % 28:02d}{1 + number // 28 % 12:02d}{40 + number // 336 % 60:02d}"
    finnish = f"{day}{900 + number // 20160 % 100:03d}"
    return {
        "th-pid": thai + checkdigits.thai_digit(thai),
        "ee-isikukood": estonian + checkdigits.estonian_digit(estonian),
        "fi-hetu": f"{day}-{finnish[6:]}{checkdigits.finnish_mark(finnish)}",
    }


def _number(hint: str) -> int | None:
    """Voters are 1 to 10,000; the named ones come after them."""
    if hint in NAMED:
        return VOTERS + 1 + NAMED.index(hint)
    voter = _NUMBERED.fullmatch(hint)
    number = int(voter[2]) if voter else 0
    return number if 1 <= number <= VOTERS else None


def _birth_date(hint: str, number: int, now: datetime) -> date:
    """Adults by their number; the ages to the day: odd ones turn tomorrow, even ones turned today."""
    if hint not in AGES:
        return date(1945 + number % 60, 1 + number % 12, 1 + number % 28)
    age = int(hint.removeprefix("age-"))
    if age % 2:
        return _years_before((now + timedelta(hours=7)).date() + timedelta(days=1), age + 1)
    return _years_before(now.date(), age)


def _years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)

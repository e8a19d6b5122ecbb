"""Reading a list of stakeholders (CSV): each line with what becomes of it, and why not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from commons import csvfiles
from commons.csvfiles import Line
from commons.errors import Refusal
from commons.i18n import _
from consult.stakeholders import rules
from consult.stakeholders.models import Concerned, Nature
from consult.stakeholders.rules import Fate, Listing

HEADS: dict[str, tuple[str, ...]] = {
    "name": ("ชื่อ", "หน่วยงาน", "ชื่อหน่วยงาน"),
    "email": ("e-mail", "mail", "address", "อีเมล"),
    "kind": ("nature", "ประเภท"),
    "language": ("ภาษา",),
    "groups": ("group", "กลุ่ม"),
    "topics": ("topic", "หัวข้อ", "ด้าน"),
    "tags": ("tag", "ป้าย"),
    "note": ("หมายเหตุ",),
}
_PERSON = ("person", "บุคคล")


def read(
    data: bytes, standing: Mapping[str, Concerned], tongues: Collection[str]
) -> list[dict[str, Any]]:
    """Every line with its fate, against those that stand (by address); refuses a bad file whole."""
    seen: set[str] = set()
    lines = csvfiles.read(data, HEADS, ("name", "email"))
    return [_judged(line, standing, tongues, seen) for line in lines]


def _judged(
    line: Line, standing: Mapping[str, Concerned], tongues: Collection[str], seen: set[str]
) -> dict[str, Any]:
    name = line.cells.get("name", "")[:80]
    if line.is_hostile:
        problem = _("A cell begins with a sign that runs as a formula.")
        return {"line": line.number, "fate": Fate.BAD.value, "name": name, "problem": problem}
    try:
        listing = rules.checked(_listing(line.cells), tongues)
    except Refusal as refusal:
        return {
            "line": line.number,
            "fate": Fate.BAD.value,
            "name": name,
            "problem": refusal.message,
        }
    fate = rules.fate(listing, standing.get(listing.email), seen)
    seen.add(listing.email)
    problem = _("This address stands in the file twice.") if fate is Fate.TWICE else ""
    return {
        "line": line.number,
        "fate": fate.value,
        "name": listing.name,
        "problem": problem,
        "listing": listing.as_data(),
    }


def _listing(cells: Mapping[str, str]) -> Listing:
    person = cells.get("kind", "").casefold() in _PERSON
    return Listing(
        name=cells.get("name", ""),
        email=cells.get("email", ""),
        nature=Nature.PERSON if person else Nature.BODY,
        language=cells.get("language", "").casefold() or "th",
        groups=_several(cells.get("groups", "")),
        topics=_several(cells.get("topics", "").casefold()),
        tags=_several(cells.get("tags", "")),
        note=cells.get("note", ""),
    )


def _several(said: str) -> tuple[str, ...]:
    parts = said.replace("|", ";").replace(",", ";").split(";")
    return tuple(part.strip() for part in parts if part.strip())

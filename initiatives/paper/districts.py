"""States and districts of paper: how they are called, and the field that asks for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commons.i18n import _, _l
from commons.law import maps
from commons.law import queries as law
from initiatives.models import Initiative
from signatures import paper

NONE = "none"
"""Chosen where a form is of no State or district, and counts in the whole alone."""
ELSEWHERE = _l("Another one, or none: counts in the whole alone")
NOT_PRINTED = _l("None is printed on it")
Offers = Sequence[tuple[str, str]]


def name(initiative: Initiative, code: str) -> str:
    """A State or district as people call it, with its code: "Bangkok (TH-10)"."""
    called = maps.name(law.by_key(initiative.rule_set_id), code)
    return code if called == code else f"{called} ({code})"


def is_state(code: str) -> bool:
    """Whether a code is that of a State (ISO 3166-1), in which citizens count, not of a district in one."""
    return "-" not in code


def offers(initiative: Initiative) -> Offers:
    """The States or districts by which this initiative's sheet counts; empty where it counts by none."""
    codes = paper.regions(initiative.sheet_id or 0)
    return sorted(((code, name(initiative, code)) for code in codes), key=lambda offer: offer[1])


def ask(form: Any, offered: Offers, none: object) -> None:
    """Offer these in the form's field `district`; a form of a sheet that counts by none has no such field."""
    if offered:
        form.district.choices = [("", _("Choose")), *offered, (NONE, str(none))]
    else:
        del form.district


def chosen(form: Any) -> str | None:
    """The code that was chosen; None for none, and where nobody was asked."""
    said = form.district.data if "district" in form else NONE
    return None if said == NONE else str(said)

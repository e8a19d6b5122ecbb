"""Writing the impact assessment in its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from commons import clock, db, record
from commons.access import Actor
from commons.errors import FieldRefusals
from commons.i18n import _l
from commons.texts.words import normalise
from consult import policies
from consult.impact import queries
from consult.impact.models import ImpactLine
from consult.impact.states import Aspect, Unit
from consult.models import Hearing


@dataclass(frozen=True)
class Said:
    """What is said of one aspect."""

    words: Mapping[str, str] = field(default_factory=dict)
    amount: int | None = None
    unit: Unit | None = None


def write(actor: Actor, hearing: Hearing, said: Mapping[Aspect, Said]) -> None:
    """Keep the assessment; an empty aspect goes. On record once the hearing is public.

    Refuses, by field, an amount without unit, a unit without amount, and less than nothing.
    """
    policies.check(policies.may_add_documents(actor, hearing))
    faults = [fault for aspect, one in said.items() for fault in _faults(aspect, one)]
    if faults:
        raise FieldRefusals("bad-impact", _l("Some fields cannot stand like this."), faults)
    standing = queries.of(hearing)
    for aspect, one in said.items():
        words = {t: normalise(w.strip()) for t, w in one.words.items() if w and w.strip()}
        row = standing.get(aspect)
        if not words and one.amount is None:
            if row is not None:
                db.session().delete(row)
            continue
        if row is None:
            row = ImpactLine(hearing_id=hearing.id, aspect=aspect)
            db.session().add(row)
        row.words, row.amount, row.unit = words, one.amount, one.unit
        row.written_at = clock.now()
    db.session().flush()
    if policies.is_public(hearing):
        record.note(
            "hearing:impact:written",
            hearing.path,
            actor=actor,
            agency_id=hearing.agency_id,
            facts={"aspects": sorted(aspect.value for aspect in queries.of(hearing))},
        )


def _faults(aspect: Aspect, one: Said) -> list[tuple[str, object]]:
    name = aspect.value.replace("-", "_")
    if one.amount is not None and one.amount < 0:
        return [(f"{name}_amount", _l("Enter an amount of nothing or more."))]
    if one.amount is not None and one.unit is None:
        return [(f"{name}_unit", _l("Choose the unit of this amount."))]
    if one.amount is None and one.unit is not None:
        return [(f"{name}_amount", _l("Enter the amount for this unit, or choose no unit."))]
    return []

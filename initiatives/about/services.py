"""Acts on what a proposal is about: describe it, name organisations, announce meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.agencies.models import Agency
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import local_date
from initiatives import policies, proposal
from initiatives.about import queries, rules
from initiatives.about.models import FIELD, WORD, About, Gathering, Organisation, PolicyField, Tag
from initiatives.models import Initiative
from initiatives.rules import state
from initiatives.states import ENDS

MOST = 20
"""So many organisations and meetings one initiative may name."""


def may_tell(actor: Actor, initiative: Initiative) -> bool:
    """Whether the actor tells what it is about: whoever carries it, until it has ended."""
    return policies.is_member(actor, initiative) and state(initiative, clock.now()) not in ENDS


def describe(
    initiative: Initiative,
    actor: Actor,
    *,
    fields: Sequence[PolicyField],
    tags: str,
    department: Agency | None,
    area: str,
    point: str,
) -> None:
    """Say to which fields it belongs, with which words it is found, and where; none is signed.

    Refused for others than those who carry it, and above the limits.
    """
    _check_may(initiative, actor)
    if len(fields) > rules.MOST_FIELDS:
        raise Refusal(
            "too-many-fields",
            _l("Choose at most %(most)s fields.", most=rules.MOST_FIELDS),
            field="fields",
        )
    words, place = rules.tags(proposal.tidy(tags)), rules.point(point)
    said = queries.of(initiative.id)
    if said is None:
        said = About(initiative_id=initiative.id)
        db.session().add(said)
    said.department_id = department.id if department else None
    said.area, said.point = " ".join(proposal.tidy(area).split()), place
    db.session().execute(sa.delete(Tag).where(Tag.initiative_id == initiative.id))
    pairs = [(FIELD, f.value) for f in dict.fromkeys(fields)]
    for kind, word in [*pairs, *((WORD, word) for word in words)]:
        db.session().add(Tag(initiative_id=initiative.id, kind=kind, word=word))
    db.session().flush()
    _note(initiative, actor, "initiative:about:changed", {"fields": len(pairs), "tags": len(words)})


def add_organisation(
    initiative: Initiative, actor: Actor, *, name: str, register_number: str, address: str
) -> Organisation:
    """Name an organisation that stands beside the initiators; it is public."""
    _check_may(initiative, actor)
    if len(queries.told(initiative.id).organisations) >= MOST:
        raise Refusal("too-many", _l("At most %(most)s.", most=MOST), field="name")
    row = Organisation(
        initiative_id=initiative.id,
        name=_needed(name, "name"),
        register_number=proposal.tidy(register_number),
        address=rules.check_address(address),
        added_at=clock.now(),
    )
    db.session().add(row)
    db.session().flush()
    _note(initiative, actor, "initiative:organisation:added", {"number": row.id})
    return row


def end_organisation(initiative: Initiative, actor: Actor, number: int) -> None:
    """Say that an organisation no longer stands beside the initiators."""
    _check_may(initiative, actor)
    queries.organisation(initiative.id, number).ended_at = clock.now()
    db.session().flush()
    _note(initiative, actor, "initiative:organisation:ended", {"number": number})


def announce(
    initiative: Initiative, actor: Actor, *, title: str, held_on: date, place: str, words: str
) -> Gathering:
    """Invite to a meeting of the initiators; refused for a day that has passed."""
    _check_may(initiative, actor)
    today = local_date(clock.now(), law.by_key(initiative.rule_set_id).zone)
    if held_on < today:
        raise Refusal("end-in-past", _l("That day has passed."), field="held_on")
    if len(queries.told(initiative.id).gatherings) >= MOST:
        raise Refusal("too-many", _l("At most %(most)s.", most=MOST), field="title")
    row = Gathering(
        initiative_id=initiative.id,
        title=_needed(title, "title"),
        held_on=held_on,
        place=_needed(place, "place"),
        words=proposal.tidy(words),
        added_at=clock.now(),
    )
    db.session().add(row)
    db.session().flush()
    _note(initiative, actor, "initiative:gathering:announced", {"number": row.id})
    return row


def cancel(initiative: Initiative, actor: Actor, number: int) -> None:
    """Cancel a meeting; that it was announced stays readable."""
    _check_may(initiative, actor)
    queries.gathering(initiative.id, number).cancelled_at = clock.now()
    db.session().flush()
    _note(initiative, actor, "initiative:gathering:cancelled", {"number": number})


def forget_draft(initiative_id: int) -> None:
    """Forget all of it with a draft that is thrown away."""
    for table in (About, Tag, Organisation, Gathering):
        db.session().execute(sa.delete(table).where(table.initiative_id == initiative_id))


def _check_may(initiative: Initiative, actor: Actor) -> None:
    if not may_tell(actor, initiative):
        raise Refusal("not-permitted", _l("Only those who carry the initiative do this."))


def _needed(said: str, name: str) -> str:
    words = " ".join(proposal.tidy(said).split())
    if not words:
        raise Refusal("words-missing", _l("Fill in this field."), field=name)
    return words


def _note(initiative: Initiative, actor: Actor, kind: str, facts: dict[str, int]) -> None:
    if initiative.published_at is not None:
        record.note(
            kind, initiative.path, actor=actor, agency_id=initiative.agency_id, facts=dict(facts)
        )

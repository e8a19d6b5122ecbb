"""The register of exceptions for machines."""

from __future__ import annotations

from typing import Any

from commons.law import queries as law
from commons.machine import (
    Machine,
    Paging,
    Shape,
    absolute,
    day,
    flag,
    instant,
    list_of,
    local,
    number_place,
    page,
    reading,
    text,
    whole,
)
from consult.oversight import queries
from consult.oversight.models import Asked

blueprint = Machine("exceptions-api", __name__, description="Exceptions of agencies.")


class ExceptionShape(Shape):
    """One exception that an agency wanted for itself."""

    number = whole()
    kind = text("shorter, no-stakeholders, non-publication or early-end.")
    hearing = text("The address of the hearing.")
    agency = text("The slug of the agency that asked.")
    ground = text("A code of the rule set's list.", nullable=True)
    reason = text()
    asked_at = instant()
    approver = text("The slug of the body above that decides.", nullable=True)
    approved_by_itself = flag("True where there is nobody above.")
    granted = flag("False while it waits, too; decided_at tells.")
    decided_at = instant()
    answer = text()
    expires_on = day()


@blueprint.route("/exceptions")
@blueprint.arguments(Paging, location="query")
@blueprint.response(200, list_of(ExceptionShape))
@reading
def register(said: dict[str, Any]) -> dict[str, Any]:
    """Every exception of a public hearing, newest first."""
    start = number_place(said.get("after"))
    rows, total = queries.register(after=start, size=said["page_size"])
    more = start + len(rows)
    return page(
        [_line(asked) for asked in rows], total=total, after=(more,) if more < total else None
    )


def _line(asked: Asked) -> dict[str, Any]:
    zone = law.by_key(asked.hearing.rule_set_id).zone
    return {
        "number": asked.id,
        "kind": asked.wish.value,
        "hearing": absolute(asked.hearing.path),
        "agency": asked.agency.slug,
        "ground": asked.ground,
        "reason": asked.reason,
        "asked_at": local(asked.asked_at, zone),
        "approver": asked.approver.slug if asked.approver else None,
        "approved_by_itself": asked.approver_id is None,
        "granted": bool(asked.granted),
        "decided_at": local(asked.decided_at, zone),
        "answer": asked.answer,
        "expires_on": asked.expires_on,
    }

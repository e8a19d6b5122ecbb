"""Initiatives for machines: lists, one initiative, its count day by day, under /api/v1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import signatures
from commons.access import ANONYMOUS
from commons.agencies import queries as agencies
from commons.api import decode_cursor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.machine import Machine, Paging, list_of, number_place, page, reading
from initiatives import policies, queries, serialising, shapes
from initiatives.models import Initiative
from initiatives.states import State

blueprint = Machine("initiatives-api", __name__, description="Citizens' initiatives.")


@blueprint.route("/initiatives")
@blueprint.arguments(shapes.InitiativeFilters, location="query")
@blueprint.response(200, list_of(shapes.InitiativeLine))
@reading
def listing(said: dict[str, Any]) -> dict[str, Any]:
    """Public initiatives, by filter, in an order that stays stable while others are added."""
    filters = _filters(said)
    if filters is None:
        return page([], total=0, after=None)
    place, size = decode_cursor(said.get("after")), said["page_size"]
    found = queries.listing(filters, sort=said["sort"], after=place, size=size)
    bodies = agencies.named({x.agency_id for x in found.items})
    lines = [serialising.line(x, bodies) for x in found.items]
    return page(lines, total=found.total, after=found.after)


@blueprint.route("/initiatives/<slug>")
@blueprint.response(200, shapes.InitiativeWhole)
@reading
def one(slug: str) -> dict[str, Any]:
    """Everything public about one initiative; a draft is not found."""
    initiative = _public(slug)
    concerned = {initiative.agency_id, *(r.committee_id for r in initiative.referrals)}
    bodies = agencies.named(concerned)
    return serialising.whole(initiative, bodies, queries.wordings(initiative.id))


@blueprint.route("/initiatives/<slug>/counts")
@blueprint.arguments(Paging, location="query")
@blueprint.response(200, list_of(shapes.DayShape))
@reading
def counts(said: dict[str, Any], slug: str) -> dict[str, Any]:
    """How the public count moved, a row for each local day on which it did, the first one first."""
    days = _days(_public(slug))
    start = number_place(said.get("after"))
    shown = days[start : start + said["page_size"]]
    more = start + len(shown)
    lines = [serialising.day(each) for each in shown]
    return page(lines, total=len(days), after=(more,) if more < len(days) else None)


def _public(slug: str) -> Initiative:
    initiative = queries.by_slug(slug)
    if initiative.removed_at is not None:
        raise Refusal("initiative-removed", _l("This initiative was removed after publishing."))
    if not policies.may_see(ANONYMOUS, initiative):
        raise Refusal("not-found", _l("There is no such initiative."))
    return initiative


def _days(initiative: Initiative) -> Sequence[signatures.DayCount]:
    return signatures.history_by_day(initiative.sheet_id) if initiative.sheet_id else []


def _filters(said: dict[str, Any]) -> queries.Filters | None:
    """The filters as the query wants them; None where one names what does not exist."""
    receiver = agencies.by_slug(said["agency"]) if said.get("agency") else None
    committee = agencies.committee(said["committee"]) if said.get("committee") else None
    versions = _versions(said["rule_set"]) if said.get("rule_set") else ()
    for name, found in (("agency", receiver), ("committee", committee), ("rule_set", versions)):
        if said.get(name) and not found:
            return None
    return queries.Filters(
        states=(State(said["status"]),) if said.get("status") else (),
        agency_id=receiver.id if receiver else None,
        committee_id=committee.id if committee else None,
        rule_set_ids=versions,
        words=said["q"].replace("\x00", ""),
        field=said["topic"],
        tag=said["tag"].replace("\x00", "").lower(),
        area=said["area"].replace("\x00", ""),
    )


def _versions(ruleset_id: str) -> tuple[int, ...]:
    return tuple(each.key for each in law.all_versions() if each.id == ruleset_id)

"""Agencies and committees for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commons.agencies import queries
from commons.agencies.models import Agency, Kind
from commons.machine import (
    Machine,
    Paging,
    Shape,
    absolute,
    flag,
    list_of,
    names,
    number_place,
    page,
    reading,
    text,
)

blueprint = Machine("bodies-api", __name__, description="Agencies and committees.")


class BodyShape(Shape):
    """A body of the State."""

    slug = text()
    url = text()
    kind = text()
    names = names()
    parent = text("The slug of the body above it.", nullable=True)
    oversight = flag("Whether it coordinates the others.")


BODIES = list_of(BodyShape)


@blueprint.route("/agencies")
@blueprint.arguments(Paging, location="query")
@blueprint.response(200, BODIES)
@reading
def agencies(said: dict[str, Any]) -> dict[str, Any]:
    """Every body that hears, verifies or answers, by slug; committees have a list of their own."""
    kinds = [kind for kind in Kind if kind is not Kind.COMMITTEE]
    return _page(queries.all_bodies(*kinds), said)


@blueprint.route("/committees")
@blueprint.arguments(Paging, location="query")
@blueprint.response(200, BODIES)
@reading
def committees(said: dict[str, Any]) -> dict[str, Any]:
    """Every committee, by slug."""
    return _page(queries.all_bodies(Kind.COMMITTEE), said)


def _page(found: Sequence[Agency], said: dict[str, Any]) -> dict[str, Any]:
    start = number_place(said.get("after"))
    shown = found[start : start + said["page_size"]]
    more = start + len(shown)
    lines = [_line(body) for body in shown]
    return page(lines, total=len(found), after=(more,) if more < len(found) else None)


def _line(body: Agency) -> dict[str, Any]:
    folder = "committees" if body.kind is Kind.COMMITTEE else "agencies"
    return {
        "slug": body.slug,
        "url": absolute(f"/{folder}/{body.slug}"),
        "kind": body.kind.value,
        "names": body.names,
        "parent": body.parent.slug if body.parent else None,
        "oversight": body.oversight,
    }

"""The public pages of bodies: the tree, one body with its record, one committee."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template

from commons import record
from commons.access import Permission, Role, requires
from commons.agencies import parts, queries, words
from commons.agencies.models import Agency, Kind
from commons.errors import Refusal
from commons.i18n import _l

blueprint = Blueprint("agencies", __name__)
_IN_PUBLIC = (Role.CLERK, Role.SECRETARY, Role.PUBLISHER, Role.VERIFIER, Role.APPEALS)


@dataclass(frozen=True)
class Branch:
    """A body with those below it."""

    agency: Agency
    below: tuple[Branch, ...]


@blueprint.app_context_processor
def names() -> dict[str, Any]:
    """Roles and kinds of bodies in words, for every template."""
    return {
        "role_name": words.role_name,
        "kind_name": words.kind_name,
        "entry_name": words.entry_name,
    }


@blueprint.get("/agencies")
@requires(Permission.ANYONE)
def tree() -> str:
    """Every body, as the tree of the State."""
    return render_template("agencies/tree.html", branches=_branches(queries.all_bodies()))


@blueprint.get("/agencies/<slug>")
@requires(Permission.ANYONE)
def one(slug: str) -> Any:
    """One body with its record."""
    agency = queries.by_slug(slug)
    if agency is None:
        raise Refusal("not-found", _l("There is no body at this address."))
    if agency.kind is Kind.COMMITTEE:
        return redirect(f"/committees/{slug}", 301)
    return _page(agency)


@blueprint.get("/committees/<slug>")
@requires(Permission.ANYONE)
def committee(slug: str) -> str:
    """One committee: what lies with it and until when."""
    agency = queries.committee(slug)
    if agency is None:
        raise Refusal("not-found", _l("There is no committee at this address."))
    return _page(agency)


def _page(agency: Agency) -> str:
    return render_template(
        "agencies/one.html",
        agency=agency,
        below=queries.children(agency.id),
        members=queries.members(agency.id, *_IN_PUBLIC),
        parts=parts.shown(agency),
        entries=record.history(f"/agencies/{agency.slug}", limit=10),
    )


def _branches(bodies: Sequence[Agency], above: int | None = None) -> tuple[Branch, ...]:
    here: Iterable[Agency] = (body for body in bodies if body.parent_id == above)
    order = sorted(here, key=lambda body: (list(Kind).index(body.kind), body.name()))
    return tuple(Branch(body, _branches(bodies, body.id)) for body in order)

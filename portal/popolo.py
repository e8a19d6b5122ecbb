"""Bodies, committees and posts as Popolo, the form in which parliaments exchange who does what.

Popolo (popoloproject.com) knows persons and memberships too. Who holds an office is not published
here, so both lists are there and empty: a program that reads Popolo finds what it looks for.
"""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response

from commons.access import Role
from commons.agencies import queries
from commons.agencies.models import Agency, Kind
from commons.agencies.words import ROLES
from commons.api import LICENCE, tagged
from commons.i18n import force_locale
from commons.machine import absolute, reading

blueprint = Blueprint("popolo", __name__)
TONGUE = "en"
"""Popolo gives one name; those in other languages stand beside it, each with its language."""


@blueprint.get("/api/v1/popolo.json")
@reading
def popolo() -> Response:
    """Every body of the State with what stands above it, and the posts that are held in it."""
    bodies = queries.all_bodies()
    held = sorted({(each.agency.slug, each.role) for each in queries.members_everywhere(*Role)})
    with force_locale(TONGUE):
        found = {
            "license": LICENCE,
            "persons": [],
            "organizations": [_organization(body) for body in bodies],
            "posts": [_post(slug, role) for slug, role in held],
            "memberships": [],
        }
    return tagged(
        Response(json.dumps(found, ensure_ascii=False, indent=1), mimetype="application/json")
    )


def _organization(body: Agency) -> dict[str, Any]:
    """A body as an Organization (Popolo, W3C ORG)."""
    name = body.name(TONGUE)
    others = [{"name": said, "note": tongue} for tongue, said in body.names.items() if said != name]
    return {
        "id": body.slug,
        "name": name,
        "other_names": others,
        "classification": body.kind.value,
        "parent_id": body.parent.slug if body.parent else None,
        "links": [{"url": _page(body), "note": "page"}],
        "sources": [{"url": absolute("/api/v1/agencies"), "note": "list"}],
    }


def _post(slug: str, role: Role) -> dict[str, Any]:
    """An office in a body as a Post, without whoever holds it."""
    return {
        "id": f"{slug}/{role.value}",
        "label": str(ROLES[role]),
        "role": role.value,
        "organization_id": slug,
    }


def _page(body: Agency) -> str:
    folder = "committees" if body.kind is Kind.COMMITTEE else "agencies"
    return absolute(f"/{folder}/{body.slug}")

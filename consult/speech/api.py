"""The comments of a hearing for annotation tools: pages of W3C Web Annotations as JSON-LD."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from commons.api import encode_cursor
from commons.discussion import listing, ranges
from commons.machine import Machine, Paging, absolute, number_place, reading
from consult.models import DISCUSSION
from consult.queries import hearings
from consult.speech.webannotations import CONTEXT, MEDIA, annotation

blueprint = Machine("annotations-api", __name__, description="Comments as Web Annotations.")


@blueprint.route("/hearings/<slug>/annotations")
@blueprint.arguments(Paging, location="query")
@blueprint.response(200, {"type": "object"}, content_type="application/ld+json")
@reading
def collection(said: dict[str, Any], slug: str) -> Response:
    """Everything that was said, as an AnnotationPage; positions count the section's `words`."""
    hearing = hearings.public_at(slug)
    after, size = number_place(said.get("after")), said["page_size"]
    found = listing.listing(DISCUSSION, hearing.key, listing.Wanted(), after=after, size=size)
    marks = ranges.by_comments([each.id for each in found.comments if each.is_open])
    whole = absolute(f"/api/v1/hearings/{hearing.slug}/annotations")
    page: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"{whole}?{urlencode(sorted(request.args.items()))}" if request.args else whole,
        "type": "AnnotationPage",
        "partOf": {
            "id": f"{whole}#collection",
            "type": "AnnotationCollection",
            "label": hearing.title(hearing.language),
            "total": found.total,
        },
        "items": [annotation(hearing, c, marks.get(c.id)) for c in found.comments],
    }
    if found.following:
        place = {"page_size": size, "after": encode_cursor(found.following)}
        page["next"] = f"{whole}?{urlencode(place)}"
    return Response(json.dumps(page, ensure_ascii=False), content_type=MEDIA)

"""Where witnesses bring their cosignatures: one address, for whoever holds a known key."""

from __future__ import annotations

from typing import Any

from flask import request
from marshmallow import fields

from commons import limits
from commons.access import Permission, requires
from commons.ledger import witnesses
from commons.machine import Machine, Shape

blueprint = Machine("ledger-witnesses", __name__, description="Cosignatures of witnesses (C2SP).")
_BODY = {
    "description": "One of our heads as text, with one cosignature or more below.",
    "required": True,
    "content": {"text/plain": {"schema": {"type": "string", "maxLength": 20000}}},
}


class Accepted(Shape):
    """Whose cosignatures stand under the head."""

    witnesses = fields.List(fields.String(), required=True)


@blueprint.route("/ledger/cosignatures", methods=["POST"])
@blueprint.doc(requestBody=_BODY)
@blueprint.response(200, Accepted)
@requires(Permission.ANYONE, writes=True)
def cosign() -> dict[str, Any]:
    """Keep a witness's cosignature under one of our heads; known witnesses only."""
    limits.spend(limits.COSIGNATURE, f"address:{request.remote_addr}")
    return {"witnesses": witnesses.accept(request.get_data(as_text=True))}


cosign.no_account = True

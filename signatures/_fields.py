"""What a rule set may ask a signer for, and where the eID says it; nothing else enters an envelope."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from commons.identity.claims import Claims
from signatures._eligibility import Identifier

Reader = Callable[[Claims, Identifier], str]

FIELDS: Mapping[str, Reader] = {
    "birth_date": lambda claims, _id: claims.birth_date.isoformat() if claims.birth_date else "",
    "citizenship": lambda claims, _id: " ".join(sorted(claims.citizenships)),
    "family_name": lambda claims, _id: claims.family_name,
    "given_name": lambda claims, _id: claims.given_name,
    "national_id": lambda _claims, identifier: identifier.number,
    "residence": lambda claims, _id: " ".join(sorted(claims.residences)),
}


def collected(names: list[str], claims: Claims, identifier: Identifier) -> dict[str, str]:
    """The fields that this sheet's rule set names, as the eID says them."""
    return {name: FIELDS[name](claims, identifier) for name in names}

"""What is found of one container, line by line: who signed it and how strong it is; pure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from signatures import _containers, _signers, _trust, _xades
from signatures._containers import BadContainer


def report(container: Path, trust_lists: Path, rule_set: str) -> Iterator[str]:
    """The lines about a container; raises BadContainer by its word, "issuer-unknown" without a list."""
    trust = _trust.load(trust_lists, rule_set)
    if trust is None:
        raise BadContainer("issuer-unknown")
    inside = _containers.opened(container.read_bytes())
    found = _signers.read(_xades.verified(inside.signature, inside.files), trust)
    for name in sorted(inside.files):
        yield f"signed file  {name}"
    yield f"signer       {found.given_name} {found.family_name}, {found.identifier.number}"
    yield f"level        {found.level.value}, {found.form.value}"
    yield f"signed at    {found.signed_at.isoformat()}"
    yield f"issuer       {found.issuer}"
    yield f"time-stamp   {found.stamped_by or 'none'}"
    yield f"OCSP         {found.answered_by or 'none'}"

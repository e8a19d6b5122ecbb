"""Short signed texts, lines of `name value`: promises, refusals, certificates; anybody can check them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_DASH = "\u2014 "
_LONGEST = 20_000


class BadStatement(ValueError):
    """The text is not a statement, or the key has not signed it."""


def body(heading: str, facts: Mapping[str, str]) -> str:
    """The text that is signed; values may not break the line."""
    for name, value in facts.items():
        if not name.isascii() or not name.replace("-", "").isalnum() or "\n" in value:
            raise ValueError(f"{name} cannot stand in a statement")
    return "\n".join([heading, *(f"{name} {value}" for name, value in facts.items())]) + "\n"


def with_signature(text: str, *, signer: str, signature: bytes) -> str:
    """The text with its signature below, as the citizen keeps it."""
    return f"{text}\n{_DASH}{signer} {base64.b64encode(signature).decode()}\n"


def read(said: str, *, heading: str, public: bytes) -> dict[str, str]:
    """The facts of a signed statement; raises BadStatement unless `public` has signed it.

    Spaces at the ends of lines, which mail programs and copying add, are forgiven.
    """
    if len(said) > _LONGEST:
        raise BadStatement("too long")
    lines = [line.strip() for line in said.strip().splitlines()]
    if len(lines) < 3 or lines[0] != heading or not lines[-1].startswith(_DASH):
        raise BadStatement("this is not such a statement")
    facts_lines = [line for line in lines[1:-1] if line]
    text = "\n".join([heading, *facts_lines]) + "\n"
    try:
        signature = base64.b64decode(lines[-1].rsplit(" ", 1)[-1], validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text.encode())
    except (binascii.Error, ValueError, InvalidSignature) as error:
        raise BadStatement("the signature under this text is false") from error
    return {name: value for name, _gap, value in (line.partition(" ") for line in facts_lines)}

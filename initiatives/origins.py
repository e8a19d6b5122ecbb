"""From where an act of parliament came, if no person alone entered it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """A message of a parliament's own system: whose key signed it, and the digest of what it says."""

    key: str
    """Ed25519, in hexadecimal."""
    message: str
    """SHA-256 of the signed bytes, in hexadecimal."""

    def facts(self) -> dict[str, str]:
        """As the public record says it."""
        return {"key": self.key, "message": self.message}


def facts_of(origin: Origin | None) -> dict[str, str]:
    """What the record says of the origin; nothing where a person alone acted."""
    return origin.facts() if origin is not None else {}

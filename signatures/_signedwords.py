"""What the signature of a container gives, once its every digest holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509


@dataclass(frozen=True, repr=False)
class Signed:
    """A signature whose every digest holds, and what stands beside it."""

    certificate: x509.Certificate
    between: tuple[x509.Certificate, ...]
    """Further certificates that the container brings along; none is believed for that."""
    claimed_at: datetime
    method: str
    signed_info: bytes
    signature: bytes
    stamped: bytes
    """The canonical bytes of the signature's value, which a time-stamp covers."""
    time_stamps: tuple[bytes, ...]
    responses: tuple[bytes, ...]

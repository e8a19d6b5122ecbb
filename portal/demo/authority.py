"""The verifying authority of the demonstration: its keys, its register, its examination of a sheet."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import signatures
from commons import clock
from commons.agencies import queries as agencies
from commons.config import Settings
from commons.identity.devprovider import personas

BODY = "registration-authority"
EACH = 37
"""Every so-many-th voter of the register has lost the right to vote, so that some do not count."""


@dataclass(frozen=True)
class Authority:
    """The authority with its private key, which a real one keeps off the server."""

    register: Path
    private: dict[str, str] = field(repr=False)

    def verify(self, sheet_id: int) -> None:
        """Examine the sealed package against the register and hand in the signed result."""
        package = signatures.hand_over(sheet_id)
        try:
            register = signatures.read_register(self.register)
            found = signatures.examine(package.path, self.private, register, travelled=True)
        finally:
            package.path.unlink(missing_ok=True)
        result = signatures.conclude(found, self.private, clock.now())
        signatures.record_verification(sheet_id, result)


def establish(settings: Settings) -> Authority:
    """Make its keys, prove them by the test envelope, and write key and register for visitors."""
    body = agencies.by_slug(BODY)
    assert body is not None
    private, public = signatures.new_key(body.name("en"))
    view = signatures.register_authority(body.id, public)
    word = signatures.open_test(private, view.test_envelope)
    signatures.confirm_authority(view.fingerprint, word)
    signatures.second_authority(view.fingerprint, view.fingerprint)
    _write_key(settings.instance_dir / "authority.key", private)
    register = settings.instance_dir / "register.csv"
    with register.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["kind", "national_id", "entitled", "person"])
        out.writerows(_rows())
    return Authority(register, private)


def is_entitled(voter: int) -> bool:
    """Whether the register still gives this voter the right to vote."""
    return voter % EACH != 0


def _rows() -> Iterator[tuple[str, str, str, str]]:
    for number in range(1, personas.VOTERS + len(personas.NAMED) + 1):
        is_voter = number <= personas.VOTERS
        entitled = "yes" if not is_voter or is_entitled(number) else "no"
        for kind, identifier in personas.identifiers(number).items():
            yield kind, identifier, entitled, f"person-{number}"


def _write_key(file: Path, private: dict[str, str]) -> None:
    file.unlink(missing_ok=True)
    place = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(place, "w", encoding="utf-8") as out:
        json.dump(private, out)
